/* SPDX-License-Identifier: BSD-3-Clause */
/* What may happen to tuples. */
#include "explore/relation.h"

#include "explore/contents.h"

typedef struct {
	guint level;
	guint32 first, count;           /* of Relation.edges */
} Node;

struct Relation {
	guint levels;
	EventList events;
	GArray *nodes, *edges;          /* node 0 is RELATION_END */
	GArray **roots;                 /* by level: RelationNode */
	GArray **starts;                /* by level: RelationEdge, by from */
	GArray **first;                 /* by level: guint32, by from: of starts */
	Contents *known;                /* a node's level and edges to it */
	Contents *built;                /* a depth and events to a node */
};

Relation *relation_new(guint levels)
{
	Relation *relation = g_new0(Relation, 1);
	Node end = { levels, 0, 0 };

	relation->levels = levels;
	event_list_init(&relation->events);
	relation->nodes = g_array_new(FALSE, FALSE, sizeof(Node));
	relation->edges = g_array_new(FALSE, FALSE, sizeof(RelationEdge));
	g_array_append_val(relation->nodes, end);
	relation->roots = g_new(GArray *, levels + 1);
	relation->starts = g_new(GArray *, levels + 1);
	relation->first = g_new(GArray *, levels + 1);
	for (guint i = 0; i <= levels; i++) {
		relation->roots[i] = g_array_new(FALSE, FALSE, sizeof(RelationNode));
		relation->starts[i] = g_array_new(FALSE, FALSE, sizeof(RelationEdge));
		relation->first[i] = g_array_new(FALSE, TRUE, sizeof(guint32));
	}
	relation->known = contents_new();
	relation->built = contents_new();
	return relation;
}

void relation_free(Relation *relation)
{
	if (!relation)
		return;
	event_list_clear(&relation->events);
	g_array_unref(relation->nodes);
	g_array_unref(relation->edges);
	for (guint i = 0; i <= relation->levels; i++) {
		g_array_unref(relation->roots[i]);
		g_array_unref(relation->starts[i]);
		g_array_unref(relation->first[i]);
	}
	g_free(relation->roots);
	g_free(relation->starts);
	g_free(relation->first);
	g_hash_table_unref(relation->known);
	g_hash_table_unref(relation->built);
	g_free(relation);
}

void relation_add(Relation *relation, const RelationFactor *factors, guint count)
{
	event_list_add(&relation->events, factors, count);
}

/* ---- building ---- */

/* An event's pair at one depth; what follows is for the events of one pair alike. */
typedef struct {
	RelationPair pair;
	guint32 event;
} Choice;

static gint compare_choices(gconstpointer a, gconstpointer b)
{
	const Choice *x = a, *y = b;

	if (x->pair.from != y->pair.from)
		return x->pair.from < y->pair.from ? -1 : 1;
	if (x->pair.to != y->pair.to)
		return x->pair.to < y->pair.to ? -1 : 1;
	return x->event < y->event ? -1 : x->event > y->event;
}

static RelationNode make(Relation *relation, guint level, const GArray *edges)
{
	g_autoptr(GArray) key = g_array_new(FALSE, FALSE, sizeof(RelationEdge));
	RelationEdge head = { level, 0, 0 };
	Node node = { level, relation->edges->len, edges->len };
	gsize size = (edges->len + 1) * sizeof(RelationEdge);
	RelationNode number;

	g_array_append_val(key, head);
	g_array_append_vals(key, edges->data, edges->len);
	if (contents_find(relation->known, key->data, size, &number))
		return number;
	number = relation->nodes->len;
	contents_add(relation->known, key->data, size, number);
	g_array_append_vals(relation->edges, edges->data, edges->len);
	g_array_append_val(relation->nodes, node);
	return number;
}

static RelationNode build(Relation *relation, const guint32 *events, guint count, guint depth);

/* Edges for the choices of @events at @depth, each with what follows. */
static RelationNode build_node(Relation *relation, const guint32 *events, guint count,
			       guint depth)
{
	g_autoptr(GArray) choices = g_array_new(FALSE, FALSE, sizeof(Choice));
	g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(RelationEdge));
	g_autofree guint32 *alike = g_new(guint32, count);
	const Choice *all;

	for (guint i = 0; i < count; i++) {
		const RelationFactor factor = event_factor(&relation->events, events[i], depth);

		for (guint j = 0; j < factor.count; j++) {
			Choice choice = { factor.pairs[j], events[i] };

			g_array_append_val(choices, choice);
		}
	}
	g_array_sort(choices, compare_choices);
	all = (const Choice *)(gpointer)choices->data;
	for (guint i = 0; i < choices->len;) {
		RelationEdge edge = { all[i].pair.from, all[i].pair.to, RELATION_END };
		guint same = 0;

		for (; i < choices->len && all[i].pair.from == edge.from &&
		     all[i].pair.to == edge.to; i++)
			if (!same || alike[same - 1] != all[i].event)
				alike[same++] = all[i].event;
		edge.child = build(relation, alike, same, depth + 1);
		g_array_append_val(edges, edge);
	}
	return make(relation, event_factor(&relation->events, events[0], depth).level, edges);
}

static RelationNode build(Relation *relation, const guint32 *events, guint count, guint depth)
{
	g_autoptr(GArray) key = NULL;
	gsize size = (count + 1) * sizeof(guint32);
	RelationNode node;

	if (depth == event_factors(&relation->events, events[0]))
		return RELATION_END;
	key = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_array_append_val(key, depth);
	g_array_append_vals(key, events, count);
	if (!contents_find(relation->built, key->data, size, &node)) {
		node = build_node(relation, events, count, depth);
		contents_add(relation->built, key->data, size, node);
	}
	return node;
}

