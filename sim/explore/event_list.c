/* SPDX-License-Identifier: BSD-3-Clause */
/* Events on tuples, one behind the other. */
#include "explore/event_list.h"

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
