/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What an action does in the states of a cube: a case for each way through what
 * was learned of it by which it is taken. Cases that differ at one level, and
 * come to the same, are one.
 */
#ifndef EXPLORE_CASES_H
#define EXPLORE_CASES_H

#include "explore/cube.h"

typedef struct {
	Cube cube;                      /* where it is so */
	const Leaf *leaf;               /* what is done there */
} Case;

/* Of Case *. @cube is narrowed meanwhile. */
GPtrArray *cases_new(const Learner *learner, const Levels *levels, Cube *cube, guint action);

/* What a case leaves at @level; NULL: what was there. */
const Write *case_write(const Case *of, guint level);

/* Does what a case leaves at @level depend on what was there? */
gboolean case_is_term(const Case *of, guint level);

/*
 * Cases of equal keys do the same in the same states. What they ask of a level
 * that @fixed names is left out of account.
 */
GBytes *cases_key(const GPtrArray *cases, const gboolean *fixed);

#endif
