/* SPDX-License-Identifier: BSD-3-Clause */
/* Near misses: what a user who mistyped a name may have meant. */
#ifndef SIM_NEAREST_H
#define SIM_NEAREST_H

#include <glib.h>

/* The name (char *) nearest to @text, or NULL if none is near. */
const char *nearest(const char *text, const GPtrArray *names);

#endif
