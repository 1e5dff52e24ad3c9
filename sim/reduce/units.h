/* SPDX-License-Identifier: BSD-3-Clause */
/* The units of a text that can be left out: lines, and loops as a whole. */
#ifndef SIM_UNITS_H
#define SIM_UNITS_H

#include "reduce/failure.h"

/* Of char *; with their line ends. */
GPtrArray *units_split(const char *text, ReduceInput input);

/* Those of @kept (of guint) in one piece; the caller frees it. */
char *units_join(const GPtrArray *units, const GArray *kept);

/* How many lines a unit has; is it more than a comment or an empty line? */
guint units_lines(const char *unit);
gboolean units_counts(const char *unit);

#endif
