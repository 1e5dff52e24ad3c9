/* SPDX-License-Identifier: BSD-3-Clause */
/* What is out of bounds, and what is impossible. */
#include "suites/missed.h"

#include "coverage/contradiction.h"
#include "coverage/impossible.h"

static const char *condition_id(const Goals *goals, const Goal *goal, int condition)
{
	return goals->model->rules[goal->command].failure[condition]->id;
}

/* A pair of which one is never met is never met. */
static Impossible goal_impossible(const Goals *goals, const Goal *goal, const char **why)
{
	const struct rmm_version *version = goals->model->config.version;
	const int conditions[] = { goal->first, goal->second };

	for (gsize i = 0; i < G_N_ELEMENTS(conditions); i++) {
		Impossible whose = conditions[i] < 0 ? IMPOSSIBLE_NOT :
			impossible_condition(version, goal->command,
					     condition_id(goals, goal, conditions[i]), why);

		if (whose > IMPOSSIBLE_ALONE)
			return whose;
	}
	if (goals->kind == GOALS_PAIRS)
		return conditions_contradict(goals->model, goal->command, (unsigned)goal->first,
					     (unsigned)goal->second, why)
		       ? IMPOSSIBLE_BY_TEXT : IMPOSSIBLE_NOT;
	return goals->kind != GOALS_ORDERINGS ? IMPOSSIBLE_NOT :
	       impossible_ordering(version, goal->command, condition_id(goals, goal, goal->first),
				   condition_id(goals, goal, goal->second), why);
}

/* Is it sure that a call meets what is not impossible? Tests make these calls. */
static gboolean is_possible(const Goals *goals)
{
	return goals->kind == GOALS_CONDITIONS || goals->kind == GOALS_ORDERINGS ||
	       (goals->kind == GOALS_TRANSITIONS &&
		rmm_is_in(goals->model, ONLY_1_0, 0));
}

Missed missed_why(const Goals *goals, guint number, const char *by, const char *nearly,
		  gboolean closed)
{
	const char *why;
	Impossible whose;

	if (by)
		return (Missed){ MISSED_BOUNDS, by, TRUE };
	whose = goal_impossible(goals, goals_at(goals, number), &why);
	if (whose != IMPOSSIBLE_NOT)
		return (Missed){ whose == IMPOSSIBLE_BY_TEXT ? MISSED_TEXT : MISSED_MODEL, why,
				 FALSE };
	if (nearly)
		return (Missed){ MISSED_BOUNDS, nearly, FALSE };
	if (!closed)
		return (Missed){ MISSED_BOUNDS, "not in what was explored", FALSE };
	return is_possible(goals)
	       ? (Missed){ MISSED_BOUNDS, "of this world and its actions", FALSE }
	       : (Missed){ MISSED_OPEN, "no scenario is known that does", FALSE };
}

const char *missed_kind_name(MissedKind kind)
{
	static const char *const names[] = {
		[MISSED_BOUNDS] = "bounds", [MISSED_TEXT] = "impossible by the text",
		[MISSED_MODEL] = "not modelled", [MISSED_OPEN] = "open",
	};

	return names[kind];
}

void missed_append(GString *out, const Missed *missed)
{
	g_string_append_printf(out, "%s: %s%s", missed_kind_name(missed->kind), missed->why,
			       missed->by ? " reaches it" : "");
}
