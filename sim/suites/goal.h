/* SPDX-License-Identifier: BSD-3-Clause */
/* A goal: something of the tables of the model that a call in a state meets, or not. */
#ifndef SUITES_GOAL_H
#define SUITES_GOAL_H

#include <glib.h>

#include "check/transition.h"
#include "explore/alphabet.h"

typedef enum {
	GOALS_CONDITIONS,       /* each failure condition of each command, and its success */
	GOALS_TRANSITIONS,      /* each row of the table of transitions */
	GOALS_ORDERINGS,        /* two conditions that hold, one of which comes first */
	GOALS_PAIRS             /* two that hold, and either may be reported */
} GoalsKind;

typedef struct {
	enum rmm_command_id command;
	int first, second;              /* conditions of its rules; -1: success, or no second */
	const struct rmm_transition *row;       /* or NULL */
	/*
	 * Of a condition there are two goals: that it is the only one that may be
	 * reported, and that it is one of several. The second is for where the
	 * first cannot be.
	 */
	gboolean with_others;
} Goal;

typedef struct {
	GoalsKind kind;
	const struct rmm_model *model;
	GArray *all;                    /* of Goal */
	guint first[COMMANDS];          /* those of a command begin here */
	/* Of two conditions: by command, by the first of them, which may be second; or NULL. */
	guint64 *seconds[COMMANDS];
} Goals;

static inline const Goal *goals_at(const Goals *goals, guint number)
{
	return &g_array_index(goals->all, Goal, number);
}

/* 64-bit words of a set of goals, bit per goal. */
static inline guint goals_words(const Goals *goals)
{
	return goals->all->len / 64 + 1;
}

/* Is told which goals a call meets. */
typedef void GoalMet(gpointer user, guint number);

#endif
