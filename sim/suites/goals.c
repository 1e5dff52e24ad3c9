/* SPDX-License-Identifier: BSD-3-Clause */
/* Goals, and which of them a call meets. */
#include "suites/goals.h"

#include <string.h>

#include "engine/context.h"
#include "engine/engine.h"
#include "suites/goal_transition.h"

static const char *const kinds[] = {
	[GOALS_CONDITIONS] = "conditions", [GOALS_TRANSITIONS] = "transitions",
	[GOALS_ORDERINGS] = "orderings", [GOALS_PAIRS] = "pairs",
};

gboolean goals_kind(const char *name, GoalsKind *kind)
{
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(name, kinds[i]) == 0) {
			*kind = (GoalsKind)i;
			return TRUE;
		}
	return FALSE;
}

const char *goals_kind_name(GoalsKind kind)
{
	return kinds[kind];
}

/* ---- all goals ---- */

static void add(Goals *goals, enum rmm_command_id command, int first, int second,
		gboolean with_others)
{
	Goal goal = { command, first, second, NULL, with_others };

	g_array_append_val(goals->all, goal);
}

/* Success, then two goals for each condition (Goal.with_others). */
static void add_conditions(Goals *goals, enum rmm_command_id command)
{
	add(goals, command, -1, -1, FALSE);
	for (unsigned i = 0; i < goals->model->rules[command].count; i++) {
		add(goals, command, (int)i, -1, FALSE);
		add(goals, command, (int)i, -1, TRUE);
	}
}

static gboolean comes_first(const struct rmm_rules *rules, unsigned a, unsigned b)
{
	return rules->after[b] >> a & 1;
}

/* A goal for each two conditions, (0, 0), (0, 1), ...: those not of the kind are never met. */
static void add_pairs(Goals *goals, enum rmm_command_id command)
{
	const struct rmm_rules *rules = &goals->model->rules[command];

	for (unsigned i = 0; i < rules->count; i++)
		for (unsigned j = 0; j < rules->count; j++)
			add(goals, command, (int)i, (int)j, FALSE);
}

static gboolean is_used(const struct explore_alphabet *a, enum rmm_command_id command)
{
	for (unsigned i = 0; i < a->action_count; i++)
		for (unsigned j = 0; j < a->actions[i].step_count; j++)
			if (a->actions[i].steps[j].call.command == command)
				return TRUE;
	return FALSE;
}

/* Conditions that stand in a goal behind condition @first of a command, bit per condition. */
static guint64 seconds_of(GoalsKind kind, const struct rmm_rules *rules, unsigned first)
{
	guint64 seconds = 0;

	for (unsigned i = 0; i < rules->count; i++)
		if (kind == GOALS_ORDERINGS ? comes_first(rules, first, i)
		    : first < i && !comes_first(rules, first, i) && !comes_first(rules, i, first))
			seconds |= (guint64)1 << i;
	return seconds;
}

static void add_seconds(Goals *goals, enum rmm_command_id command)
{
	const struct rmm_rules *rules = &goals->model->rules[command];

	goals->seconds[command] = g_new(guint64, rules->count);
	for (unsigned i = 0; i < rules->count; i++)
		goals->seconds[command][i] = seconds_of(goals->kind, rules, i);
}

Goals *goals_new(const struct explore_alphabet *a, GoalsKind kind)
{
	Goals *goals = g_new0(Goals, 1);

	goals->kind = kind;
	goals->model = a->model;
	goals->all = g_array_new(FALSE, FALSE, sizeof(Goal));
	if (kind == GOALS_TRANSITIONS) {
		goal_transitions_add(goals, a);
		return goals;
	}
	for (unsigned id = 0; id < COMMANDS; id++) {
		goals->first[id] = goals->all->len;
		if (!is_used(a, id))
			continue;
		if (kind == GOALS_CONDITIONS) {
			add_conditions(goals, id);
		} else {
			add_pairs(goals, id);
			add_seconds(goals, id);
		}
	}
	return goals;
}

void goals_free(Goals *goals)
{
	if (!goals)
		return;
	for (unsigned i = 0; i < COMMANDS; i++)
		g_free(goals->seconds[i]);
	g_array_unref(goals->all);
	g_free(goals);
}

