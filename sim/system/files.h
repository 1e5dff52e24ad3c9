/* SPDX-License-Identifier: BSD-3-Clause */
/* Files: those that paths on the command line stand for, and what they hold. */
#ifndef SIM_FILES_H
#define SIM_FILES_H

#include <glib.h>

/*
 * Appends to @files (of char *) @path itself, or, if it is a folder, every
 * file below it whose name ends in one of @suffixes (ends with NULL), in the
 * order of their names. Links to folders are followed, except into a folder
 * that is being looked into.
 */
void files_collect(const char *path, const char *const *suffixes, GPtrArray *files);

/* Larger files, and devices without end, are refused. */
#define FILES_SIZE_MAX (256 * 1024 * 1024)

/*
 * Are both paths the same file or folder? One that does not exist is no other.
 */
gboolean files_same(const char *a, const char *b);

/*
 * Reads a file whole, standard input if @path is "-": @text, which the caller frees, has @size bytes and a NUL
 * byte behind them. FALSE with @error.
 */
gboolean files_read(const char *path, char **text, gsize *size, GError **error);

/*
 * Writes @size bytes over what the file @path holds, or into a new one; its
 * mode and owner, and links to it, stay. FALSE with @error, also if it is
 * read-only.
 */
gboolean files_write(const char *path, const char *text, gsize size, GError **error);

/* The text behind the UTF-8 byte order mark that some editors put before it. */
const char *files_skip_mark(const char *text);

#endif
