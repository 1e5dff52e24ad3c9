/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariants and properties as learned functions (function.h): for each action,
 * and each thing that it may change, the rows that this breaks; for each
 * property, whether it holds. So none looks at more of a state than its row does.
 */
#ifndef EXPLORE_CHECK_H
#define EXPLORE_CHECK_H

#include "check/invariant.h"
#include "explore/learner.h"

typedef enum {
	CHECK_CHANGE,           /* rows about what changed, and what is tied to it */
	CHECK_LEFT_BEHIND,      /* rows about @subject after a change that leaves something behind */
	CHECK_STEP,             /* rows about a step as a whole */
	CHECK_EFFECT,           /* a refused call changed something */
	CHECK_PROPERTY          /* of the state, before any action */
} CheckKind;

typedef struct {
	CheckKind kind;
	guint action;                   /* or property */
	struct rmm_change change;
	GArray *parts;                  /* of guint: the change is about these */
	enum rmm_subject subject_kind;  /* CHECK_LEFT_BEHIND */
	guint32 subject, item;
	/* Leaf.result: what broke, bit per row; or 1: an effect, the property holds. */
	Function function;
} Check;

/*
 * All of them, for what @learner has learned of actions so far; of Check *. With
 * @properties those of properties alone.
 */
GPtrArray *checks_new(const Learner *learner, gboolean properties);

/* Runs the action, or asks for the property, in @state, as learner_run. */
gboolean check_run(Check *check, Learner *learner, gconstpointer state);

#endif
