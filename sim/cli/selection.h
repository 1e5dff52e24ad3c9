/* SPDX-License-Identifier: BSD-3-Clause */
/* Which scenarios are chosen: paths, lines of them, tags and patterns. */
#ifndef SIM_SELECTION_H
#define SIM_SELECTION_H

#include "options/verb.h"

/* What options say. */
typedef struct {
	char **tags;            /* all of them are asked for; NULL: none is */
	char *match;            /* or NULL */
} Selecting;

/* The options that fill it: @member of the struct @type. */
#define SELECTING_OPTIONS(type, member)                                                 \
	{ "tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, OPTION_AT(type, member.tags),         \
	  "Only files with this tag; with each, if it is given again", "TAG" },         \
	{ "match", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(type, member.match),            \
	  "Only files whose path has this in it, or is like it ('*', '?')", "PATTERN" }

typedef struct {
	GPtrArray *files;       /* of char *, in order */
	GHashTable *named;      /* paths that arguments name, not folders above them */
	GHashTable *lines;      /* path to GUINT_TO_POINTER(line); NULL: none has one */
} Selection;

/*
 * The scenarios that @arguments stand for: files, folders, names, FILE:LINE.
 * EXIT_BAD_USAGE, which has been said, if there are none.
 */
ExitCode selection_make(Selection *selection, const char *verb, char **arguments,
			const Selecting *selecting);
void selection_clear(Selection *selection);
void selecting_clear(Selecting *selecting);

/* Does an argument name the file itself? */
gboolean selection_is_named(const Selection *selection, const char *path);

/* The last line of it to be run; 0: all are. */
guint selection_line(const Selection *selection, const char *path);

#endif
