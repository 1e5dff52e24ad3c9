/* SPDX-License-Identifier: BSD-3-Clause */
/* What was learned of actions, as events on levels of a decision diagram. */
#include "explore/events.h"

#include "explore/cube.h"

typedef struct {
	const Learner *learner;
	Levels *levels;
	Relation *relation;
	GArray *pairs;                  /* of RelationPair */
	GArray *factors;                /* of RelationFactor */
	const Write **writes;           /* by part */
} Events;

/* What a leaf leaves where a part had a value: its number. */
static guint32 number_after(const Events *events, guint part, const Write *write, guint32 number)
{
	const Learner *learner = events->learner;

	if (!write)
		return number;
	return space_number(learner->space, part,
			    write_value(write, &learner->terms,
					space_value(learner->space, part, number)));
}

/* Pairs for one level; 0 if the leaf has nothing to do with it. */
static guint add_pairs(Events *events, guint level, const Cube *cube)
{
	const Levels *levels = events->levels;
	guint part = levels->part_at[level], count = 0;
	const Write *write = events->writes[part];

	if (!write && !cube->bits[level])
		return 0;
	if (write && write->term == TERM_ITSELF && !cube->bits[level]) {
		RelationPair any = { RELATION_ANY, number_after(events, part, write, 0) };

		g_array_append_val(events->pairs, any);
		return 1;
	}
	for (guint32 i = 0; i < levels->domain[level]; i++) {
		RelationPair pair = { i, i };

		if (!cube_has(cube, level, i))
			continue;
		pair.to = number_after(events, part, write, i);
		g_array_append_val(events->pairs, pair);
		count++;
	}
	return count;
}

static void add_event(gpointer user, const Leaf *leaf, const Cube *cube)
{
	Events *events = user;
	const Levels *levels = events->levels;
	guint at = 0;

	if (patience_over(events->learner->patience, levels->visible) || leaf->write_count == 0 ||
	    learner_outcome(events->learner, leaf)->taken != ACTION_TAKEN)
		return;
	g_array_set_size(events->pairs, 0);
	g_array_set_size(events->factors, 0);
	for (guint i = 0; i < leaf->write_count; i++) {
		const Write *write = &leaf->writes[i];

		events->writes[write->part] = write;
		/* It may be the second value of a part that has no level yet. */
		if (levels->level_of[write->part] == NO_LEVEL)
			number_after(events, write->part, write, 0);
	}
	for (guint i = 0; i < levels->visible; i++) {
		RelationFactor factor = { i, NULL, add_pairs(events, i, cube) };

		if (factor.count)
			g_array_append_val(events->factors, factor);
	}
	for (guint i = 0; i < leaf->write_count; i++)
		events->writes[leaf->writes[i].part] = NULL;
	for (guint i = 0; i < events->factors->len; i++) {
		RelationFactor *factor = &g_array_index(events->factors, RelationFactor, i);

		factor->pairs = &g_array_index(events->pairs, RelationPair, at);
		at += factor->count;
	}
	if (events->factors->len)
		relation_add(events->relation,
			     (const RelationFactor *)(gpointer)events->factors->data,
			     events->factors->len);
}

/* The events of all leaves, as far as values are known. */
static Relation *relation_now(const Learner *learner, Levels *levels)
{
	Events events = {
		learner, levels, relation_new(levels->count),
		g_array_new(FALSE, FALSE, sizeof(RelationPair)),
		g_array_new(FALSE, FALSE, sizeof(RelationFactor)),
		g_new0(const Write *, learner->space->count),
	};
	Cube cube;

	cube_init(&cube, levels);
	/* Less events lead to less states. */
	for (guint i = 0; i < learner->a->action_count && !patience_over(learner->patience, 0); i++)
		cube_leaves(&cube, learner->space, &learner->terms, &learner->actions[i],
			    add_event, &events);
	cube_clear(&cube);
	relation_finish(events.relation, levels->domain);
	g_array_unref(events.pairs);
	g_array_unref(events.factors);
	g_free(events.writes);
	return events.relation;
}

/* How many values all parts have. */
static guint count_values(const Space *space)
{
	guint count = 0;

	for (guint i = 0; i < space->count; i++)
		count += space_values(space, i);
	return count;
}

Relation *events_relation(const Learner *learner, Levels *levels)
{
	for (;;) {
		guint values = count_values(learner->space);
		Relation *relation = relation_now(learner, levels);

		/* Events may lead to values from which others lead on. */
		if (count_values(learner->space) == values || patience_over(learner->patience, 0))
			return relation;
		relation_free(relation);
		levels_update(levels, learner->space);
	}
}
