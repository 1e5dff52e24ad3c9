/* SPDX-License-Identifier: BSD-3-Clause */
/* Levels of a decision diagram, and sets that restrict every level for itself. */
#include "explore/levels.h"

#include <string.h>

/* ---- order ---- */

typedef struct {
	guint part;
	guint actions;          /* that depend on it or write it */
	gboolean asked;         /* some depend on it */
	guint group;            /* the most of any part of the same owner */
} Weight;

/* Counts a part once for an action. */
static void count(Weight *weights, guint *last, guint part, guint action)
{
	if (last[part] != action + 1)
		weights[part].actions++;
	last[part] = action + 1;
}

static void weigh(const Learner *learner, Weight *weights)
{
	g_autofree guint *last = g_new0(guint, learner->space->count);

	for (guint i = 0; i < learner->a->action_count; i++) {
		const Function *function = &learner->actions[i];

		for (guint j = 0; j < function->wants->len; j++)
			weights[g_array_index(function->wants, guint, j)].asked = TRUE;
		for (guint j = 0; j < function->points->len; j++) {
			const FunctionPoint *point = function_point(function, j);

			if (!point->is_leaf) {
				count(weights, last, point->question.part, i);
				weights[point->question.part].asked = TRUE;
			}
			for (guint k = 0; point->is_leaf && k < point->leaf.write_count; k++)
				count(weights, last, point->leaf.writes[k].part, i);
		}
	}
}

static gboolean has_level(const Space *space, const Weight *weight, const gboolean *needed)
{
	return space_values(space, weight->part) > 1 && (weight->asked || needed[weight->part]);
}

/* The weights of all parts. */
static Weight *weights_new(const Learner *learner)
{
	Weight *weights = g_new0(Weight, learner->space->count);

	for (guint i = 0; i < learner->space->count; i++)
		weights[i].part = i;
	weigh(learner, weights);
	return weights;
}

/* Parts of one Realm, REC or operation stay together; an entry is for itself. */
static gboolean is_together(const struct rmm_part *a, const struct rmm_part *b)
{
	return a->owner == b->owner && a->subject == b->subject && a->kind != PART_RTTE &&
	       b->kind != PART_RTTE;
}

static gint compare_weights(gconstpointer a, gconstpointer b)
{
	const Weight *x = a, *y = b;

	if (x->group != y->group)
		return x->group > y->group ? -1 : 1;
	if (x->actions != y->actions)
		return x->actions > y->actions ? -1 : 1;
	return x->part < y->part ? -1 : x->part > y->part;
}

void levels_take(Levels *levels, const Space *space, const guint *parts, guint count)
{
	levels->count = levels->visible = count;
	levels->part_at = g_new(guint, count + 1);
	levels->domain = g_new(guint, count + 1);
	levels->level_of = g_new(guint, space->count);
	for (guint i = 0; i < space->count; i++)
		levels->level_of[i] = NO_LEVEL;
	for (guint i = 0; i < count; i++) {
		levels->part_at[i] = parts[i];
		levels->level_of[parts[i]] = i;
	}
	levels_update(levels, space);
}

void levels_choose(Levels *levels, const Learner *learner, const gboolean *needed)
{
	const Space *space = learner->space;
	g_autofree Weight *weights = weights_new(learner);
	g_autofree guint *parts = g_new(guint, space->count);
	g_autofree gboolean *given = g_new0(gboolean, space->count);
	guint used = 0, all;

	for (guint i = 0; i < space->count; i++)
		if (has_level(space, &weights[i], needed))
			weights[used++] = weights[i];
	for (guint i = 0; i < used; i++)
		for (guint j = 0; j < used; j++)
			if (i == j || is_together(&space->parts[weights[i].part].is,
						  &space->parts[weights[j].part].is))
				weights[i].group = MAX(weights[i].group, weights[j].actions);
	qsort(weights, used, sizeof(*weights), compare_weights);
	for (guint i = 0; i < used; i++) {
		parts[i] = weights[i].part;
		given[parts[i]] = TRUE;
	}
	all = used;
	for (guint i = 0; i < space->count; i++)
		if (!given[i] && space_values(space, i) > 1)
			parts[all++] = i;
	levels_take(levels, space, parts, all);
	levels->visible = used;
}

