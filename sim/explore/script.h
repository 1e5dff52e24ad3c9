/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A procedure that is run on a scene alone, without a model: what its first calls come
 * to is told, and its next call is what one asks for.
 */
#ifndef EXPLORE_SCRIPT_H
#define EXPLORE_SCRIPT_H

#include "actor/scene.h"

typedef struct {
	GPtrArray *results;             /* of const struct rmm_result */
	guint calls;                    /* made so far */
	struct rmm_call next;           /* the first that has no result */
} Script;

/* Of a scene whose user is a Script; nothing is carried out beyond its results. */
extern const Stage script_stage;

/* Did the procedure end with the last result, without a further call? */
gboolean script_has_ended(const Script *script);

#endif
