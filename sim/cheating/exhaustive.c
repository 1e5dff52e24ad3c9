/* SPDX-License-Identifier: BSD-3-Clause */
/* All cells, each with every Host. */
#include "cheating/exhaustive.h"

#include <string.h>

#include "system/parallel.h"

/* ---- exploring ---- */

static const CellResult *cell_at(const Exhaustive *exhaustive, guint item)
{
	return exhaustive->comparison->cells->pdata[item];
}

/* The cells by version of KVM: those that are alike are not worked on at the same time. */
static gint by_version(gconstpointer a, gconstpointer b, gpointer data)
{
	const guint *first = a, *second = b;
	const KvmVersion *kvm[2] = { cell_at(data, *first)->cell.kvm,
				     cell_at(data, *second)->cell.kvm };

	return kvm[0] != kvm[1] ? (kvm[0] < kvm[1] ? -1 : 1)
				: (gint)*first - (gint)*second;
}

static guint *order_of(const Exhaustive *exhaustive)
{
	guint count = exhaustive->results->len;
	guint *order = g_new(guint, count + 1);

	for (guint i = 0; i < count; i++)
		order[i] = i;
	g_qsort_with_data(order, (gint)count, sizeof(*order), by_version, (gpointer)exhaustive);
	return order;
}

static void explore_cell(guint item, HashCache *cache, gpointer data)
{
	Exhaustive *exhaustive = data;
	guint cell = exhaustive->order[item];

	cheating_explore(&cell_at(exhaustive, cell)->cell, &exhaustive->bounds, HARMS,
			 exhaustive->known, cache, exhaustive->results->pdata[cell]);
}

static void add_cell(guint item, gpointer data)
{
	Exhaustive *exhaustive = data;
	const CheatingResult *result = exhaustive->results->pdata[exhaustive->order[item]];

	exhaustive->pages += result->pages;
	exhaustive->watched += result->watched;
	exhaustive->states += result->states;
	exhaustive->partial |= result->partial;
}

/* ---- what is alike ---- */

static gboolean same_cheat(const Cheating *a, const Cheating *b)
{
	return a->verdict == b->verdict && a->actions == b->actions &&
	       g_strcmp0(a->way, b->way) == 0;
}

static gboolean same_result(const CheatingResult *a, const CheatingResult *b)
{
	gboolean same = a->boots == b->boots && a->facts.ending == b->facts.ending &&
			g_strcmp0(a->facts.step, b->facts.step) == 0;

	for (Harm harm = 0; same && harm < HARMS; harm++)
		same = same_cheat(&a->harms[harm], &b->harms[harm]);
	return same;
}

static ExhaustiveRow *row_like(const Exhaustive *exhaustive, guint item)
{
	const Cell *cell = &cell_at(exhaustive, item)->cell;

	for (guint i = 0; i < exhaustive->rows->len; i++) {
		ExhaustiveRow *row = exhaustive->rows->pdata[i];
		const Cell *other = &cell_at(exhaustive, row->first)->cell;

		if (other->policy == cell->policy && other->guest == cell->guest &&
		    same_result(exhaustive->results->pdata[row->first],
				exhaustive->results->pdata[item]))
			return row;
	}
	return NULL;
}

static void row_free(gpointer data)
{
	ExhaustiveRow *row = data;

	g_ptr_array_unref(row->versions);
	g_free(row);
}

static void join(Exhaustive *exhaustive, gboolean apart)
{
	for (guint i = 0; i < exhaustive->results->len; i++) {
		const CheatingResult *result = exhaustive->results->pdata[i];
		ExhaustiveRow *row = apart ? NULL : row_like(exhaustive, i);

		if (!result->was_explored)
			continue;
		if (!row) {
			row = g_new(ExhaustiveRow, 1);
			*row = (ExhaustiveRow){ i, g_ptr_array_new() };
			g_ptr_array_add(exhaustive->rows, row);
		}
		g_ptr_array_add(row->versions,
				(char *)(guintptr)cell_at(exhaustive, i)->cell.kvm->name);
	}
}

/* ---- all of it ---- */

static void result_free(gpointer data)
{
	cheating_result_clear(data);
	g_free(data);
}

Exhaustive *exhaustive_new(const struct rmm_version *version, const Choice *choice,
			   const CheatingBounds *bounds)
{
	Exhaustive *exhaustive = g_new0(Exhaustive, 1);
	Choice honest = *choice;

	honest.cheats = FALSE;
	exhaustive->bounds = *bounds;
	exhaustive->comparison = compare(version, &honest);
	exhaustive->results = g_ptr_array_new_with_free_func(result_free);
	exhaustive->rows = g_ptr_array_new_with_free_func(row_free);
	for (guint i = 0; i < exhaustive->comparison->cells->len; i++)
		g_ptr_array_add(exhaustive->results, g_new0(CheatingResult, 1));
	exhaustive->order = order_of(exhaustive);
	exhaustive->known = known_pages_new();
	exhaustive->partial = !parallel_run(&(Parallel){
		exhaustive->results->len, "cells", choice->jobs, explore_cell, add_cell
	}, exhaustive);
	join(exhaustive, choice->apart);
	return exhaustive;
}

void exhaustive_free(Exhaustive *exhaustive)
{
	g_ptr_array_unref(exhaustive->rows);
	g_ptr_array_unref(exhaustive->results);
	known_pages_free(exhaustive->known);
	g_free(exhaustive->order);
	comparison_free(exhaustive->comparison);
	g_free(exhaustive);
}
