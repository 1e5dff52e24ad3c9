/* SPDX-License-Identifier: BSD-3-Clause */
/* Options that verbs share, and the parsing of a verb's command line. */
#ifndef SIM_OPTIONS_H
#define SIM_OPTIONS_H

#include "system/output.h"
#include "base/types.h"
#include "base/variant.h"

/* What the common options said; strings are owned. */
typedef struct {
	char *spec;
	char **variant_ids;
	char *format, *output, *color;
	gboolean self_check, quiet, verbose;
	char **arguments;               /* what is not an option */

	/* What follows from them: */
	struct rmm_variants variants;
	enum rmm_version version;       /* RMM_VERSIONS: not given */
	/* "--spec A,B": both, for verbs that take so many; else the first. */
	enum rmm_version versions[2];
	unsigned version_count;
} Options;

/* A verb of the tool. */
typedef struct {
	const char *name, *arguments, *summary, *description;
	ExitCode (*run)(char **argv);   /* argv[0] is the verb */
	unsigned versions_max;          /* that --spec may name */
} Verb;

/*
 * Parses the command line of @verb: the options of @own (may be NULL) and the
 * common ones. FALSE if the usage is bad, which has been said. --help prints
 * and ends the program.
 */
gboolean options_parse(Options *options, const Verb *verb, const GOptionEntry *own,
		       char **argv, ExitCode *code);
void options_clear(Options *options);

/* "ripas-sim VERB: message", and how to get help. Always EXIT_BAD_USAGE. */
ExitCode usage_error(const char *verb, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* " (did you mean 'x'?)" with the nearest of @names, or "". The caller frees it. */
char *did_you_mean(const char *text, const GPtrArray *names);

extern const Verb verb_run, verb_replay, verb_compare, verb_show, verb_mutate;

#endif
