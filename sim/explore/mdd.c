/* SPDX-License-Identifier: BSD-3-Clause */
/* Sets of tuples as decision diagrams: nodes, cache, and functions of sets. */
#include "explore/mdd.h"

#include <string.h>

#include "system/pages.h"

/*
 * A node is four or more words: the next node of its bucket, level and number
 * of edges, and the edges. Words are taken from one array, which moves when it
 * grows.
 */
#define HEADER 2
#define FIRST  2        /* 0 and 1 are MDD_EMPTY and MDD_END */

#define ROOM_FIRST  ((gsize)1 << 16)    /* words */
#define RESULTS_FIRST ((guint32)1 << 14)  /* entries */
#define RESULTS_LAST  ((guint32)1 << 24)

Mdd *mdd_new(guint levels, gsize memory)
{
	Mdd *mdd = g_new0(Mdd, 1);

	g_assert(levels <= MDD_LEVELS_MAX);
	mdd->levels = levels;
	mdd->memory = MAX(memory, (gsize)16 << 20);
	mdd->room = ROOM_FIRST;
	mdd->words = g_new(guint32, mdd->room);
	mdd->used = FIRST;
	mdd->bucket_mask = (guint32)ROOM_FIRST / 8 - 1;
	mdd->buckets = g_new0(guint32, mdd->bucket_mask + 1);
	results_init(&mdd->results, RESULTS_FIRST);
	mdd->kept_below = g_hash_table_new(NULL, NULL);
	mdd->scratch = g_array_new(FALSE, FALSE, sizeof(MddEdge));
	return mdd;
}

void mdd_free(Mdd *mdd)
{
	if (!mdd)
		return;
	g_free(mdd->words);
	g_free(mdd->buckets);
	results_clear(&mdd->results);
	g_hash_table_unref(mdd->kept_below);
	g_array_unref(mdd->scratch);
	g_free(mdd);
}

static gsize bytes_of(gsize words, gsize buckets, gsize cached)
{
	return words * sizeof(guint32) + buckets * sizeof(guint32) + cached * sizeof(Result);
}

gsize mdd_memory(const Mdd *mdd)
{
	return bytes_of(mdd->room, (gsize)mdd->bucket_mask + 1, results_count(&mdd->results));
}

/* ---- nodes ---- */

static inline guint32 hash_node(const guint32 *words, gsize count)
{
	guint64 hash = words[0] * 0x9e3779b97f4a7c15u;

	for (gsize i = 1; i < count; i++) {
		hash = (hash ^ words[i]) * 0x9fb21c651e98df25u;
		hash ^= hash >> 29;
	}
	return (guint32)(hash >> 16);
}

static inline gsize words_of(guint edges)
{
	return HEADER + 2 * (gsize)edges;
}

static guint32 bucket_of(const Mdd *mdd, MddNode node)
{
	return hash_node(mdd->words + node + 1,
			 words_of(mdd_edge_count(mdd, node)) - 1) & mdd->bucket_mask;
}

/* Puts every node into its bucket; @mask is new. */
static void rehash(Mdd *mdd, guint32 mask)
{
	g_free(mdd->buckets);
	mdd->bucket_mask = mask;
	mdd->buckets = g_new0(guint32, (gsize)mask + 1);
	pages_prefer_large(mdd->buckets, ((gsize)mask + 1) * sizeof(guint32));
	for (gsize at = FIRST; at < mdd->used;
	     at += words_of(mdd_edge_count(mdd, (MddNode)at))) {
		guint32 bucket = bucket_of(mdd, (MddNode)at);

		mdd->words[at] = mdd->buckets[bucket];
		mdd->buckets[bucket] = (guint32)at;
	}
}

/*
 * Words of a larger array. When memory is used up functions end, but what they have
 * is kept: an eighth is left for the nodes that are open. 0: that is used up, too.
 */
static gsize larger_room(Mdd *mdd, gsize words, gsize cached)
{
	gsize room = mdd->room + mdd->room / 2 + words;
	gsize limit = mdd->memory - mdd->memory / 8;

	if (bytes_of(room, mdd->bucket_mask, cached) <= limit && room <= G_MAXUINT32)
		return room;
	mdd->exhausted = TRUE;
	room = mdd->room + words + mdd->memory / 1024;
	return bytes_of(room, mdd->bucket_mask, cached) <= mdd->memory && room <= G_MAXUINT32
	       ? room : 0;
}

/* Room for one more node; false if there is none. */
static gboolean grow(Mdd *mdd, gsize words)
{
	gsize cached = results_count(&mdd->results);

	if (mdd->used + words > mdd->room) {
		gsize room = larger_room(mdd, words, cached);

		if (!room)
			return FALSE;
		mdd->words = g_renew(guint32, mdd->words, room);
		mdd->room = room;
	}
	if (mdd->count > mdd->bucket_mask)
		rehash(mdd, mdd->bucket_mask * 4 + 3);
	/* A cache that is much smaller than what it is about is of no use. */
	if (mdd->count > cached / 4 && cached < RESULTS_LAST &&
	    bytes_of(mdd->room, mdd->bucket_mask, cached * 4) < mdd->memory / 2)
		results_grow(&mdd->results);
	return TRUE;
}

