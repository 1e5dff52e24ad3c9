/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Learning what a function does in every state of a set: its questions are
 * followed, and the set is narrowed by each answer. Only what is left behind some
 * answers is shown with hidden parts: all of the set may be large with them.
 */
#include "explore/closure.h"

#include <string.h>

#include "explore/cube.h"

typedef struct {
	Closure *closure;
	const Function *function;
	RunFunction *run;
	gpointer user;
	Flat *flat;                     /* states that the answers up to here leave */
	const gboolean *kept;           /* by level: its numbers are in @flat */
	Cube cube;                      /* as the answers say */
	guint32 *numbers;
	gpointer state;
	gboolean learned;
} Expansion;

/* An answer to the question of a point; @from unknown: before any question. */
typedef struct {
	FunctionNode from;
	guint64 answer;
} Way;

static FunctionNode end_of(const Expansion *expansion, Way way)
{
	return way.from == FUNCTION_UNKNOWN ? function_root(expansion->function)
	       : function_follow(expansion->function, way.from, way.answer);
}

static void follow(Expansion *expansion, Way way);

/* With a hidden part; one that cannot be shown has to become visible first. */
static void follow_shown(Expansion *expansion, Way way, guint part)
{
	Closure *closure = expansion->closure;
	Flat *const flat = expansion->flat;
	const gboolean *const kept = expansion->kept;
	g_autofree gboolean *shown = NULL;
	MddNode set;

	if (!closure_can_show(closure, part))
		return;
	set = closure_show_part(closure, flat_set(flat, closure->mdd), part);
	shown = g_memdup2(kept, (closure->levels.count + 1) * sizeof(*shown));
	shown[closure->levels.level_of[part]] = TRUE;
	expansion->flat = flat_new(closure->mdd, set);
	expansion->kept = shown;
	follow(expansion, way);
	flat_free(expansion->flat);
	expansion->flat = flat;
	expansion->kept = kept;
}

/* ---- questions ---- */

/* Runs in one of the states that are left; FALSE: it asked for what is not there. */
static gboolean run_in_one(Expansion *expansion)
{
	Closure *closure = expansion->closure;
	const Levels *levels = &closure->levels;

	for (guint i = 0; i < levels->count; i++)
		closure->learner->track.hidden[levels->part_at[i]] =
			i >= levels->visible && !expansion->kept[i];
	flat_first(expansion->flat, expansion->numbers);
	levels_state(levels, closure->learner->space, expansion->numbers, expansion->state);
	expansion->learned = TRUE;
	return expansion->run(expansion->user, expansion->state);
}

typedef struct {
	Expansion *expansion;
	FunctionNode at;
	guint level;
} Branching;

static gboolean follow_answer(gpointer user, guint64 answer)
{
	const Branching *branching = user;
	Expansion *expansion = branching->expansion;
	const guint64 *bits = branching->level == NO_LEVEL ? NULL
			      : expansion->cube.bits[branching->level];
	Way way = { branching->at, answer };
	FunctionNode to = end_of(expansion, way);
	Flat *all = expansion->flat, *narrowed;

	if ((to != FUNCTION_UNKNOWN && function_point(expansion->function, to)->is_leaf) ||
	    (bits && !flat_has(all, branching->level, bits)))
		return TRUE;
	narrowed = bits ? flat_narrowed(all, branching->level, bits) : NULL;
	patience_over(expansion->closure->learner->patience, all->nodes);
	if (narrowed)
		expansion->flat = narrowed;
	follow(expansion, way);
	expansion->flat = all;
	flat_free(narrowed);
	return TRUE;
}

/* All answers to the question of a point that the states give. */
static void branch(Expansion *expansion, FunctionNode at)
{
	const Learner *learner = expansion->closure->learner;
	/* Points move when the function learns. */
	Question question = function_point(expansion->function, at)->question;
	Branching branching = { expansion, at, expansion->closure->levels.level_of[question.part] };

	/* It has one value in all states of the set, or soon gets a level. */
	if (branching.level == NO_LEVEL)
		follow_answer(&branching,
			      question_answer(&learner->terms, &question,
					      space_value(learner->space, question.part, 0)));
	else
		cube_split(&expansion->cube, learner->space, &learner->terms, &question,
			   follow_answer, &branching);
}

static void follow(Expansion *expansion, Way way)
{
	const Levels *levels = &expansion->closure->levels;
	FunctionNode at = end_of(expansion, way);
	const FunctionPoint *point;
	guint level;

	/* Diagrams that ended early may lack what is asked for. */
	if (closure_must_end(expansion->closure))
		return;
	if (at == FUNCTION_UNKNOWN && !run_in_one(expansion)) {
		follow_shown(expansion, way, expansion->closure->learner->track.missed);
		return;
	}
	at = end_of(expansion, way);
	point = function_point(expansion->function, at);
	if (point->is_leaf)
		return;
	level = levels->level_of[point->question.part];
	if (level != NO_LEVEL && !expansion->kept[level])
		follow_shown(expansion, way, point->question.part);
	else
		branch(expansion, at);
}

static gboolean expand(Closure *closure, MddNode set, const Function *function,
		       RunFunction *run, gpointer user)
{
	g_autoptr(Flat) flat = flat_new(closure->mdd, set);
	g_autofree gboolean *kept = g_new0(gboolean, closure->levels.count + 1);
	Expansion expansion = {
		.closure = closure, .function = function, .run = run, .user = user,
		.flat = flat, .kept = kept,
		.numbers = g_new0(guint32, closure->levels.count + 1),
		.state = g_malloc(closure->learner->a->state_size),
	};

	for (guint i = 0; i < closure->levels.visible; i++)
		kept[i] = TRUE;
	cube_init(&expansion.cube, &closure->levels);
	follow(&expansion, (Way){ FUNCTION_UNKNOWN, 0 });
	cube_clear(&expansion.cube);
	g_free(expansion.numbers);
	g_free(expansion.state);
	return !expansion.learned;
}

gboolean closure_expand(Closure *closure, MddNode set, const Function *function,
			RunFunction *run, gpointer user)
{
	return closure_must_end(closure) || expand(closure, set, function, run, user);
}
