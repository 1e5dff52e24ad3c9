/* SPDX-License-Identifier: BSD-3-Clause */
/* Smaller ranges and fewer objects in a text that must go on doing something. */
#ifndef SIM_SHRINK_H
#define SIM_SHRINK_H

#include <glib.h>

/* Does *@text do it? It may be replaced by less that does. */
typedef gboolean ShrinkTest(gpointer user, char **text);

/*
 * Ranges become a page, addresses that need not differ become one: as long as @test
 * passes. The caller frees the text.
 */
char *shrink_text(const char *text, ShrinkTest *test, gpointer user);

#endif
