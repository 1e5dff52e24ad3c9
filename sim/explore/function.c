/* SPDX-License-Identifier: BSD-3-Clause */
/* A learned function of states. */
#include "explore/function.h"

#include <string.h>

void function_init(Function *function)
{
	function->points = g_array_new(FALSE, FALSE, sizeof(FunctionPoint));
	function->leaves = 0;
	function->wants = g_array_new(FALSE, FALSE, sizeof(guint));
}

void function_clear(Function *function)
{
	for (guint i = 0; i < function->points->len; i++) {
		FunctionPoint *point = &g_array_index(function->points, FunctionPoint, i);

		if (point->is_leaf)
			g_free(point->leaf.writes);
		else
			g_array_unref(point->branches);
	}
	g_array_unref(function->points);
	g_array_unref(function->wants);
}

gboolean function_asks(const Function *function, guint part)
{
	for (guint i = 0; i < function->wants->len; i++)
		if (g_array_index(function->wants, guint, i) == part)
			return TRUE;
	for (guint i = 0; i < function->points->len; i++) {
		const FunctionPoint *point = function_point(function, i);

		if (!point->is_leaf && point->question.part == part)
			return TRUE;
	}
	return FALSE;
}

void function_want(Function *function, guint part)
{
	g_array_append_val(function->wants, part);
}

FunctionNode function_follow(const Function *function, FunctionNode node, guint64 answer)
{
	const GArray *branches = function_point(function, node)->branches;

	for (guint i = 0; i < branches->len; i++)
		if (g_array_index(branches, Branch, i).answer == answer)
			return g_array_index(branches, Branch, i).child;
	return FUNCTION_UNKNOWN;
}

/* ---- learning ---- */

static void inconsistent(const Question *question)
{
	g_error("learned functions contradict each other (part %u): "
		"the model depends on what was not seen", question->part);
}

static FunctionNode add_question(Function *function, const Question *question)
{
	FunctionPoint point = {
		.is_leaf = FALSE, .question = *question,
		.branches = g_array_new(FALSE, FALSE, sizeof(Branch)),
	};

	g_array_append_val(function->points, point);
	return function->points->len - 1;
}

static FunctionNode add_leaf(Function *function, const Track *track, guint64 result)
{
	FunctionPoint point = {
		.is_leaf = TRUE,
		.leaf = {
			result, track->writes->len,
			g_memdup2(track->writes->data, track->writes->len * sizeof(Write)),
		},
	};

	g_array_append_val(function->points, point);
	function->leaves++;
	return function->points->len - 1;
}

static void check_leaf(const FunctionPoint *point, const Track *track, guint64 result)
{
	const Question none = { 0 };
	gboolean equal = point->is_leaf && point->leaf.result == result &&
			 point->leaf.write_count == track->writes->len;

	for (guint i = 0; equal && i < track->writes->len; i++)
		equal = write_equal(&point->leaf.writes[i], &g_array_index(track->writes, Write, i));
	if (!equal)
		inconsistent(&none);
}

void function_learn(Function *function, const Track *track, guint64 result)
{
	const Asked *asked = (const Asked *)(gpointer)track->asked->data;
	FunctionNode at = function_root(function), from = FUNCTION_UNKNOWN;

	for (guint i = 0; i <= track->asked->len; i++) {
		gboolean is_new = at == FUNCTION_UNKNOWN;

		if (is_new)
			at = i < track->asked->len ? add_question(function, &asked[i].question)
						   : add_leaf(function, track, result);
		if (is_new && from != FUNCTION_UNKNOWN) {
			Branch branch = { asked[i - 1].answer, at };

			g_array_append_val(function_point(function, from)->branches, branch);
		}
		if (i == track->asked->len) {
			check_leaf(function_point(function, at), track, result);
			break;
		}
		if (function_point(function, at)->is_leaf ||
		    !question_equal(&function_point(function, at)->question, &asked[i].question))
			inconsistent(&asked[i].question);
		from = at;
		at = function_follow(function, at, asked[i].answer);
	}
}

/* ---- using ---- */

gboolean function_finds(const Function *function)
{
	for (guint i = 0; i < function->points->len; i++)
		if (function_point(function, i)->is_leaf && function_point(function, i)->leaf.result)
			return TRUE;
	return FALSE;
}

const Leaf *function_find(const Function *function, const Terms *terms, const Space *space,
			  gconstpointer state)
{
	FunctionNode at = function_root(function);

	while (at != FUNCTION_UNKNOWN) {
		const FunctionPoint *point = function_point(function, at);

		if (point->is_leaf)
			return &point->leaf;
		at = function_follow(function, at,
				     question_answer(terms, &point->question,
						     space_get(space, point->question.part, state)));
	}
	return NULL;
}

const Write *leaf_write(const Leaf *leaf, guint part)
{
	for (guint i = 0; i < leaf->write_count; i++)
		if (leaf->writes[i].part == part)
			return &leaf->writes[i];
	return NULL;
}

void leaf_apply(const Leaf *leaf, const Terms *terms, const Space *space, gpointer state)
{
	for (guint i = 0; i < leaf->write_count; i++) {
		const Write *write = &leaf->writes[i];

		space_set(space, write->part, state,
			  write_value(write, terms, space_get(space, write->part, state)));
	}
}
