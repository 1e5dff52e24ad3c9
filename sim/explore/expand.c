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
	gboolean *kept;                 /* by level: the function asks about it */
	Flat *flat;                     /* states of the cube, by these levels */
	Cube cube;                      /* as the answers up to here say */
	guint32 *numbers;
	gpointer state;
	FunctionNode at;
	gboolean learned;
} Expansion;

/* FALSE: a part is asked about whose level is not kept. */
static gboolean visit(Expansion *expansion);

/* Runs in one of the states that are left; FALSE: the run was given up. */
static gboolean run_in_one(Expansion *expansion)
{
	Closure *closure = expansion->closure;

	flat_first(expansion->flat, expansion->numbers);
	if (!mdd_pick(closure->mdd, expansion->shown, expansion->kept, expansion->numbers))
		g_assert_not_reached();
	levels_state(&closure->levels, closure->learner->space, expansion->numbers,
		     expansion->state);
	expansion->learned = TRUE;
	return expansion->run(expansion->user, expansion->state);
}

/* Goes on behind an answer to the question of a point. */
static gboolean go_on(Expansion *expansion, FunctionNode from, guint64 answer)
{
	expansion->at = function_follow(expansion->function, from, answer);
	if (expansion->at == FUNCTION_UNKNOWN) {
		if (!run_in_one(expansion))
			return FALSE;
		expansion->at = function_follow(expansion->function, from, answer);
	}
	return visit(expansion);
}

static gboolean follow(gpointer user, guint64 answer)
{
	Expansion *expansion = user;
	const Function *function = expansion->function;
	const FunctionNode from = expansion->at, to = function_follow(function, from, answer);
	guint part = function_point(function, from)->question.part;
	guint level = expansion->closure->levels.level_of[part];
	const guint64 *bits = level == NO_LEVEL ? NULL : expansion->cube.bits[level];
	Flat *all = expansion->flat, *narrowed;
	gboolean done;

	if ((bits && !flat_has(all, level, bits)) ||
	    (to != FUNCTION_UNKNOWN && function_point(function, to)->is_leaf))
		return TRUE;
	narrowed = bits ? flat_narrowed(all, level, bits) : NULL;
	if (narrowed)
		expansion->flat = narrowed;
	done = go_on(expansion, from, answer);
	expansion->flat = all;
	flat_free(narrowed);
	expansion->at = from;
	return done;
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
	projected = mdd_project(closure->mdd, expansion->shown, expansion->kept);
	expansion->flat = flat_new(closure->mdd, projected, expansion->kept);
	expansion->at = function_root(expansion->function);
	done = expansion->at == FUNCTION_UNKNOWN ? run_in_one(expansion) && FALSE
						 : visit(expansion);
	g_clear_pointer(&expansion->flat, flat_free);
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
