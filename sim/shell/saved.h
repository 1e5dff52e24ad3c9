/* SPDX-License-Identifier: BSD-3-Clause */
/* A draft as the text of a scenario. */
#ifndef SHELL_SAVED_H
#define SHELL_SAVED_H

#include "shell/draft.h"

/*
 * The statements that are carried out, under the version and the variants of
 * now, for a file @path: NULL: in this folder. The caller frees it.
 */
char *saved_text(const Draft *draft, const char *path);

/* Writes it to @path with the result of each statement. FALSE with @error. */
gboolean saved_write(const Draft *draft, const char *path, GError **error);

#endif
