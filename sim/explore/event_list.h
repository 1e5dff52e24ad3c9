/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Events on tuples (mdd.h), one behind the other: each changes some numbers of a
 * tuple, given what these were, and leaves all others alone.
 */
#ifndef EXPLORE_EVENT_LIST_H
#define EXPLORE_EVENT_LIST_H

#include <glib.h>

/* In place of from: whatever it was. */
#define RELATION_ANY G_MAXUINT32

typedef struct {
	guint32 from, to;
} RelationPair;

/* What an event does at a level. */
typedef struct {
	guint level;
	const RelationPair *pairs;
	guint count;
} RelationFactor;

typedef struct {
	GArray *events, *factors, *pairs;
} EventList;

void event_list_init(EventList *list);
void event_list_clear(EventList *list);

guint event_list_count(const EventList *list);

/* Adds an event: one factor or more, levels ascending. Copies everything. */
void event_list_add(EventList *list, const RelationFactor *factors, guint count);

/* How many factors an event has; and one of them, valid until an event is added. */
guint event_factors(const EventList *list, guint32 event);
RelationFactor event_factor(const EventList *list, guint32 event, guint depth);

/* By the levels of their factors: 0 if these are the same. */
gint event_compare(const EventList *list, guint32 a, guint32 b);

#endif
