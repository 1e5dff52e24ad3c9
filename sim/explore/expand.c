/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Learning what a function does in every state of a set: its questions are
 * followed, and the set is narrowed by each answer. Only what is left behind some
 * answers is shown with hidden parts, or without those that are not asked about:
 * of the whole set either may be large.
 */
#include "explore/closure.h"

#include <string.h>

#include "explore/cube.h"

/* A set of fewer nodes is small. */
#define SMALL 256

/* A set, of which levels were left out. */
typedef struct Whole {
	MddNode set;
	const gboolean *kept;           /* the others were */
	const struct Whole *of;         /* it lacks some itself; or NULL */
} Whole;

typedef struct {
	Closure *closure;
	const Function *function;
	RunFunction *run;
	gpointer user;
	Flat *flat;                     /* states that the answers up to here leave */
	const gboolean *kept;           /* by level: its numbers are in @flat */
	const Whole *whole;             /* of @flat, if it lacks visible levels; or NULL */
	guint few;                      /* with fewer nodes they are left out */
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

/* Follows a way; FALSE: @flat lacks a level that is asked about. */
static gboolean follow(Expansion *expansion, Way way);

/* ---- other levels ---- */

/* The same with a set of other levels. */
static gboolean follow_with(Expansion *expansion, Way way, Flat *flat, const gboolean *kept,
			    const Whole *whole)
{
	const Expansion before = *expansion;
	gboolean done;

	expansion->flat = flat;
	expansion->kept = kept;
	expansion->whole = whole;
	expansion->few = flat->nodes / 4;
	done = follow(expansion, way);
	expansion->flat = before.flat;
	expansion->kept = before.kept;
	expansion->whole = before.whole;
	expansion->few = before.few;
	return done;
}

/* With a hidden part; one that cannot be shown has to become visible first. */
static gboolean follow_shown(Expansion *expansion, Way way, guint part)
{
	Closure *closure = expansion->closure;
	guint level = closure->levels.level_of[part];
	g_autofree gboolean *kept = NULL;
	g_autoptr(Flat) flat = NULL;
	MddNode set;

	if (!closure_can_show(closure, part))
		return TRUE;
	if (expansion->whole || level < closure->levels.visible)
		return FALSE;
	set = closure_show_part(closure, flat_set(expansion->flat, closure->mdd), part);
	flat = flat_new(closure->mdd, set, NULL);
	kept = g_memdup2(expansion->kept, (closure->levels.count + 1) * sizeof(*kept));
	kept[level] = TRUE;
	return follow_with(expansion, way, flat, kept, NULL);
}

/* Notes levels that are asked about from a point on. FALSE: they are not all in @flat. */
static gboolean note_asked(const Expansion *expansion, FunctionNode at, gboolean *asked)
{
	const FunctionPoint *point = function_point(expansion->function, at);
	guint level;

	if (point->is_leaf)
		return TRUE;
	level = expansion->closure->levels.level_of[point->question.part];
	if (level != NO_LEVEL && !expansion->kept[level])
		return FALSE;
	if (level != NO_LEVEL)
		asked[level] = TRUE;
	for (guint i = 0; i < point->branches->len; i++)
		if (!note_asked(expansion, g_array_index(point->branches, Branch, i).child, asked))
			return FALSE;
	return TRUE;
}

/* Without levels that are not asked about, as long as these are known. */
static gboolean follow_few(Expansion *expansion, Way way)
{
	Mdd *mdd = expansion->closure->mdd;
	gsize size = mdd->levels + 1;
	g_autofree gboolean *asked = g_new0(gboolean, size), *before = g_new0(gboolean, size);
	Whole whole = { flat_set(expansion->flat, mdd), asked, expansion->whole };

	while (note_asked(expansion, end_of(expansion, way), asked) &&
	       memcmp(asked, before, size * sizeof(*asked)) != 0) {
		g_autoptr(Flat) flat = flat_new(mdd, mdd_project(mdd, whole.set, asked),
						asked);

		if (mdd->exhausted || follow_with(expansion, way, flat, asked, &whole))
			return TRUE;
		memcpy(before, asked, size * sizeof(*asked));
	}
	expansion->few = 0;
	return follow(expansion, way);
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
	for (const Whole *whole = expansion->whole; whole; whole = whole->of)
		if (!mdd_pick(closure->mdd, whole->set, whole->kept, expansion->numbers))
			g_assert_not_reached();
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
	guint few = expansion->few;
	gboolean done;

	if ((to != FUNCTION_UNKNOWN && function_point(expansion->function, to)->is_leaf) ||
	    (bits && !flat_has(all, branching->level, bits)))
		return TRUE;
	narrowed = bits ? flat_narrowed(all, branching->level, bits) : NULL;
	patience_over(expansion->closure->learner->patience, all->nodes);
	if (narrowed)
		expansion->flat = narrowed;
	done = follow(expansion, way);
	expansion->flat = all;
	expansion->few = few;
	flat_free(narrowed);
	return done;
}

/* All answers to the question of a point that the states give. */
static gboolean branch(Expansion *expansion, FunctionNode at)
{
	const Learner *learner = expansion->closure->learner;
	/* Points move when the function learns. */
	Question question = function_point(expansion->function, at)->question;
	Branching branching = { expansion, at, expansion->closure->levels.level_of[question.part] };

	/* It has one value in all states of the set, or soon gets a level. */
	if (branching.level == NO_LEVEL)
		return follow_answer(&branching,
				     question_answer(&learner->terms, &question,
						     space_value(learner->space, question.part,
								 0)));
	return cube_split(&expansion->cube, learner->space, &learner->terms, &question,
			  follow_answer, &branching);
}

static gboolean follow(Expansion *expansion, Way way)
{
	const Levels *levels = &expansion->closure->levels;
	FunctionNode at = end_of(expansion, way);
	const FunctionPoint *point;
	guint level;

	/* Diagrams that ended early may lack what is asked for. */
	if (closure_must_end(expansion->closure))
		return TRUE;
	if (at == FUNCTION_UNKNOWN && !run_in_one(expansion))
		return follow_shown(expansion, way, expansion->closure->learner->track.missed);
	at = end_of(expansion, way);
	point = function_point(expansion->function, at);
	if (point->is_leaf)
		return TRUE;
	level = levels->level_of[point->question.part];
	if (level != NO_LEVEL && !expansion->kept[level])
		return follow_shown(expansion, way, point->question.part);
	return expansion->flat->nodes < expansion->few ? follow_few(expansion, way)
							: branch(expansion, at);
}

static gboolean expand(Closure *closure, MddNode set, const Function *function,
		       RunFunction *run, gpointer user)
{
	g_autoptr(Flat) flat = flat_new(closure->mdd, set, NULL);
	g_autofree gboolean *kept = g_new0(gboolean, closure->levels.count + 1);
	Expansion expansion = {
		.closure = closure, .function = function, .run = run, .user = user,
		.flat = flat, .kept = kept, .few = MAX(flat->nodes / 4, SMALL),
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
