/* SPDX-License-Identifier: BSD-3-Clause */
/* Learning what a function does in every state of a set. */
#include "explore/closure.h"
#include "explore/cube.h"

typedef struct {
	Closure *closure;
	const Function *function;
	RunFunction *run;
	gpointer user;
	MddNode set, shown;             /* with hidden parts that are asked about, too */
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

/* Runs in one of the states that the cube has; FALSE: the run was given up. */
static gboolean run_in_one(Expansion *expansion)
{
	Closure *closure = expansion->closure;

	if (!mdd_view_pick(closure_view(closure, expansion->shown),
			   cube_restriction(&expansion->cube), expansion->numbers))
		g_assert_not_reached();
	levels_state(&closure->levels, closure->learner->space, expansion->numbers,
		     expansion->state);
	expansion->learned = TRUE;
	return expansion->run(expansion->user, expansion->state);
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
		if (!run_in_one(expansion)) {
			expansion->at = from;
			return FALSE;
		}
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

/*
 * The levels that the function asks about, as far as it is known. FALSE: one of
 * them is hidden, and cannot be shown; it has to become visible.
 */
static gboolean keep_asked(Expansion *expansion)
{
	const Closure *closure = expansion->closure;
	const Levels *levels = &closure->levels;
	gboolean all = TRUE;

	for (guint i = 0; i < levels->count; i++) {
		gboolean shown = closure_can_show(closure, levels->part_at[i]);

		expansion->kept[i] = function_asks(expansion->function, levels->part_at[i]);
		all = all && (!expansion->kept[i] || shown);
		closure->learner->track.hidden[levels->part_at[i]] =
			i >= levels->visible && !(shown && expansion->kept[i]);
	}
	return all;
}

/* FALSE: the function has come to ask about more. */
static gboolean expand_once(Expansion *expansion)
{
	Closure *closure = expansion->closure;
	gboolean done;
	MddNode projected;

	if (!keep_asked(expansion))
		return TRUE;
	expansion->shown = closure_show(closure, expansion->set, expansion->function);
	expansion->at = function_root(expansion->function);
	if (expansion->at == FUNCTION_UNKNOWN) {
		if (!run_in_one(expansion))
			return FALSE;
		expansion->at = function_root(expansion->function);
	}
	projected = mdd_project(closure->mdd, expansion->shown, expansion->kept);
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
	while (!expand_once(&expansion))
		;
	cube_clear(&expansion.cube);
	g_free(expansion.kept);
	g_free(expansion.numbers);
	g_free(expansion.state);
	return !expansion.learned;
}
