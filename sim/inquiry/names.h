/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers by the names that a setup has for them. */
#ifndef INQUIRY_NAMES_H
#define INQUIRY_NAMES_H

#include <glib.h>

/*
 * Appends "$rd", "$dram+4K" or, if no variable of @variables (name to guint64)
 * is near, the number.
 */
void names_append(GString *out, GHashTable *variables, guint64 value);

#endif