gboolean goal_is_possible(const Goals *goals, const Goal *goal)
{
	/* A transition is of no command. */
	return goal->command == COMMANDS || !goals->seconds[goal->command] ||
	       goals->seconds[goal->command][goal->first] >> goal->second & 1;
}

/* ---- what a call meets ---- */

static gboolean has_goals(const Goals *goals, enum rmm_command_id command)
{
	guint first = goals->first[command];

	return first < goals->all->len && goals_at(goals, first)->command == command;
}

static void conditions_met(const Goals *goals, const struct rmm_call *call,
			   const struct rmm_result *result, GoalMet *met, gpointer user)
{
	guint first = goals->first[result->command];
	gboolean alone = (result->permitted & (result->permitted - 1)) == 0;

	/* Resumed: what is told is of the operation. */
	if (result->command != call->command && has_goals(goals, call->command))
		met(user, goals->first[call->command]);
	if (!has_goals(goals, result->command))
		return;
	if (!result->permitted)
		met(user, first);
	for (guint64 rest = result->permitted; rest; rest &= rest - 1)
		met(user, first + 1 + 2 * (guint)__builtin_ctzll(rest) + (alone ? 0 : 1));
}

/* All conditions that hold, also those that others come before. */
static guint64 holding(const struct rmm_model *m, struct rmm *state, const struct rmm_call *call)
{
	const struct rmm_rules *rules = &m->rules[call->command];
	struct rmm_result ignored;
	struct rmm_context context;
	guint64 holds = 0;

	rmm_context_init(&context, m, state, call, &ignored);
	rmm_begin(&context);
	for (unsigned i = 0; i < rules->count; i++)
		if (rules->failure[i]->violated->holds(&context, rules->failure[i]->operands))
			holds |= (guint64)1 << i;
	return holds;
}

static void pairs_met(const Goals *goals, struct rmm *state, const struct rmm_call *call,
		      const struct rmm_result *result, GoalMet *met, gpointer user)
{
	const guint64 *seconds = goals->seconds[call->command];
	unsigned count = goals->model->rules[call->command].count;
	guint64 firsts = result->permitted, holds = firsts, any = 0;

	if (!seconds || result->command != call->command)
		return;
	for (guint64 rest = firsts; rest; rest &= rest - 1)
		any |= seconds[__builtin_ctzll(rest)];
	/* To look at all conditions again takes as long as the call. */
	if (goals->kind == GOALS_ORDERINGS)
		holds = any ? holding(goals->model, state, call) : 0;
	for (guint64 rest = firsts; any & holds && rest; rest &= rest - 1) {
		guint i = (guint)__builtin_ctzll(rest);

		for (guint64 behind = seconds[i] & holds; behind; behind &= behind - 1)
			met(user, goals->first[call->command] + i * count +
				  (guint)__builtin_ctzll(behind));
	}
}

void goals_met(const Goals *goals, const struct rmm *old, struct rmm *state,
	       const struct rmm_call *call, const struct rmm_result *result, GoalMet *met,
	       gpointer user)
{
	if (result->status == STATUS_NOT_RUN || result->status == STATUS_UNSUPPORTED ||
	    result->status == STATUS_LIMIT || result->status == STATUS_UNMODELLED)
		return;
	if (goals->kind == GOALS_CONDITIONS)
		conditions_met(goals, call, result, met, user);
	else if (goals->kind == GOALS_TRANSITIONS)
		goal_transitions_met(goals, old, state, call, result, met, user);
	else
		pairs_met(goals, state, call, result, met, user);
}

/* ---- in words ---- */

static void append_condition(GString *out, const Goals *goals, const Goal *goal, int condition)
{
	g_string_append(out, condition < 0 ? "success"
			     : rmm_condition_id(goals->model, goal->command, condition));
}

void goal_append(GString *out, const Goals *goals, const Goal *goal)
{
	if (goal->row) {
		goal_transition_append(out, goals, goal->row);
		return;
	}
	g_string_append_printf(out, "%s ", rmm_command(goals->model, goal->command)->name);
	append_condition(out, goals, goal, goal->first);
	if (goals->kind == GOALS_CONDITIONS && goal->with_others)
		g_string_append(out, ", with others");
	if (goal->second < 0)
		return;
	g_string_append(out, goals->kind == GOALS_ORDERINGS ? " < " : " or ");
	append_condition(out, goals, goal, goal->second);
}
