/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Conditions that no call in any state meets, or none alone, and orderings whose two
 * conditions never hold together. All others are met by a call: scenarios/conditions and the
 * suite "orderings" have it.
 */
#ifndef COVERAGE_IMPOSSIBLE_H
#define COVERAGE_IMPOSSIBLE_H

#include <glib.h>

#include "base/version.h"

/* Whose doing is it? */
typedef enum {
	IMPOSSIBLE_NOT,         /* one is met */
	IMPOSSIBLE_ALONE,       /* where it may be reported, so may another, which the model reports */
	IMPOSSIBLE_BY_TEXT,
	IMPOSSIBLE_BY_MODEL     /* the model does not have what it is about */
} Impossible;

/* Why condition @id of a command is never met, in @why. */
Impossible impossible_condition(const struct rmm_version *version, enum rmm_command_id command,
				const char *id, const char **why);

/* Why @before, which comes before @after, never holds when that does. */
Impossible impossible_ordering(const struct rmm_version *version, enum rmm_command_id command,
			       const char *before, const char *after, const char **why);

#endif
