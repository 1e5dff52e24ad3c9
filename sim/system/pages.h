/* SPDX-License-Identifier: BSD-3-Clause */
/* How the system maps memory. */
#ifndef SYSTEM_PAGES_H
#define SYSTEM_PAGES_H

#include <glib.h>

/*
 * Asks for large pages where @memory, new and not yet used, is large: for tables
 * in which almost every look-up is elsewhere. Changes nothing else.
 */
void pages_prefer_large(gpointer memory, gsize bytes);

#endif
