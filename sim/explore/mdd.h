/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sets of tuples of small numbers as decision diagrams. Level 0 is the first
 * number of a tuple. A node of a level has an edge for each number that occurs
 * there, in ascending order; no level is left out, and equal nodes are one
 * node, so that equal sets are equal numbers.
 *
 * When memory is used up, or patience, every function ends early with a subset
 * of its result: what was found so far is a lower bound, never wrong.
 */
#ifndef SIM_MDD_H
#define SIM_MDD_H

#include "explore/patience.h"
#include "explore/results.h"

typedef guint32 MddNode;

#define MDD_EMPTY 0u    /* the empty set, on every level */
#define MDD_END   1u    /* below the last level: the one tuple of no numbers */

#define MDD_LEVELS_MAX 4096
/* Numbers of a level: below this. */
#define MDD_VALUES_MAX 65535

typedef struct {
	guint32 value;
	MddNode child;
} MddEdge;

/* Which function a result in the cache is of; the low bits, see mdd_operation(). */
enum mdd_function {
	MDD_UNION, MDD_MINUS, MDD_PROJECT, MDD_SATURATE, MDD_CLOSE, MDD_PRODUCT, MDD_IMAGE, MDD_SHOW,
	MDD_FUNCTIONS
};

typedef struct {
	guint levels;
	gsize memory;           /* bytes that nodes and cache may take */
	Patience *patience;     /* may be NULL */
	gboolean exhausted;     /* a function ended early */
	/* A node is the index of its header; see mdd.c. */
	guint32 *words;
	gsize used, room;       /* in words */
	guint32 *buckets;
	guint32 bucket_mask, count;
	Results results;
	guint32 epoch;          /* of results that a change of events makes void */
	GHashTable *kept_below; /* of levels that a projection keeps, from one down: a number */
	GArray *scratch;        /* edges under construction */
} Mdd;

/* @memory: bytes; at least 16 MiB are taken. */
Mdd *mdd_new(guint levels, gsize memory);
void mdd_free(Mdd *mdd);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mdd, mdd_free)

/* Bytes in use. */
gsize mdd_memory(const Mdd *mdd);

/* ---- nodes ---- */

static inline guint mdd_level(const Mdd *mdd, MddNode node)
{
	return node == MDD_END ? mdd->levels : mdd->words[node + 1] >> 16;
}

static inline guint mdd_edge_count(const Mdd *mdd, MddNode node)
{
	return mdd->words[node + 1] & 0xffff;
}

/* Valid until a node is made. */
static inline const MddEdge *mdd_edges(const Mdd *mdd, MddNode node)
{
	return (const MddEdge *)(mdd->words + node + 2);
}

/* Edges in ascending order; those to MDD_EMPTY are left out. */
MddNode mdd_make(Mdd *mdd, guint level, const MddEdge *edges, guint count);

/* The set of one tuple of @levels numbers. */
MddNode mdd_tuple(Mdd *mdd, const guint32 *values);

/* ---- sets; both of one level ---- */

MddNode mdd_union(Mdd *mdd, MddNode a, MddNode b);
MddNode mdd_minus(Mdd *mdd, MddNode a, MddNode b);

/* The tuples of @node with 0 in place of every number of a level that @kept does not name. */
MddNode mdd_project(Mdd *mdd, MddNode node, const gboolean *kept);

/*
 * Gives back what @roots do not reach; they get new numbers, and all other
 * nodes are void.
 */
void mdd_collect(Mdd *mdd, MddNode **roots, guint count);

/* ---- for functions of other files ---- */

/* Should a function end? Each asks for every node that it looks at. */
static inline gboolean mdd_stopped(Mdd *mdd)
{
	if (patience_over(mdd->patience, 1))
		mdd->exhausted = TRUE;
	return mdd->exhausted;
}

/* The key of results: @function, and what tells it apart. */
static inline guint32 mdd_operation(enum mdd_function function, guint32 id)
{
	return id * MDD_FUNCTIONS + function;
}

/* No function is asked about MDD_EMPTY as @a. */
static inline gboolean mdd_cached(const Mdd *mdd, guint32 operation, guint32 a, guint32 b,
				  MddNode *result)
{
	return results_find(&mdd->results, operation, a, b, result);
}

static inline void mdd_cache(Mdd *mdd, guint32 operation, guint32 a, guint32 b, MddNode result)
{
	/* What ended early is no result. */
	if (!mdd->exhausted)
		results_add(&mdd->results, (Result){ operation, a, b, result });
}

#endif
