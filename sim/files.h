/* SPDX-License-Identifier: BSD-3-Clause */
/* The files that paths on the command line stand for. */
#ifndef SIM_FILES_H
#define SIM_FILES_H

#include <glib.h>

/*
 * Appends to @files (of char *) @path itself, or, if it is a folder, every
 * file below it whose name ends in one of @suffixes (ends with NULL), in the
 * order of their names.
 */
void files_collect(const char *path, const char *const *suffixes, GPtrArray *files);

#endif
