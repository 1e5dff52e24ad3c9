/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A version of the specification is a row: what it is called, which version it
 * goes on from, and what differs from that one. Everything else it has from
 * its parent: commands, names, sections, conditions, traits, invariants.
 *
 * To add a version there is one thing to do: a struct rmm_version, in a file of
 * its own. What differs by little stands in its tables; what has an effect of
 * its own is a command, a file as any other. Listed in versions.c it is part of
 * the model; a program may keep further ones to itself. A version whose own
 * rows stand in the tables of others (.in, .until) has a line of its own.
 */
#ifndef RMM_VERSION_H
#define RMM_VERSION_H

#include "base/command_ids.h"
#include "base/types.h"

struct rmm_command;
struct rmm_failure;

/* A command as the version has it; NULL: it has none. */
struct rmm_version_command {
	enum rmm_command_id id;
	const struct rmm_command *command;
};

/*
 * A failure condition of @command: another row in its place, behind the others
 * if there was none, or (NULL) none any more.
 */
struct rmm_version_condition {
	enum rmm_command_id command;
	const char *id;
	const struct rmm_failure *row;
};

/* Another name of a value; NULL: it has none any more. */
struct rmm_version_name {
	const struct rmm_enumeration *names;
	uint64_t value;
	const char *name;
};

/* What stood in section @was, and below it, stands in section @is. */
struct rmm_version_section {
	const char *was, *is;
};

/* A condition that stands in no table of the text, and where the text has it. */
struct rmm_addition {
	enum rmm_command_id command;    /* COMMANDS: of every command */
	const char *id;                 /* NULL: each of the command */
	const char *section;
	const char *why;
};

/* Where versions differ in what a rule says rather than in which rules there are. */
enum rmm_trait {
	TRAIT_OPERATIONS = 1,                   /* commands may be incomplete */
	TRAIT_INIT_RIPAS_EXTENDS_RIM = 2,
	TRAIT_DESTROYED_HALTS_EMPTY = 4,        /* without CHANGE_DESTROYED */
	TRAIT_REALM_PARAMS_IN_RIM = 8,
	TRAIT_SMCCC_VERSION = 16,               /* a Realm may ask for it (A4.3.4) */
	TRAIT_IDEMPOTENT = 32,                  /* what is done already is no failure */
	TRAIT_FINDS_RECS = 64,                  /* by any MPIDR: no order, no Host to ask */
	TRAIT_INIT_RIPAS_IS_OPERATION = 128,    /* measured once, when it completes */
	TRAIT_BINDS_OPERATIONS = 256            /* to a PE, or to the object that is named */
};

struct rmm_version {
	const char *id;                 /* "rmm-2.0-bet0" */
	const char *short_name;         /* "2.0-bet0" */
	const char *family;             /* "2.0": means the newest that has it */
	const struct rmm_version *parent;       /* NULL: it stands alone */
	enum rmm_line line;             /* the parent's if it has none of its own */
	const struct rmm_version_command *commands;
	unsigned command_count;
	const struct rmm_version_condition *conditions;
	unsigned condition_count;
	const struct rmm_version_name *names;
	unsigned name_count;
	const struct rmm_version_section *sections;
	unsigned section_count;
	const struct rmm_addition *additions;   /* instead of the parent's */
	unsigned addition_count;
	unsigned traits, without;       /* enum rmm_trait: what comes, what goes */
	uint16_t rmi_major;             /* of RMI_VERSION and RSI_VERSION; */
	uint16_t rsi_major, rsi_minor;  /* major 0: the parent's */
	const char *const *beyond;      /* commands that are not modelled */
};

/* A table of a version, and its length: VERSION_ROWS(command, rows). */
#define VERSION_ROWS(what, rows) \
	.what##s = (rows), .what##_count = sizeof(rows) / sizeof((rows)[0])

/* The lines of @version and those before it: bits, as rows have them. */
unsigned rmm_lineage(const struct rmm_version *version);

/* Is a row in force that begins with lines @in (0: all) and ends with @until? */
static inline bool rmm_in_force(unsigned lineage, unsigned in, unsigned until)
{
	return (in == 0 || in & lineage) && !(until & lineage);
}

/* The common prefix of the names. */
const char *rmm_prefix(const struct rmm_enumeration *e, const struct rmm_version *version);

/* The name of @value, without the prefix; NULL if the version has none. */
const char *rmm_name(const struct rmm_enumeration *e, const struct rmm_version *version,
		     uint64_t value);

#define RMM_SECTION_SIZE 24

/*
 * The section of a row that has one for each line (NULL: none): as the nearest
 * version of the lineage has it, with the numbers of those that follow. It is
 * a constant, or written into @buffer. NULL: none.
 */
const char *rmm_section(const struct rmm_version *version,
			const char *const sections[RMM_LINES], char buffer[RMM_SECTION_SIZE]);

/* The row if condition @id of @command was added to the text's; else NULL. */
const struct rmm_addition *rmm_addition_of(const struct rmm_version *version,
					   enum rmm_command_id command, const char *id);

/* The command as the version has it; NULL: it has none. */
const struct rmm_command *rmm_version_command(const struct rmm_version *version,
					      enum rmm_command_id id);

#endif