void levels_clear(Levels *levels)
{
	g_free(levels->part_at);
	g_free(levels->level_of);
	g_free(levels->domain);
	memset(levels, 0, sizeof(*levels));
}

gboolean levels_lack_part(const Levels *levels, const Learner *learner, const gboolean *needed)
{
	g_autofree Weight *weights = weights_new(learner);

	for (guint i = 0; i < learner->space->count; i++) {
		gboolean visible = levels->level_of[i] < levels->visible;

		if (levels->level_of[i] == NO_LEVEL ? space_values(learner->space, i) > 1
		    : !visible && has_level(learner->space, &weights[i], needed))
			return TRUE;
	}
	return FALSE;
}

void levels_update(Levels *levels, const Space *space)
{
	for (guint i = 0; i < levels->count; i++)
		levels->domain[i] = space_values(space, levels->part_at[i]);
}

void levels_state(const Levels *levels, const Space *space, const guint32 *numbers,
		  gpointer state)
{
	memcpy(state, space->a->initial, space->a->state_size);
	for (guint i = 0; i < levels->count; i++)
		space_set(space, levels->part_at[i], state,
			  space_value(space, levels->part_at[i], numbers[i]));
}

void levels_tuple(const Levels *levels, Space *space, gconstpointer state, guint32 *numbers)
{
	for (guint i = 0; i < levels->count; i++)
		numbers[i] = space_number(space, levels->part_at[i],
					  space_get(space, levels->part_at[i], state));
}

/* ---- cubes ---- */

static guint words_of(const Levels *levels, guint level)
{
	return levels->domain[level] / 64 + 1;
}

void cube_init(Cube *cube, const Levels *levels)
{
	cube->levels = levels;
	cube->bits = g_new0(guint64 *, levels->count + 1);
}

void cube_clear(Cube *cube)
{
	for (guint i = 0; i < cube->levels->count; i++)
		g_free(cube->bits[i]);
	g_free(cube->bits);
}

void cube_copy(Cube *to, const Cube *from)
{
	cube_init(to, from->levels);
	for (guint i = 0; i < from->levels->count; i++)
		if (from->bits[i])
			to->bits[i] = g_memdup2(from->bits[i],
						words_of(from->levels, i) * sizeof(guint64));
}

gboolean cube_keep_if(Cube *cube, guint level, const Space *space, const Terms *terms,
		      guint16 term, guint64 value)
{
	guint words = words_of(cube->levels, level);
	guint64 *bits = g_new0(guint64, words);
	gboolean some = FALSE;

	for (guint32 i = 0; i < cube->levels->domain[level]; i++)
		if (cube_has(cube, level, i) &&
		    terms_value(terms, term, space_value(space, cube->levels->part_at[level], i)) ==
		    value) {
			bits[i / 64] |= (guint64)1 << i % 64;
			some = TRUE;
		}
	g_free(cube->bits[level]);
	cube->bits[level] = bits;
	return some;
}

gboolean cube_has(const Cube *cube, guint level, guint32 number)
{
	return !cube->bits[level] || cube->bits[level][number / 64] >> number % 64 & 1;
}

void cube_fix(Cube *cube, guint level, guint32 number)
{
	g_free(cube->bits[level]);
	cube->bits[level] = g_new0(guint64, words_of(cube->levels, level));
	cube->bits[level][number / 64] = (guint64)1 << number % 64;
}

