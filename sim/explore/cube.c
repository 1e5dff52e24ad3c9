/* SPDX-License-Identifier: BSD-3-Clause */
/* Sets of states that restrict every level for itself. */
#include "explore/cube.h"

#include <string.h>

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
						cube_words(from, i) * sizeof(guint64));
}

gboolean cube_keep_if(Cube *cube, guint level, const Space *space, const Terms *terms,
		      guint16 term, guint64 value)
{
	guint words = cube_words(cube, level);
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
	cube->bits[level] = g_new0(guint64, cube_words(cube, level));
	cube->bits[level][number / 64] = (guint64)1 << number % 64;
}

/* ---- one level of two cubes ---- */

gboolean cube_level_equal(const Cube *a, const Cube *b, guint level)
{
	if (!a->bits[level] || !b->bits[level])
		return a->bits[level] == b->bits[level];
	return memcmp(a->bits[level], b->bits[level], cube_words(a, level) * sizeof(guint64)) == 0;
}

static gboolean has_all(const Cube *cube, guint level)
{
	for (guint32 i = 0; cube->bits[level] && i < cube->levels->domain[level]; i++)
		if (!cube_has(cube, level, i))
			return FALSE;
	return TRUE;
}

void cube_simplify(Cube *cube, guint level)
{
	if (has_all(cube, level))
		g_clear_pointer(&cube->bits[level], g_free);
}

void cube_add(Cube *to, const Cube *from, guint level)
{
	if (!from->bits[level])
		g_clear_pointer(&to->bits[level], g_free);
	for (guint i = 0; to->bits[level] && i < cube_words(to, level); i++)
		to->bits[level][i] |= from->bits[level][i];
	cube_simplify(to, level);
}

/* ---- dividing ---- */

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

	memset(bits, 0, cube_words(cube, level) * sizeof(guint64));
	while (!(left[first / 64] >> first % 64 & 1))
		first++;
	for (guint32 i = first; i < domain; i++)
		if (left[i / 64] >> i % 64 & 1 && answers[i] == answers[first])
			bits[i / 64] |= (guint64)1 << i % 64;
	for (guint i = 0; i < cube_words(cube, level); i++)
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
	words = cube_words(cube, level);
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
