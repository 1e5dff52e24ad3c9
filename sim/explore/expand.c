/* SPDX-License-Identifier: BSD-3-Clause */
/* Learning what a function does in every state of a set. */
#include <string.h>

#include "explore/closure.h"

typedef struct {
	Closure *closure;
	const Function *function;
	RunFunction *run;
	gpointer user;
	MddNode set, shown;             /* with hidden parts that are asked about, too */
	MddView *all;                   /* of @shown; NULL until it is needed */
	MddView *view;                  /* of the parts that the function asks about */
	gboolean *kept;                 /* by level: in the view */
	Cube cube;
	guint32 *numbers;
	gpointer state;
	FunctionNode at;
	gboolean learned;
} Expansion;

/* FALSE: a part is asked about that the view does not have. */
static gboolean visit(Expansion *expansion);

/* Runs in one of the states that the cube has. */
static void run_in_one(Expansion *expansion)
{
	Closure *closure = expansion->closure;

	if (!expansion->all)
		expansion->all = mdd_view_new(closure->mdd, expansion->shown);
	if (!mdd_view_pick(expansion->all, cube_restriction(&expansion->cube), expansion->numbers))
		g_assert_not_reached();
	levels_state(&closure->levels, closure->learner->space, expansion->numbers,
		     expansion->state);
	expansion->run(expansion->user, expansion->state);
	expansion->learned = TRUE;
}

static gboolean follow(gpointer user, guint64 answer)
{
	Expansion *expansion = user;
	FunctionNode from = expansion->at;
	gboolean go_on;

	if (!mdd_view_has(expansion->view, cube_restriction(&expansion->cube)))
		return TRUE;
	expansion->at = function_follow(expansion->function, from, answer);
	if (expansion->at == FUNCTION_UNKNOWN) {
		run_in_one(expansion);
		expansion->at = function_follow(expansion->function, from, answer);
	}
	go_on = visit(expansion);
	expansion->at = from;
	return go_on;
}

static gboolean visit(Expansion *expansion)
{
	const Learner *learner = expansion->closure->learner;
	const FunctionPoint *point = function_point(expansion->function, expansion->at);
	Question question;
	guint level;

	if (point->is_leaf)
		return TRUE;
	/* Points move when the function learns. */
	question = point->question;
	level = expansion->closure->levels.level_of[question.part];
	/* It has one value in all states of the set, or soon gets a level. */
	if (level == NO_LEVEL)
		return follow(expansion,
			      question_answer(&learner->terms, &question,
					      space_value(learner->space, question.part, 0)));
	if (!expansion->kept[level])
		return FALSE;
	return cube_split(&expansion->cube, learner->space, &learner->terms, &question, follow,
			  expansion);
}

/* The levels that the function asks about, as far as it is known. */
static void keep_asked(Expansion *expansion)
{
	const Function *function = expansion->function;

	memset(expansion->kept, 0, (expansion->closure->levels.count + 1) * sizeof(gboolean));
	for (guint i = 0; i < function->points->len; i++) {
		const FunctionPoint *point = function_point(function, i);
		guint level = point->is_leaf ? NO_LEVEL :
			      expansion->closure->levels.level_of[point->question.part];

		if (level != NO_LEVEL)
			expansion->kept[level] = TRUE;
	}
}

/* FALSE: the function has come to ask about more. */
static gboolean expand_once(Expansion *expansion)
{
	Closure *closure = expansion->closure;
	gboolean done;
	MddNode projected;

	keep_asked(expansion);
	expansion->shown = closure_show(closure, expansion->set, expansion->function);
	g_clear_pointer(&expansion->all, mdd_view_free);
	projected = mdd_project(closure->mdd, expansion->shown, expansion->kept,
				++closure->projections);
	expansion->view = mdd_view_new(closure->mdd, projected);
	done = visit(expansion);
	g_clear_pointer(&expansion->view, mdd_view_free);
	return done;
}

gboolean closure_expand(Closure *closure, MddNode set, const Function *function,
			RunFunction *run, gpointer user)
{
	Expansion expansion = {
		.closure = closure, .function = function, .run = run, .user = user, .set = set,
		.shown = set,
		.kept = g_new(gboolean, closure->levels.count + 1),
		.numbers = g_new(guint32, closure->levels.count + 1),
		.state = g_malloc(closure->learner->a->state_size),
	};

	cube_init(&expansion.cube, &closure->levels);
	expansion.at = function_root(function);
	if (expansion.at == FUNCTION_UNKNOWN) {
		run_in_one(&expansion);
		expansion.at = function_root(function);
	}
	while (!expand_once(&expansion))
		;
	cube_clear(&expansion.cube);
	g_clear_pointer(&expansion.all, mdd_view_free);
	g_free(expansion.kept);
	g_free(expansion.numbers);
	g_free(expansion.state);
	return !expansion.learned;
}