static gint compare_events(gconstpointer a, gconstpointer b, gpointer data)
{
	guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
	gint order = event_compare(data, x, y);

	return order ? order : x < y ? -1 : x > y;
}

/* Lists the first edges at a level by where they may be taken from. */
static void list_starts(Relation *relation, guint level, guint domain)
{
	guint root_count, count;
	const RelationNode *roots = relation_roots(relation, level, &root_count);

	for (guint32 from = 0; root_count && from <= domain; from++) {
		guint32 first = relation->starts[level]->len;

		g_array_append_val(relation->first[level], first);
		for (guint i = 0; from < domain && i < root_count; i++) {
			const RelationEdge *edges = relation_edges(relation, roots[i], from, &count);

			g_array_append_vals(relation->starts[level], edges, count);
			edges = relation_edges(relation, roots[i], RELATION_ANY, &count);
			g_array_append_vals(relation->starts[level], edges, count);
		}
	}
}

void relation_finish(Relation *relation, const guint *domain)
{
	g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint32));
	const guint32 *events;

	for (guint32 i = 0; i < event_list_count(&relation->events); i++)
		g_array_append_val(order, i);
	g_array_sort_with_data(order, compare_events, &relation->events);
	events = (const guint32 *)(gpointer)order->data;
	for (guint i = 0, next; i < order->len; i = next) {
		RelationNode root;

		for (next = i + 1; next < order->len &&
		     event_compare(&relation->events, events[i], events[next]) == 0; next++)
			;
		root = build(relation, events + i, next - i, 0);
		g_array_append_val(relation->roots[relation_level(relation, root)], root);
	}
	for (guint i = 0; i < relation->levels; i++)
		list_starts(relation, i, domain[i]);
}

/* ---- reading ---- */

const RelationNode *relation_roots(const Relation *relation, guint level, guint *count)
{
	*count = relation->roots[level]->len;
	return (const RelationNode *)(gpointer)relation->roots[level]->data;
}

const RelationEdge *relation_starts(const Relation *relation, guint level, guint32 from,
				    guint *count)
{
	const GArray *first = relation->first[level];

	*count = 0;
	if (first->len == 0)
		return NULL;
	*count = g_array_index(first, guint32, from + 1) - g_array_index(first, guint32, from);
	return &g_array_index(relation->starts[level], RelationEdge,
			      g_array_index(first, guint32, from));
}

guint relation_level(const Relation *relation, RelationNode node)
{
	return g_array_index(relation->nodes, Node, node).level;
}

/* The first edge of a node that starts from @from or above. */
static guint32 first_from(const Relation *relation, const Node *node, guint32 from)
{
	const RelationEdge *edges = (const RelationEdge *)(gpointer)relation->edges->data;
	guint32 low = node->first, high = node->first + node->count;

	while (low < high) {
		guint32 middle = low + (high - low) / 2;

		if (edges[middle].from < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const RelationEdge *relation_edges(const Relation *relation, RelationNode node, guint32 from,
				   guint *count)
{
	const Node *at = &g_array_index(relation->nodes, Node, node);
	const RelationEdge *edges = (const RelationEdge *)(gpointer)relation->edges->data;
	guint32 first = first_from(relation, at, from), end = first;

	while (end < at->first + at->count && edges[end].from == from)
		end++;
	*count = end - first;
	return edges + first;
}

/* ---- comparing ---- */

typedef struct {
	const Relation *a, *b;
	GHashTable *alike;              /* node of a to that of b */
} Comparison;

static gboolean nodes_equal(Comparison *comparison, RelationNode a, RelationNode b)
{
	const Node *x = &g_array_index(comparison->a->nodes, Node, a);
	const Node *y = &g_array_index(comparison->b->nodes, Node, b);
	gpointer known;

	if (g_hash_table_lookup_extended(comparison->alike, GUINT_TO_POINTER(a), NULL, &known))
		return GPOINTER_TO_UINT(known) == b;
	if (x->level != y->level || x->count != y->count)
		return FALSE;
	for (guint32 i = 0; i < x->count; i++) {
		const RelationEdge *e = &g_array_index(comparison->a->edges, RelationEdge,
						       x->first + i);
		const RelationEdge *f = &g_array_index(comparison->b->edges, RelationEdge,
						       y->first + i);

		if (e->from != f->from || e->to != f->to ||
		    !nodes_equal(comparison, e->child, f->child))
			return FALSE;
	}
	/* A node stands once in a diagram. */
	g_hash_table_insert(comparison->alike, GUINT_TO_POINTER(a), GUINT_TO_POINTER(b));
	return TRUE;
}

static gboolean has_equal(Comparison *comparison, RelationNode root, guint level)
{
	guint count;
	const RelationNode *roots = relation_roots(comparison->b, level, &count);

	for (guint i = 0; i < count; i++)
		if (nodes_equal(comparison, root, roots[i]))
			return TRUE;
	return FALSE;
}

gboolean relation_equal(const Relation *a, const Relation *b)
{
	g_autoptr(GHashTable) alike = g_hash_table_new(NULL, NULL);
	Comparison comparison = { a, b, alike };

	for (guint level = 0; level < a->levels; level++) {
		guint count, other;
		const RelationNode *roots = relation_roots(a, level, &count);

		relation_roots(b, level, &other);
		if (count != other)
			return FALSE;
		for (guint i = 0; i < count; i++)
			if (!has_equal(&comparison, roots[i], level))
				return FALSE;
	}
	return TRUE;
}
