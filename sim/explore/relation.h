/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What may happen to tuples: events (event_list.h). Those that touch the same
 * levels are kept as one diagram of (from, to) pairs, so that what they share is
 * worked out once.
 */
#ifndef EXPLORE_RELATION_H
#define EXPLORE_RELATION_H

#include "explore/event_list.h"

typedef guint32 RelationNode;
#define RELATION_END 0u         /* nothing more to change */

typedef struct {
	guint32 from, to;
	RelationNode child;
} RelationEdge;

typedef struct Relation Relation;

Relation *relation_new(guint levels);
void relation_free(Relation *relation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Relation, relation_free)

/* Adds an event: one factor or more, levels ascending. Copies everything. */
void relation_add(Relation *relation, const RelationFactor *factors, guint count);

/* Builds the diagrams; no event can be added any more. Numbers are below @domain. */
void relation_finish(Relation *relation, const guint *domain);

/* Are the diagrams alike? Then events are, too. */
gboolean relation_equal(const Relation *a, const Relation *b);

/* The diagrams whose first level is @level. */
const RelationNode *relation_roots(const Relation *relation, guint level, guint *count);

/* The first edges of all of them that may be taken from @from. */
const RelationEdge *relation_starts(const Relation *relation, guint level, guint32 from,
				    guint *count);

guint relation_level(const Relation *relation, RelationNode node);
/* Those that start from @from; @from may be RELATION_ANY. */
const RelationEdge *relation_edges(const Relation *relation, RelationNode node, guint32 from,
				   guint *count);

#endif
