/* SPDX-License-Identifier: BSD-3-Clause */
/* The comparison: all cells of the chosen axes, alike ones together. */
#include "compare/compare.h"

#include <string.h>

#include "system/parallel.h"

static guint cheat_count(void)
{
	guint count = 0;

	while (cheats[count].name)
		count++;
	return count;
}

/* ---- running ---- */

static void note(CellResult *result, const Facts *facts, gboolean cheated)
{
	result->limit |= facts->limit;
	result->unsound += facts->unsound;
	*(cheated ? &result->cheated : &result->broken) |= facts->broken;
}

/* Cheats on a guest that boots otherwise; the verifier knows the honest RIM. */
static void try_cheats(CellResult *result, HashCache *cache)
{
	result->cheats = g_new0(CheatOutcome, cheat_count());
	for (guint i = 0; cheats[i].name; i++) {
		Cell cell = result->cell;
		Facts facts;

		cell.cheat = &cheats[i];
		cell_run(&cell, &result->facts, cache, &facts);
		result->cheats[i] = cheat_of(&facts);
		note(result, &facts, TRUE);
		facts_clear(&facts);
	}
}

/* The comparison while its cells are run. */
struct running {
	Comparison *comparison;
	gboolean cheats;
};

static void run_cell(guint item, HashCache *cache, gpointer data)
{
	struct running *running = data;
	CellResult *result = running->comparison->cells->pdata[item];

	cell_run(&result->cell, NULL, cache, &result->facts);
	note(result, &result->facts, FALSE);
	if (running->cheats && ending_is_good(result->facts.ending))
		try_cheats(result, cache);
}

static void add_result(guint item, gpointer data)
{
	Comparison *comparison = ((struct running *)data)->comparison;
	const CellResult *result = comparison->cells->pdata[item];

	comparison->limit |= result->limit;
	comparison->broken |= result->broken;
	comparison->cheated |= result->cheated;
	comparison->unsound += result->unsound;
}

static gboolean is_chosen(char **names, const char *name)
{
	return !names || g_strv_contains((const char *const *)names, name);
}

gboolean choice_includes(const Choice *choice, const char *policy, const char *guest,
			 const char *kvm)
{
	return is_chosen(choice->policies, policy) && is_chosen(choice->versions, kvm) &&
	       (choice->guest ? strcmp(choice->guest->name, guest) == 0
			      : is_chosen(choice->guests, guest));
}

static gboolean is_compared(const struct rmm_version *version, const Choice *choice, guint kvm)
{
	return is_chosen(choice->versions, kvm_series[kvm].name) &&
	       (choice->hypothetical || kvm_fits(&kvm_series[kvm], version));
}

static guint count_versions(const struct rmm_version *version, const Choice *choice)
{
	guint count = 0;

	for (guint i = 0; i < KVM_SERIES; i++)
		count += is_compared(version, choice, i) ? 1 : 0;
	return count;
}

gboolean compare_has_pairs(const struct rmm_version *version, const Choice *choice)
{
	return count_versions(version, choice) > 0;
}

static guint count_chosen(char **names, guint all)
{
	return names ? g_strv_length(names) : all;
}

static void add_cell(Comparison *comparison, const Cell *cell)
{
	CellResult *result = g_new0(CellResult, 1);

	result->cell = *cell;
	g_ptr_array_add(comparison->cells, result);
}

static void add_pairs(Comparison *comparison, const Choice *choice, Cell *cell)
{
	for (guint i = 0; i < KVM_SERIES; i++) {
		cell->kvm = &kvm_series[i];
		if (is_compared(comparison->version, choice, i))
			add_cell(comparison, cell);
	}
}

static void add_cells(Comparison *comparison, const Choice *choice)
{
	Cell cell = { .version = comparison->version, .population = choice->population,
		      .variants = choice->variants, .self_check = choice->self_check };

	for (cell.policy = policies; cell.policy->name; cell.policy++) {
		if (!is_chosen(choice->policies, cell.policy->name))
			continue;
		cell.guest = choice->guest;
		if (cell.guest) {
			add_pairs(comparison, choice, &cell);
			continue;
		}
		for (cell.guest = guest_choices; cell.guest->name; cell.guest++)
			if (is_chosen(choice->guests, cell.guest->name))
				add_pairs(comparison, choice, &cell);
	}
}

