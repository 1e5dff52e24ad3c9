/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A verb of the tool, and all that is said of it: what the command line
 * accepts, --help, its manual page and completion are made from this.
 *
 * To add a verb: a file cli/verb_NAME.c with its row, its name below in cli's
 * list (cli/main.c), and tests of each exit status (tests/check_cli.c).
 */
#ifndef SIM_VERB_H
#define SIM_VERB_H

#include <glib.h>

#include "system/output.h"

/* A word and what it stands for. */
typedef struct {
	const char *term, *text;
} Term;

/* A command line, behind "ripas-sim ", and what it is for. */
typedef struct {
	const char *command, *purpose;
} Example;

typedef struct {
	const char *name;
	const char *arguments;          /* "PATH…" */
	const char *summary;            /* one line, without a full stop */
	/* Paragraphs, an empty line between them; broken into lines when shown. */
	const char *description;
	/*
	 * Its options beside those of all verbs; NULL: none. Their arg_data is
	 * OPTION_AT(): a place in the struct that options_parse is given.
	 */
	const GOptionEntry *options;
	const Example *examples;        /* end with a row of NULL */
	/* What its arguments may be: the row at @index, NULL behind the last. */
	const Term *(*term)(guint index);
	/* What these are, if not what its arguments may be; or NULL. */
	const char *terms;
	/* What an exit status means where the usual words do not say it; or NULL. */
	const char *status[EXIT_CODES];
	ExitCode (*run)(char **argv);   /* argv[0] is the verb */
	unsigned versions_max;          /* that --spec may name */
	const char *formats;            /* that --format may name: "text|md" */
	/*
	 * Adds to @words (char *, owned) what may stand for the value of @option,
	 * without "--", or (NULL) as the next argument behind @before, which ends
	 * with NULL; @start is what has been typed of it. NULL: nothing is known.
	 */
	void (*complete)(const char *option, char **before, const char *start, GPtrArray *words);
} Verb;

#define OPTION_AT(type, member) ((gpointer)offsetof(type, member))
#define OPTIONS_END { NULL, 0, 0, 0, NULL, NULL, NULL }

/* The options that all verbs have, as they are told; the last is OPTIONS_END. */
const GOptionEntry *verb_common_options(void);

/* What an option is for, as @verb has it (NULL: any). The caller frees it. */
char *verb_option_text(const Verb *verb, const GOptionEntry *option);

/* What exit status @code means for @verb (NULL: for any). */
const char *verb_status(const Verb *verb, ExitCode code);

#endif
