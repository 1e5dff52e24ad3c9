/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What may happen to tuples (mdd.h): events, each of which changes some numbers
 * of a tuple, given what these were, and leaves all others alone. Events that
 * touch the same levels are kept as one diagram of (from, to) pairs, so that
 * what they share is worked out once.
 */
#ifndef SIM_RELATION_H
#define SIM_RELATION_H

#include <glib.h>

/* In place of from: whatever it was. */
#define RELATION_ANY G_MAXUINT32

typedef guint32 RelationNode;
#define RELATION_END 0u         /* nothing more to change */

typedef struct {
	guint32 from, to;
} RelationPair;

typedef struct {
	guint32 from, to;
	RelationNode child;
} RelationEdge;

/* What an event does at a level. */
typedef struct {
	guint level;
	const RelationPair *pairs;
	guint count;
} RelationFactor;

typedef struct Relation Relation;

Relation *relation_new(guint levels);
void relation_free(Relation *relation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Relation, relation_free)

/* Adds an event: one factor or more, levels ascending. Copies everything. */
void relation_add(Relation *relation, const RelationFactor *factors, guint count);

/* Builds the diagrams; no event can be added any more. Numbers are below @domain. */
void relation_finish(Relation *relation, const guint *domain);

/* What a level and a number of it become; the number may be RELATION_ANY. */
typedef void RelationMap(gpointer user, guint *level, guint32 *number);

/* The same events elsewhere; finished. */
Relation *relation_mapped(const Relation *relation, RelationMap *map, gpointer user,
			  const guint *domain);

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
