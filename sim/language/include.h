/* SPDX-License-Identifier: BSD-3-Clause */
/* Where the file is that another one includes. */
#ifndef SIM_INCLUDE_H
#define SIM_INCLUDE_H

#include <glib.h>

/*
 * The path of @name, which the file @from includes: from its folder, or where
 * scenarios are found by name (system/search.h). The caller frees it.
 */
char *include_path(const char *from, const char *name);

/*
 * Appends a line of the file @from as it is to be written in the file @to (NULL:
 * one in this folder): if it includes a file, by its path from there.
 */
void include_append_moved(GString *out, const char *line, const char *from, const char *to);

#endif
