/* SPDX-License-Identifier: BSD-3-Clause */
/* Few and short histories that meet every goal that can be met. */
#ifndef SUITES_CHOOSE_H
#define SUITES_CHOOSE_H

#include "suites/reach.h"

/* A history: actions that are taken, and between them ones that are refused. */
typedef struct {
	GArray *actions;        /* of guint */
	GArray *goals;          /* of guint: those that no history before this one meets */
} History;

/* Of History *; the same for the same @reach. */
GPtrArray *choose_histories(const struct explore_alphabet *a, const Reach *reach);

/* Is @goal one to be met: reached, and not by what stands for it better? */
gboolean goal_is_wanted(const Reach *reach, guint goal);

#endif
