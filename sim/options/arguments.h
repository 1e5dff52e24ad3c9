/* SPDX-License-Identifier: BSD-3-Clause */
/* The files that a verb is given on the command line. */
#ifndef SIM_ARGUMENTS_H
#define SIM_ARGUMENTS_H

#include "options/verb.h"

/* What kinds of files there are, by their suffixes. */
typedef enum { FILES_SCENARIO, FILES_TRACE } FileKind;

/*
 * Appends to @files (of char *) what @arguments stand for: files, folders with
 * all files of this kind below them, scenarios by name (system/search.h), or
 * "-"; what is there already is not added. @arguments may be NULL.
 * EXIT_BAD_USAGE, which has been said, if there are none, a folder has none, or
 * a file is of another kind.
 */
ExitCode arguments_collect(const char *verb, char **arguments, FileKind kind, GPtrArray *files);

/*
 * Adds to @words (char *, owned) files and folders that begin with @start, and
 * scenarios by name; a folder ends in "/".
 */
void arguments_complete(FileKind kind, const char *start, GPtrArray *words);

/* The .complete of a verb whose arguments are scenarios, and whose options are the usual ones. */
void arguments_complete_scenarios(const char *option, char **before, const char *start,
				  GPtrArray *words);

#endif
