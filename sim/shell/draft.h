/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A scenario that is being written: statements one by one, each of which can
 * be taken back and carried out again.
 */
#ifndef SHELL_DRAFT_H
#define SHELL_DRAFT_H

#include "language/parser.h"
#include "machine/refusal.h"
#include "run/course.h"

/* A statement: a line, or a block up to its end. */
typedef struct {
	char *text;             /* comments before it included; ends with '\n' */
	unsigned line, lines;   /* the number of its first line, and how many it has */
	gboolean typed;         /* what says nothing of its result may come to anything */
	/* While it is carried out: */
	GPtrArray *steps;       /* of Step; else NULL */
	guint first;            /* of its outcomes */
	gboolean in_header;     /* the header was not over before it */
	guint turns;            /* of the course, before it */
	guint sources;          /* of the scenario, before it */
	Refusal *refusal;       /* the last in it; or NULL */
} Entry;

typedef struct {
	char *path;             /* of the file that it is, or would be */
	ParseOptions options;   /* .version and .variants bend it */
	Scenario *scenario;     /* its header so far, and its sources */
	RunOptions run;         /* .changes and .self_check are the user's */
	Course *course;         /* NULL: there was nothing to carry out */
	PieceBefore before;
	GPtrArray *entries;     /* of Entry */
	guint now;              /* so many of them are carried out */
} Draft;

/* @run: whether changes are told, and steps check themselves. */
Draft *draft_new(const char *path, const ParseOptions *options, const RunOptions *run);
void draft_free(Draft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)

/*
 * Splits text into statements, which follow those carried out; later ones are
 * forgotten. FALSE if the last is not complete: then nothing is added.
 */
gboolean draft_add(Draft *draft, const char *text, gboolean typed);

/* Carries out the next statement. FALSE with @diagnostics; then it stays the next. */
gboolean draft_forward(Draft *draft, Diagnostics *diagnostics);
/* Takes back statements, the last first, until @count are carried out. */
void draft_back_to(Draft *draft, guint count);

/* Begins a course though nothing was said. FALSE with @diagnostics: the header allows none. */
gboolean draft_begin(Draft *draft, Diagnostics *diagnostics);

/* Forgets the statements that are not carried out. */
void draft_forget_rest(Draft *draft);

/*
 * The same statements under other options, as many of them carried out as here.
 * NULL with @diagnostics if one cannot be.
 */
Draft *draft_again(const Draft *draft, const ParseOptions *options,
		   Diagnostics *diagnostics);

/*
 * Parses statements that are not added. @scenario, which the caller frees behind
 * them, holds their source. NULL with @diagnostics.
 */
GPtrArray *draft_parse(const Draft *draft, const char *text, Scenario **scenario,
		       Diagnostics *diagnostics);

/* ---- where it is ---- */

Entry *draft_entry(const Draft *draft, guint index);
/* The last that is carried out; NULL: none is. */
Entry *draft_last(const Draft *draft);
/* The number of the line that comes next. */
unsigned draft_next_line(const Draft *draft);
/* Outcomes of @entry, which is carried out: [first, end) of those of the course. */
guint draft_end_of(const Draft *draft, const Entry *entry);
const struct rmm_version *draft_version(const Draft *draft);
/* The last refusal; NULL: nothing was refused. */
const Refusal *draft_refusal(const Draft *draft);
/* Lines of the statements that are carried out. The caller frees them. */
char *draft_text(const Draft *draft);

#endif
