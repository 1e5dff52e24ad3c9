/* SPDX-License-Identifier: BSD-3-Clause */
/* Goals that are rows of the table of transitions. */
#ifndef SUITES_GOAL_TRANSITION_H
#define SUITES_GOAL_TRANSITION_H

#include "suites/goal.h"

/* Adds those of the model's version that a command of the alphabet may make. */
void goal_transitions_add(Goals *goals, const struct explore_alphabet *a);

/* As goals_met. */
void goal_transitions_met(const Goals *goals, const struct rmm *old, const struct rmm *state,
			  const struct rmm_call *call, const struct rmm_result *result,
			  GoalMet *met, gpointer user);

void goal_transition_append(GString *out, const Goals *goals, const struct rmm_transition *row);

#endif
