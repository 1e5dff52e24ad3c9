/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers at random: the same seed, the same numbers, on every machine. */
#ifndef CALLS_SOURCE_H
#define CALLS_SOURCE_H

#include <glib.h>

typedef struct {
	guint64 state;          /* the seed at first; not 0 */
	guint calls;            /* that were chosen so far */
} CallSource;

/* A number below @end. */
guint64 source_below(CallSource *source, guint64 end);

/* True in @percent of 100 cases. */
gboolean source_chance(CallSource *source, guint percent);

#endif
