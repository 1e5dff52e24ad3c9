/* SPDX-License-Identifier: BSD-3-Clause */
/* The files that an exploration is asked for: scenarios of what it found, its graph. */
#ifndef CLI_FOUND_FILES_H
#define CLI_FOUND_FILES_H

#include "inquiry/inquiry.h"

typedef struct {
	char *counterexample, *graph, *etf;     /* paths, as the options say; NULL: none */
	guint written;                          /* scenarios so far */
} FoundFiles;

/* Is the graph's format known by its name? FALSE, which has been said, if not. */
gboolean found_files_usable(const FoundFiles *files);

/*
 * Writes them; @first gets the path of the first scenario, which the caller
 * frees, and stays as it is if there was nothing to write. FALSE after an error.
 */
gboolean found_files_write(FoundFiles *files, const Explored *explored, char **first);

/* Where the next scenario goes; the caller frees it. */
char *found_files_next(FoundFiles *files);
/* Writes a scenario there; @first as above. FALSE after an error. */
gboolean found_files_put(const char *path, const GString *text, char **first);

void found_files_clear(FoundFiles *files);

#endif
