/* SPDX-License-Identifier: BSD-3-Clause */
/* Goals: what a suite of scenarios is to reach of the tables of the model. */
#ifndef SUITES_GOALS_H
#define SUITES_GOALS_H

#include "suites/goal.h"

/* FALSE: there is none of this name. */
gboolean goals_kind(const char *name, GoalsKind *kind);
const char *goals_kind_name(GoalsKind kind);

/* Those of the commands of the alphabet. */
Goals *goals_new(const struct explore_alphabet *a, GoalsKind kind);
void goals_free(Goals *goals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Goals, goals_free)

/*
 * The goals that a call meets: @old is the state before it, @state that behind
 * it, alike (or @old NULL) if it was refused.
 */
void goals_met(const Goals *goals, const struct rmm *old, struct rmm *state,
	       const struct rmm_call *call, const struct rmm_result *result, GoalMet *met,
	       gpointer user);

/* Is it of the kind? Of two conditions the order may be none, or the other one. */
gboolean goal_is_possible(const Goals *goals, const Goal *goal);

/* "RMI_DATA_CREATE data_state", "Granule DELEGATED -> DATA by RMI_DATA_CREATE" */
void goal_append(GString *out, const Goals *goals, const Goal *goal);

#endif