static void run_cells(Comparison *comparison, const Choice *choice)
{
	struct running running = { comparison, choice->cheats };
	Parallel parallel = { comparison->cells->len, "cells", choice->jobs, run_cell, add_result };

	if (parallel_run(&parallel, &running))
		return;
	comparison->limit = TRUE;
	/* Those that were not run have nothing to show. */
	for (guint i = comparison->cells->len; i > 0; i--)
		if (!((CellResult *)comparison->cells->pdata[i - 1])->facts.procedure)
			g_ptr_array_remove_index(comparison->cells, i - 1);
}

/* ---- what is alike ---- */

/* But for the number of calls, which versions of KVM differ in. */
static gboolean same_facts(const CellResult *a, const CellResult *b)
{
	const Facts *f = &a->facts, *g = &b->facts;

	return f->ending == g->ending && strcmp(f->procedure, g->procedure) == 0 &&
	       g_strcmp0(f->step, g->step) == 0 && f->ipa == g->ipa &&
	       f->inits == g->inits && f->sets == g->sets && f->tables == g->tables &&
	       f->rim_size == g->rim_size && memcmp(f->rim, g->rim, sizeof(f->rim)) == 0 &&
	       !a->cheats == !b->cheats &&
	       (!a->cheats ||
		memcmp(a->cheats, b->cheats, cheat_count() * sizeof(CheatOutcome)) == 0);
}

static gboolean same_names(const GPtrArray *a, const GPtrArray *b)
{
	if (a->len != b->len)
		return FALSE;
	for (guint i = 0; i < a->len; i++)
		if (strcmp(a->pdata[i], b->pdata[i]) != 0)
			return FALSE;
	return TRUE;
}

static void row_free(gpointer data)
{
	Row *row = data;

	g_ptr_array_unref(row->guests);
	g_ptr_array_unref(row->versions);
	g_free(row);
}

/* The versions of KVM between which a guest sees no difference. */
static void join_versions(Comparison *comparison, gboolean apart)
{
	GPtrArray *rows = comparison->rows;

	for (guint i = 0; i < comparison->cells->len; i++) {
		const CellResult *cell = comparison->cells->pdata[i];
		Row *row = NULL;

		for (guint j = 0; !row && !apart && j < rows->len; j++) {
			Row *other = rows->pdata[j];

			if (other->first->cell.policy == cell->cell.policy &&
			    other->first->cell.guest == cell->cell.guest &&
			    same_facts(other->first, cell))
				row = other;
		}
		if (!row) {
			row = g_new(Row, 1);
			*row = (Row){ cell, g_ptr_array_new(), g_ptr_array_new(), cell->facts.calls,
				      cell->facts.calls };
			g_ptr_array_add(row->guests, (char *)(guintptr)cell->cell.guest->name);
			g_ptr_array_add(rows, row);
		}
		g_ptr_array_add(row->versions, (char *)(guintptr)cell->cell.kvm->name);
		row->calls = MIN(row->calls, cell->facts.calls);
		row->calls_max = MAX(row->calls_max, cell->facts.calls);
	}
}

/* Guests that fare alike on the same versions. */
static void join_guests(Comparison *comparison)
{
	GPtrArray *rows = comparison->rows;

	for (guint i = 0; i < rows->len; i++) {
		Row *row = rows->pdata[i];

		for (guint j = i + 1; j < rows->len;) {
			Row *other = rows->pdata[j];

			if (row->first->cell.policy != other->first->cell.policy ||
			    !same_names(row->versions, other->versions) ||
			    row->calls != other->calls || row->calls_max != other->calls_max ||
			    !same_facts(row->first, other->first)) {
				j++;
				continue;
			}
			g_ptr_array_add(row->guests, other->guests->pdata[0]);
			g_ptr_array_remove_index(rows, j);
		}
	}
}

/* ---- all of it ---- */

static void result_free(gpointer data)
{
	CellResult *result = data;

	facts_clear(&result->facts);
	g_free(result->cheats);
	g_free(result);
}

Comparison *compare(const struct rmm_version *version, const Choice *choice)
{
	Comparison *comparison = g_new0(Comparison, 1);

	comparison->version = version;
	comparison->cells = g_ptr_array_new_with_free_func(result_free);
	comparison->rows = g_ptr_array_new_with_free_func(row_free);
	comparison->guests = count_chosen(choice->guests, GUEST_CHOICES);
	comparison->versions = count_versions(version, choice);
	add_cells(comparison, choice);
	run_cells(comparison, choice);
	join_versions(comparison, choice->apart);
	if (!choice->apart)
		join_guests(comparison);
	comparison->honest = honest_rims(version, choice->population, &choice->variants);
	return comparison;
}

void comparison_free(Comparison *comparison)
{
	g_ptr_array_unref(comparison->rows);
	g_ptr_array_unref(comparison->cells);
	g_free(comparison);
}
