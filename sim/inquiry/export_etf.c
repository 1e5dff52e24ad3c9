/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * LTSmin's Enumerated Table Format. A slot of the state vector is a byte of the
 * state that differs somewhere. The rows of an action are over a set of slots
 * such that states which agree on them agree on whether the action is taken and
 * on what it writes: so the table leads to the states that it was made from, and
 * to no others.
 */
#include "inquiry/export.h"

#include <string.h>

typedef struct {
	const StateGraph *graph;
	GArray *slots;          /* of guint32: offsets of bytes */
	GPtrArray *edges;       /* by action: GArray of guint, indices of edges */
	FILE *file;
} Etf;

/* What an action does in a state: its edge, or none. */
#define NOTHING G_MAXUINT32

static guint8 value(const Etf *etf, guint32 state, guint slot)
{
	const guint8 *bytes = etf->graph->copies->pdata[state];

	return bytes[g_array_index(etf->slots, guint32, slot)];
}

static const Edge *edge_at(const Etf *etf, guint32 i)
{
	return &g_array_index(etf->graph->edges, Edge, i);
}

static void find_slots(Etf *etf)
{
	const guint8 *first = etf->graph->copies->pdata[0];

	for (guint32 offset = 0; offset < etf->graph->a->state_size; offset++)
		for (guint32 i = 1; i < etf->graph->states; i++)
			if (((const guint8 *)etf->graph->copies->pdata[i])[offset] != first[offset]) {
				g_array_append_val(etf->slots, offset);
				break;
			}
}

/* ---- which slots an action depends on ---- */

/* The slots of a state that count, as a key. */
static GBytes *key_of(const Etf *etf, guint32 state, const gboolean *counts)
{
	g_autofree guint8 *key = g_malloc(etf->slots->len + 1);
	gsize size = 0;

	for (guint i = 0; i < etf->slots->len; i++)
		if (counts[i])
			key[size++] = value(etf, state, i);
	return g_bytes_new(key, size);
}

/* Does the same action write the same in both, or is it taken in neither? */
static gboolean alike(const Etf *etf, const gboolean *writes, guint32 a, guint32 b)
{
	if (a == NOTHING || b == NOTHING)
		return a == b;
	for (guint i = 0; i < etf->slots->len; i++)
		if (writes[i] && value(etf, edge_at(etf, a)->to, i) != value(etf, edge_at(etf, b)->to, i))
			return FALSE;
	return TRUE;
}

/* Do the slots that count tell states apart where the action does different things? */
static gboolean suffices(const Etf *etf, const guint32 *does, const gboolean *writes,
			 const gboolean *counts)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
							   (GDestroyNotify)g_bytes_unref, NULL);

	for (guint32 i = 0; i < etf->graph->states; i++) {
		GBytes *key = key_of(etf, i, counts);
		gpointer other;

		if (!g_hash_table_lookup_extended(seen, key, NULL, &other)) {
			g_hash_table_insert(seen, key, GUINT_TO_POINTER(i));
			continue;
		}
		g_bytes_unref(key);
		if (!alike(etf, writes, does[i], does[GPOINTER_TO_UINT(other)]))
			return FALSE;
	}
	return TRUE;
}

/* Slots that the action changes somewhere. */
static void find_writes(const Etf *etf, const GArray *edges, gboolean *writes)
{
	for (guint i = 0; i < edges->len; i++) {
		const Edge *edge = edge_at(etf, g_array_index(edges, guint, i));

		for (guint j = 0; j < etf->slots->len; j++)
			writes[j] |= value(etf, edge->from, j) != value(etf, edge->to, j);
	}
}

/* As few as leaving them out one by one gives; those written stay. */
static void find_counts(const Etf *etf, const GArray *edges, const gboolean *writes,
			gboolean *counts)
{
	g_autofree guint32 *does = g_new(guint32, etf->graph->states);

	memset(does, 0xff, etf->graph->states * sizeof(*does));
	for (guint i = 0; i < edges->len; i++) {
		guint32 edge = g_array_index(edges, guint, i);

		does[edge_at(etf, edge)->from] = edge;
	}
	for (guint i = 0; i < etf->slots->len; i++)
		counts[i] = TRUE;
	for (guint i = 0; i < etf->slots->len; i++) {
		counts[i] = FALSE;
		if (writes[i] || !suffices(etf, does, writes, counts))
			counts[i] = TRUE;
	}
}

/* ---- sections ---- */

static void print_row(const Etf *etf, const Edge *edge, const gboolean *counts)
{
	for (guint i = 0; i < etf->slots->len; i++)
		if (counts[i])
			fprintf(etf->file, " %u/%u", value(etf, edge->from, i),
				value(etf, edge->to, i));
		else
			fputs(" *", etf->file);
	fprintf(etf->file, " %u\n", edge->action);
}

static void print_group(const Etf *etf, const GArray *edges)
{
	g_autofree gboolean *writes = g_new0(gboolean, etf->slots->len + 1);
	g_autofree gboolean *counts = g_new0(gboolean, etf->slots->len + 1);
	g_autoptr(GHashTable) printed = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
							      (GDestroyNotify)g_bytes_unref, NULL);

	find_writes(etf, edges, writes);
	find_counts(etf, edges, writes, counts);
	fputs("begin trans\n", etf->file);
	for (guint i = 0; i < edges->len; i++) {
		const Edge *edge = edge_at(etf, g_array_index(edges, guint, i));

		if (g_hash_table_add(printed, key_of(etf, edge->from, counts)))
			print_row(etf, edge, counts);
	}
	fputs("end trans\n", etf->file);
}

static void print_head(const Etf *etf)
{
	fputs("begin state\n", etf->file);
	for (guint i = 0; i < etf->slots->len; i++)
		fprintf(etf->file, " b%u:byte", g_array_index(etf->slots, guint32, i));
	fputs("\nend state\nbegin edge\n action:action\nend edge\nbegin init\n", etf->file);
	for (guint i = 0; i < etf->slots->len; i++)
		fprintf(etf->file, " %u", value(etf, 0, i));
	fputs("\nend init\n", etf->file);
}

static void print_sorts(const Etf *etf)
{
	fputs("begin sort action\n", etf->file);
	for (unsigned i = 0; i < etf->graph->a->action_count; i++)
		fprintf(etf->file, " \"%s\"\n", etf->graph->a->actions[i].name);
	fputs("end sort\nbegin sort byte\n", etf->file);
	for (unsigned i = 0; i < 256; i++)
		fprintf(etf->file, " \"%u\"\n", i);
	fputs("end sort\n", etf->file);
}

void export_etf(FILE *file, const StateGraph *graph)
{
	Etf etf = { graph, g_array_new(FALSE, FALSE, sizeof(guint32)),
		    g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref), file };

	find_slots(&etf);
	for (unsigned i = 0; i < graph->a->action_count; i++)
		g_ptr_array_add(etf.edges, g_array_new(FALSE, FALSE, sizeof(guint)));
	for (guint i = 0; i < graph->edges->len; i++)
		g_array_append_val((GArray *)etf.edges->pdata[edge_at(&etf, i)->action], i);
	print_head(&etf);
	for (unsigned i = 0; i < graph->a->action_count; i++)
		if (((GArray *)etf.edges->pdata[i])->len)
			print_group(&etf, etf.edges->pdata[i]);
	print_sorts(&etf);
	g_array_unref(etf.slots);
	g_ptr_array_unref(etf.edges);
}
