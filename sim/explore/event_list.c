/* SPDX-License-Identifier: BSD-3-Clause */
/* Events on tuples, one behind the other. */
#include "explore/event_list.h"

#include <stdlib.h>

/* An event: its factors, all pairs behind each other. */
typedef struct {
	guint32 first, count;           /* of EventList.factors */
} Event;

typedef struct {
	guint level;
	guint32 first, count;           /* of EventList.pairs */
} Factor;

void event_list_init(EventList *list)
{
	list->events = g_array_new(FALSE, FALSE, sizeof(Event));
	list->factors = g_array_new(FALSE, FALSE, sizeof(Factor));
	list->pairs = g_array_new(FALSE, FALSE, sizeof(RelationPair));
}

void event_list_clear(EventList *list)
{
	g_array_unref(list->events);
	g_array_unref(list->factors);
	g_array_unref(list->pairs);
}

guint event_list_count(const EventList *list)
{
	return list->events->len;
}

void event_list_add(EventList *list, const RelationFactor *factors, guint count)
{
	Event event = { list->factors->len, count };

	for (guint i = 0; i < count; i++) {
		Factor factor = { factors[i].level, list->pairs->len, factors[i].count };

		g_array_append_vals(list->pairs, factors[i].pairs, factors[i].count);
		g_array_append_val(list->factors, factor);
	}
	g_array_append_val(list->events, event);
}

guint event_factors(const EventList *list, guint32 event)
{
	return g_array_index(list->events, Event, event).count;
}

RelationFactor event_factor(const EventList *list, guint32 event, guint depth)
{
	const Factor *factor = &g_array_index(list->factors, Factor,
			g_array_index(list->events, Event, event).first + depth);

	return (RelationFactor){
		factor->level, &g_array_index(list->pairs, RelationPair, factor->first),
		factor->count
	};
}

gint event_compare(const EventList *list, guint32 a, guint32 b)
{
	guint count_a = event_factors(list, a), count_b = event_factors(list, b);

	for (guint i = 0; i < MIN(count_a, count_b); i++) {
		guint level_a = event_factor(list, a, i).level;
		guint level_b = event_factor(list, b, i).level;

		if (level_a != level_b)
			return level_a < level_b ? -1 : 1;
	}
	return count_a < count_b ? -1 : count_a > count_b;
}

/* ---- elsewhere ---- */

static gint compare_factors(gconstpointer a, gconstpointer b)
{
	const RelationFactor *x = a, *y = b;

	return x->level < y->level ? -1 : x->level > y->level;
}

static void add_mapped(EventList *to, const EventList *from, guint32 event, EventMap *map,
		       gpointer user)
{
	guint count = event_factors(from, event);
	g_autofree RelationFactor *factors = g_new(RelationFactor, count);
	g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < count; i++) {
		const RelationFactor factor = event_factor(from, event, i);
		RelationPair *pairs = g_memdup2(factor.pairs, factor.count * sizeof(*pairs));
		guint level = factor.level;

		g_ptr_array_add(owned, pairs);
		for (guint j = 0; j < factor.count; j++) {
			level = factor.level;
			map(user, &level, &pairs[j].from);
			level = factor.level;
			map(user, &level, &pairs[j].to);
		}
		factors[i] = (RelationFactor){ level, pairs, factor.count };
	}
	qsort(factors, count, sizeof(*factors), compare_factors);
	event_list_add(to, factors, count);
}

void event_list_map(EventList *to, const EventList *from, EventMap *map, gpointer user)
{
	for (guint32 i = 0; i < event_list_count(from); i++)
		add_mapped(to, from, i, map, user);
}
