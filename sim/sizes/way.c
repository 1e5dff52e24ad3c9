/* SPDX-License-Identifier: BSD-3-Clause */
/* What actions do in a world of one size. */
#include "sizes/way.h"

#include "explore/closure.h"
#include "sizes/domain.h"

/* ---- a way ---- */

static void way_free(gpointer data)
{
	Way *way = data;

	for (guint i = 0; i < way->parts->len; i++)
		g_array_unref(way->values[g_array_index(way->parts, guint, i)]);
	g_free(way->values);
	g_array_unref(way->asked);
	g_array_unref(way->parts);
	g_free(way);
}

static GArray *values_of(const Space *space, guint part)
{
	GArray *values = g_array_new(FALSE, FALSE, sizeof(guint64));

	g_array_append_vals(values, space->parts[part].values->data,
			    space->parts[part].values->len);
	return values;
}

/* Leaves out the values that answer otherwise. */
static void keep_answering(const Learner *learner, const Asked *asked, GArray *values)
{
	for (guint i = values->len; i-- > 0;)
		if (question_answer(&learner->terms, &asked->question,
				    g_array_index(values, guint64, i)) != asked->answer)
			g_array_remove_index(values, i);
}

static void note_answers(const Learner *learner, Way *way)
{
	for (guint i = 0; i < way->asked->len; i++) {
		const Asked *asked = &g_array_index(way->asked, Asked, i);
		guint part = asked->question.part;

		if (!way->values[part]) {
			way->values[part] = values_of(learner->space, part);
			g_array_append_val(way->parts, part);
		}
		keep_answering(learner, asked, way->values[part]);
	}
}

/* ---- those of a function ---- */

typedef struct {
	const Learner *learner;
	const Function *function;
	GArray *asked;
	GPtrArray *ways;
} Collecting;

static void add_way(Collecting *collecting, const Leaf *leaf)
{
	Way *way = g_new(Way, 1);

	way->leaf = leaf;
	way->asked = g_array_copy(collecting->asked);
	way->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	way->values = g_new0(GArray *, collecting->learner->space->count);
	note_answers(collecting->learner, way);
	g_ptr_array_add(collecting->ways, way);
}

static void collect(Collecting *collecting, FunctionNode node)
{
	const FunctionPoint *point = function_point(collecting->function, node);

	if (point->is_leaf) {
		add_way(collecting, &point->leaf);
		return;
	}
	for (guint i = 0; i < point->branches->len; i++) {
		const Branch *branch = &g_array_index(point->branches, Branch, i);
		Asked asked = { point->question, branch->answer };

		g_array_append_val(collecting->asked, asked);
		collect(collecting, branch->child);
		g_array_set_size(collecting->asked, collecting->asked->len - 1);
	}
}

static GPtrArray *collect_all(const Learner *learner, const Function *function)
{
	g_autoptr(GArray) asked = g_array_new(FALSE, FALSE, sizeof(Asked));
	Collecting collecting = { learner, function, asked,
				  g_ptr_array_new_with_free_func(way_free) };

	if (function_root(function) != FUNCTION_UNKNOWN)
		collect(&collecting, function_root(function));
	return collecting.ways;
}

/* ---- of a world ---- */

static gboolean must_end(gpointer user)
{
	const ExploreSink *sink = user;

	return sink->progress && !sink->progress(sink->user, 0, 0, 0);
}

/* Learns in every state that there is; FALSE: it was interrupted. */
static gboolean learn_all(Ways *ways, const ExploreSink *sink)
{
	Patience patience = { .asked = must_end, .user = (gpointer)(guintptr)sink };
	gboolean complete;
	Closure closure;

	ways->learner->patience = &patience;
	closure_init(&closure, ways->learner, (gsize)1 << 30);
	closure_run(&closure);
	complete = !closure.incomplete;
	ways->learner->patience = NULL;
	closure_clear(&closure);
	return complete;
}

gboolean ways_can_learn(const SizedWorld *world)
{
	g_autoptr(Learner) learner = learner_new(world->a, FALSE);

	return learner != NULL;
}

Ways *ways_learn(SizedWorld *world, WorldSize size, const ExploreSink *sink)
{
	g_autoptr(Ways) ways = g_new0(Ways, 1);

	ways->world = world;
	ways->size = size;
	ways->a = domain_restricted(world, size, &ways->numbers);
	ways->ways = g_new0(GPtrArray *, world->a->action_count);
	ways->learner = learner_new(ways->a, FALSE);
	if (!learn_all(ways, sink))
		return NULL;
	for (guint i = 0; i < ways->a->action_count; i++)
		ways->ways[ways->numbers[i]] = collect_all(ways->learner,
							   &ways->learner->actions[i]);
	return g_steal_pointer(&ways);
}

void ways_free(Ways *ways)
{
	if (!ways)
		return;
	for (guint i = 0; i < ways->world->a->action_count; i++)
		g_clear_pointer(&ways->ways[i], g_ptr_array_unref);
	g_free(ways->ways);
	learner_free(ways->learner);
	domain_restricted_free(ways->world, ways->a);
	g_free(ways->numbers);
	g_free(ways);
}

guint ways_count(const Ways *ways)
{
	guint count = 0;

	for (guint i = 0; i < ways->world->a->action_count; i++)
		count += ways->ways[i] ? ways->ways[i]->len : 0;
	return count;
}
