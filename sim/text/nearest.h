/* SPDX-License-Identifier: BSD-3-Clause */
/* Near misses: what a user who mistyped a name may have meant. */
#ifndef SIM_NEAREST_H
#define SIM_NEAREST_H

#include <glib.h>

/* The name (char *) nearest to @text, or NULL if none is near. Case does not count. */
const char *nearest(const char *text, const GPtrArray *names);

/*
 * " (did you mean 'x'?)" with the nearest; if none is near and there are few,
 * " (one of a, b, c)"; else "". The caller frees it.
 */
char *nearest_hint(const char *text, const GPtrArray *names);

#endif