static MddNode find_or_add(Mdd *mdd, guint level, const MddEdge *edges, guint count)
{
	gsize words = words_of(count);
	guint32 *new, bucket;

	if (!grow(mdd, words)) {
		mdd->exhausted = TRUE;
		return MDD_EMPTY;
	}
	new = mdd->words + mdd->used;
	new[1] = (guint32)level << 16 | count;
	memcpy(new + HEADER, edges, count * sizeof(MddEdge));
	bucket = hash_node(new + 1, words - 1) & mdd->bucket_mask;
	for (MddNode node = mdd->buckets[bucket]; node; node = mdd->words[node])
		if (memcmp(mdd->words + node + 1, new + 1, (words - 1) * sizeof(guint32)) == 0)
			return node;
	new[0] = mdd->buckets[bucket];
	mdd->buckets[bucket] = (guint32)mdd->used;
	mdd->used += words;
	mdd->count++;
	return mdd->buckets[bucket];
}

/* Makes the node of the edges that were pushed since the scratch had @first. */
static MddNode make_pushed(Mdd *mdd, guint level, guint first)
{
	MddNode node = MDD_EMPTY;

	if (mdd->scratch->len > first)
		node = find_or_add(mdd, level, &g_array_index(mdd->scratch, MddEdge, first),
				   mdd->scratch->len - first);
	g_array_set_size(mdd->scratch, first);
	return node;
}

static inline void push(Mdd *mdd, guint32 value, MddNode child)
{
	MddEdge edge = { value, child };

	if (child != MDD_EMPTY)
		g_array_append_val(mdd->scratch, edge);
}

MddNode mdd_make(Mdd *mdd, guint level, const MddEdge *edges, guint count)
{
	guint first = mdd->scratch->len;

	for (guint i = 0; i < count; i++)
		push(mdd, edges[i].value, edges[i].child);
	return make_pushed(mdd, level, first);
}

MddNode mdd_tuple(Mdd *mdd, const guint32 *values)
{
	MddNode node = MDD_END;

	for (guint level = mdd->levels; level-- > 0;) {
		MddEdge edge = { values[level], node };

		node = mdd_make(mdd, level, &edge, 1);
	}
	return node;
}

/* ---- functions of sets ---- */

/* The next edge of two nodes that are walked in step: its value, both children. */
typedef struct {
	MddNode a, b;
	guint at_a, at_b, count_a, count_b;
} Pair;

static gboolean pair_next(const Mdd *mdd, Pair *pair, guint32 *value, MddNode *a, MddNode *b)
{
	const MddEdge *edge_a = mdd_edges(mdd, pair->a) + pair->at_a;
	const MddEdge *edge_b = mdd_edges(mdd, pair->b) + pair->at_b;
	gboolean has_a = pair->at_a < pair->count_a, has_b = pair->at_b < pair->count_b;

	if (!has_a && !has_b)
		return FALSE;
	*value = !has_b || (has_a && edge_a->value <= edge_b->value) ? edge_a->value
								      : edge_b->value;
	*a = has_a && edge_a->value == *value ? edge_a->child : MDD_EMPTY;
	*b = has_b && edge_b->value == *value ? edge_b->child : MDD_EMPTY;
	pair->at_a += *a != MDD_EMPTY;
	pair->at_b += *b != MDD_EMPTY;
	return TRUE;
}

typedef MddNode SetFunction(Mdd *mdd, MddNode a, MddNode b);

/* The node whose children are what @function makes of those of @a and @b. */
static MddNode for_children(Mdd *mdd, SetFunction *function, guint32 operation, MddNode a,
			    MddNode b)
{
	guint level = mdd_level(mdd, a), first = mdd->scratch->len;
	MddNode result, child_a, child_b;
	guint32 value;
	Pair pair;

	if (mdd_cached(mdd, operation, a, b, &result))
		return result;
	if (mdd_stopped(mdd))
		return MDD_EMPTY;
	pair = (Pair){ a, b, 0, 0, mdd_edge_count(mdd, a), mdd_edge_count(mdd, b) };
	while (pair_next(mdd, &pair, &value, &child_a, &child_b))
		push(mdd, value, function(mdd, child_a, child_b));
	result = make_pushed(mdd, level, first);
	mdd_cache(mdd, operation, a, b, result);
	return result;
}

