/* SPDX-License-Identifier: BSD-3-Clause */
/* Files: those that paths on the command line stand for, and what they hold. */
#ifndef SIM_FILES_H
#define SIM_FILES_H

#include <glib.h>

/*
 * Appends to @files (of char *) @path itself, or, if it is a folder, every
 * file below it whose name ends in one of @suffixes (ends with NULL), in the
 * order of their names. Links to folders are not followed.
 */
void files_collect(const char *path, const char *const *suffixes, GPtrArray *files);

/* Larger files, and devices without end, are refused. */
#define FILES_SIZE_MAX (64 * 1024 * 1024)

/*
 * Reads a file whole: @text, which the caller frees, has @size bytes and a NUL
 * byte behind them. FALSE with @error.
 */
gboolean files_read(const char *path, char **text, gsize *size, GError **error);

#endif
