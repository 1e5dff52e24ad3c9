/* SPDX-License-Identifier: BSD-3-Clause */
/* What cells of the comparison differ in, and the names that users have for it. */
#ifndef CLI_COMPARE_AXES_H
#define CLI_COMPARE_AXES_H

#include <glib.h>

/* What cells differ in, in the order of their names. */
enum { AXIS_POLICY, AXIS_GUEST, AXIS_KVM, AXIS_CHEAT, AXIS_POPULATION, AXES };
#define CELL_AXES (AXIS_CHEAT + 1)

/* NULL behind the last row. */
const char *axis_name(guint axis, guint row);

/* The row that has this name; FALSE, and says so, if none has. */
gboolean axis_find(guint axis, const char *name, guint *row);

/* The same for all of @names (may be NULL); former names become those of now. */
gboolean axis_find_all(guint axis, char **names);

/* Adds all names, with @before in front. */
void axis_add_names(guint axis, const char *before, GPtrArray *words);

#endif