MddNode mdd_union(Mdd *mdd, MddNode a, MddNode b)
{
	MddNode result;

	if (a == b || b == MDD_EMPTY)
		return a;
	if (a == MDD_EMPTY)
		return b;
	if (mdd->exhausted)
		return a;
	result = for_children(mdd, mdd_union, mdd_operation(MDD_UNION, 0), MIN(a, b), MAX(a, b));
	/* Not less than the one, where the other could not be added. */
	return mdd->exhausted ? a : result;
}

MddNode mdd_minus(Mdd *mdd, MddNode a, MddNode b)
{
	if (a == b || a == MDD_EMPTY)
		return MDD_EMPTY;
	if (b == MDD_EMPTY)
		return a;
	return for_children(mdd, mdd_minus, mdd_operation(MDD_MINUS, 0), a, b);
}

typedef struct {
	const gboolean *kept;
	guint32 *below;         /* by level: tells apart what is kept from there down; 0: nothing */
} Projection;

static guint32 *number_below(Mdd *mdd, const gboolean *kept)
{
	guint32 *below = g_new0(guint32, mdd->levels + 1);

	for (guint level = mdd->levels; level-- > 0;) {
		gpointer key = GUINT_TO_POINTER(below[level + 1] * 2 + (kept[level] ? 1 : 0));
		gpointer number = g_hash_table_lookup(mdd->kept_below, key);

		if (key && !number) {
			number = GUINT_TO_POINTER(g_hash_table_size(mdd->kept_below) + 1);
			g_hash_table_insert(mdd->kept_below, key, number);
		}
		below[level] = GPOINTER_TO_UINT(number);
	}
	return below;
}

static MddNode project(Mdd *mdd, const Projection *projection, MddNode node)
{
	guint level = mdd_level(mdd, node), first = mdd->scratch->len, count;
	guint32 below = projection->below[level], operation = mdd_operation(MDD_PROJECT, below);
	MddNode result, all = MDD_EMPTY;

	if (node <= MDD_END)
		return node;
	/* Where nothing is kept, all nodes of a level come to the same. */
	if (mdd_cached(mdd, operation, below ? node : level + 1, 1, &result))
		return result;
	if (mdd_stopped(mdd))
		return MDD_EMPTY;
	count = mdd_edge_count(mdd, node);
	for (guint i = 0; i < count; i++) {
		MddEdge edge = mdd_edges(mdd, node)[i];
		MddNode child = project(mdd, projection, edge.child);

		if (projection->kept[level])
			push(mdd, edge.value, child);
		else
			all = mdd_union(mdd, all, child);
	}
	if (!projection->kept[level])
		push(mdd, 0, all);
	result = make_pushed(mdd, level, first);
	mdd_cache(mdd, operation, below ? node : level + 1, 1, result);
	return result;
}

MddNode mdd_project(Mdd *mdd, MddNode node, const gboolean *kept)
{
	g_autofree guint32 *below = number_below(mdd, kept);
	const Projection projection = { kept, below };

	return project(mdd, &projection, node);
}

/* ---- giving back ---- */

/* Marks what is reached; edges lead to nodes that were made before. */
static void mark(const Mdd *mdd, guint32 *marks, MddNode root)
{
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(MddNode));

	g_array_append_val(open, root);
	while (open->len) {
		MddNode node = g_array_index(open, MddNode, open->len - 1);

		g_array_set_size(open, open->len - 1);
		if (node <= MDD_END || marks[node / 32] >> node % 32 & 1)
			continue;
		marks[node / 32] |= (guint32)1 << node % 32;
		for (guint i = 0; i < mdd_edge_count(mdd, node); i++) {
			MddNode child = mdd_edges(mdd, node)[i].child;

			g_array_append_val(open, child);
		}
	}
}

void mdd_collect(Mdd *mdd, MddNode **roots, guint count)
{
	g_autofree guint32 *marks = g_new0(guint32, mdd->used / 32 + 1);
	/* Where a node goes to; children are older, so they have gone already. */
	g_autofree MddNode *gone = g_new0(MddNode, mdd->used);
	gsize to = FIRST;

	for (guint i = 0; i < count; i++)
		mark(mdd, marks, *roots[i]);
	gone[MDD_END] = MDD_END;
	mdd->count = 0;
	for (gsize at = FIRST, words; at < mdd->used; at += words) {
		MddEdge *edges = (MddEdge *)(mdd->words + to + HEADER);
		guint edge_count = mdd_edge_count(mdd, (MddNode)at);

		words = words_of(edge_count);
		if (!(marks[at / 32] >> at % 32 & 1))
			continue;
		memmove(mdd->words + to, mdd->words + at, words * sizeof(guint32));
		for (guint i = 0; i < edge_count; i++)
			edges[i].child = gone[edges[i].child];
		gone[at] = (MddNode)to;
		to += words;
		mdd->count++;
	}
	mdd->used = to;
	rehash(mdd, mdd->bucket_mask);
	results_forget(&mdd->results);
	for (guint i = 0; i < count; i++)
		*roots[i] = gone[*roots[i]];
}