/* A part without a level: every answer that one of its values gives. */
static gboolean split_unseen(const Space *space, const Terms *terms, const Question *question,
			     CubeVisit *visit, gpointer user)
{
	guint count = space_values(space, question->part);
	g_autofree guint64 *answers = g_new(guint64, count);
	guint different = 0;

	for (guint32 i = 0; i < count; i++) {
		guint64 answer = question_answer(terms, question,
						 space_value(space, question->part, i));
		guint at = 0;

		while (at < different && answers[at] != answer)
			at++;
		if (at < different)
			continue;
		answers[different++] = answer;
		if (!visit(user, answer))
			return FALSE;
	}
	return TRUE;
}

/* The numbers that give the same answer as the first of @left, which they leave. */
static guint64 take_answer(const Cube *cube, guint level, const guint64 *answers, guint64 *left)
{
	guint domain = cube->levels->domain[level];
	guint64 *bits = cube->bits[level];
	guint32 first = 0;

	memset(bits, 0, words_of(cube->levels, level) * sizeof(guint64));
	while (!(left[first / 64] >> first % 64 & 1))
		first++;
	for (guint32 i = first; i < domain; i++)
		if (left[i / 64] >> i % 64 & 1 && answers[i] == answers[first])
			bits[i / 64] |= (guint64)1 << i % 64;
	for (guint i = 0; i < words_of(cube->levels, level); i++)
		left[i] &= ~bits[i];
	return answers[first];
}

static gboolean is_empty(const guint64 *bits, guint words)
{
	for (guint i = 0; i < words; i++)
		if (bits[i])
			return FALSE;
	return TRUE;
}

gboolean cube_split(Cube *cube, const Space *space, const Terms *terms,
		    const Question *question, CubeVisit *visit, gpointer user)
{
	guint level = cube->levels->level_of[question->part];
	g_autofree guint64 *answers = NULL, *left = NULL;
	guint64 *old;
	gboolean go_on = TRUE;
	guint domain, words;

	if (level == NO_LEVEL)
		return split_unseen(space, terms, question, visit, user);
	domain = cube->levels->domain[level];
	words = words_of(cube->levels, level);
	answers = g_new(guint64, domain);
	left = g_new0(guint64, words);
	for (guint32 i = 0; i < domain; i++)
		if (cube_has(cube, level, i)) {
			left[i / 64] |= (guint64)1 << i % 64;
			answers[i] = question_answer(terms, question,
						     space_value(space, question->part, i));
		}
	old = cube->bits[level];
	cube->bits[level] = g_new(guint64, words);
	while (go_on && !is_empty(left, words))
		go_on = visit(user, take_answer(cube, level, answers, left));
	g_free(cube->bits[level]);
	cube->bits[level] = old;
	return go_on;
}

/* ---- leaves ---- */

typedef struct {
	Cube *cube;
	const Space *space;
	const Terms *terms;
	const Function *function;
	LeafVisit *visit;
	gpointer user;
	FunctionNode at;
} Walk;

static gboolean walk_on(gpointer user, guint64 answer)
{
	Walk *walk = user;
	FunctionNode from = walk->at;
	const FunctionPoint *point;

	walk->at = function_follow(walk->function, from, answer);
	if (walk->at != FUNCTION_UNKNOWN) {
		point = function_point(walk->function, walk->at);
		if (point->is_leaf)
			walk->visit(walk->user, &point->leaf, walk->cube);
		else
			cube_split(walk->cube, walk->space, walk->terms, &point->question,
				   walk_on, walk);
	}
	walk->at = from;
	return TRUE;
}

void cube_leaves(Cube *cube, const Space *space, const Terms *terms, const Function *function,
		 LeafVisit *visit, gpointer user)
{
	Walk walk = { cube, space, terms, function, visit, user, function_root(function) };
	const FunctionPoint *root;

	if (walk.at == FUNCTION_UNKNOWN)
		return;
	root = function_point(function, walk.at);
	if (root->is_leaf)
		visit(user, &root->leaf, cube);
	else
		cube_split(cube, space, terms, &root->question, walk_on, &walk);
}
