/* SPDX-License-Identifier: BSD-3-Clause */
/* A folder of files that a test makes and that goes away with it. */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#include <glib.h>

typedef struct {
	char *path;
	GPtrArray *files;       /* of char *, inner folders before what they hold */
} Folder;

Folder *folder_new(void);
void folder_free(Folder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_free)

/* Writes a file, in a folder of its own if @name has one; its path. */
const char *folder_add(Folder *folder, const char *name, const char *text, gssize size);

#endif
