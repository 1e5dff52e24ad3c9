/* SPDX-License-Identifier: BSD-3-Clause */
/* Two things of a state in one another's place. */
#include "explore/exchange.h"

#include <stdlib.h>

/* ---- changing places ---- */

/* Where the number of a slot goes, and what it is there. */
typedef struct {
	const Renaming *renaming;
	guint *slot;                    /* by slot */
	guint32 **number;               /* by slot and number; RENAMING_NONE */
} Exchange;

/* FALSE: one has a part that the other has not. */
static gboolean exchange_slots(Exchange *exchange, const NamedThing *a, const NamedThing *b)
{
	const Renaming *renaming = exchange->renaming;

	if (a->parts->len != b->parts->len)
		return FALSE;
	for (guint i = 0; i < a->parts->len; i++) {
		guint x = renaming_own_slot(renaming, a, i), y = renaming_own_slot(renaming, b, i);

		if (x == NO_LEVEL && y == NO_LEVEL)
			continue;
		if (x == NO_LEVEL || y == NO_LEVEL ||
		    (renaming->slots[x].other == NO_LEVEL) != (renaming->slots[y].other == NO_LEVEL))
			return FALSE;
		exchange->slot[x] = y;
		exchange->slot[y] = x;
	}
	return TRUE;
}

static void exchange_numbers(Exchange *exchange, const NamedThing *a, const NamedThing *b)
{
	const Renaming *renaming = exchange->renaming;

	for (guint i = 0; i < renaming->slot_count; i++)
		for (guint32 j = 0; j < renaming->slots[i].domain; j++) {
			guint32 *number = &exchange->number[i][j];

			*number = j;
			if (!renaming_names(renaming, i, j, a, b, number))
				renaming_names(renaming, i, j, b, a, number);
			if (*number != RENAMING_NONE)
				*number = renaming_moved(renaming, i, *number, exchange->slot[i]);
		}
}

static void exchange_free(Exchange *exchange)
{
	if (!exchange)
		return;
	for (guint i = 0; i < exchange->renaming->slot_count; i++)
		g_free(exchange->number[i]);
	g_free(exchange->number);
	g_free(exchange->slot);
	g_free(exchange);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Exchange, exchange_free)

/* NULL: one has a part that the other has not. */
static Exchange *exchange_new(const Renaming *renaming, const NamedThing *a, const NamedThing *b)
{
	Exchange *exchange = g_new0(Exchange, 1);

	exchange->renaming = renaming;
	exchange->slot = g_new(guint, renaming->slot_count + 1);
	exchange->number = g_new(guint32 *, renaming->slot_count + 1);
	for (guint i = 0; i < renaming->slot_count; i++) {
		exchange->slot[i] = i;
		exchange->number[i] = g_new(guint32, renaming->slots[i].domain + 1);
	}
	if (exchange_slots(exchange, a, b)) {
		exchange_numbers(exchange, a, b);
		return exchange;
	}
	exchange_free(exchange);
	return NULL;
}

/* ---- an action, exchanged ---- */

static gint compare_pairs(gconstpointer a, gconstpointer b)
{
	const RelationPair *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

/* FALSE: it leads to what has no counterpart. What comes from there is left out. */
static gboolean exchange_pairs(const Exchange *exchange, guint slot, RelationPair *pairs,
			       guint *count)
{
	const guint32 *number = exchange->number[slot];
	guint kept = 0;

	for (guint i = 0; i < *count; i++) {
		RelationPair pair = { number[pairs[i].from], number[pairs[i].to] };

		if (pair.from == RENAMING_NONE)
			continue;
		if (pair.to == RENAMING_NONE)
			return FALSE;
		pairs[kept++] = pair;
	}
	*count = kept;
	qsort(pairs, kept, sizeof(*pairs), compare_pairs);
	return TRUE;
}

static gint compare_factors(gconstpointer a, gconstpointer b)
{
	const RelationFactor *x = a, *y = b;

	return x->level < y->level ? -1 : x->level > y->level;
}

static gboolean exchange_cell(const Exchange *exchange, const EventList *from, guint32 cell,
			      EventList *to)
{
	guint count = event_factors(from, cell), outcome = cells_outcome(exchange->renaming);
	g_autofree RelationFactor *factors = g_new(RelationFactor, count);
	g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < count; i++) {
		RelationFactor factor = event_factor(from, cell, i);
		RelationPair *pairs = g_memdup2(factor.pairs, factor.count * sizeof(*pairs));

		g_ptr_array_add(owned, pairs);
		if (factor.level != outcome &&
		    !exchange_pairs(exchange, factor.level, pairs, &factor.count))
			return FALSE;
		if (!factor.count)
			return TRUE;
		factor.pairs = pairs;
		if (factor.level != outcome)
			factor.level = exchange->slot[factor.level];
		factors[i] = factor;
	}
	/* The first is of no slot. */
	qsort(factors + 1, count - 1, sizeof(*factors), compare_factors);
	event_list_add(to, factors, count);
	return TRUE;
}

static gboolean exchange_cells(const Exchange *exchange, const EventList *from, EventList *to)
{
	for (guint32 i = 0; i < event_list_count(from); i++)
		if (!exchange_cell(exchange, from, i, to))
			return FALSE;
	return TRUE;
}

/* ---- the whole ---- */

/* The initial state has number 0 in every slot. */
static gboolean keeps_initial(const Exchange *exchange)
{
	for (guint i = 0; i < exchange->renaming->slot_count; i++)
		if (exchange->number[i][0] != 0)
			return FALSE;
	return TRUE;
}

/* An action that is not in @used yet, and does what @exchanged does; or EXCHANGE_NO_ACTION. */
static gint counterpart(const ActionCells *cells, const EventList *exchanged,
			const gboolean *used)
{
	g_autoptr(GBytes) key = cells_key(exchanged);
	const GArray *same = g_hash_table_lookup(cells->keys, key);

	for (guint i = 0; same && i < same->len; i++)
		if (!used[g_array_index(same, guint, i)])
			return (gint)g_array_index(same, guint, i);
	for (guint i = 0; i < cells->count; i++)
		if (!used[i] && cells_agree(exchanged, &cells->actions[i]))
			return (gint)i;
	return EXCHANGE_NO_ACTION;
}

static gboolean has_counterpart(const Exchange *exchange, const ActionCells *cells,
				guint action, gboolean *used)
{
	gint found = EXCHANGE_NO_ACTION;
	EventList exchanged;

	event_list_init(&exchanged);
	if (exchange_cells(exchange, &cells->actions[action], &exchanged))
		found = counterpart(cells, &exchanged, used);
	event_list_clear(&exchanged);
	if (found != EXCHANGE_NO_ACTION)
		used[found] = TRUE;
	return found != EXCHANGE_NO_ACTION;
}

gboolean exchange_holds(const Renaming *renaming, const ActionCells *cells,
			const NamedThing *a, const NamedThing *b, gint *action)
{
	g_autoptr(Exchange) exchange = exchange_new(renaming, a, b);
	g_autofree gboolean *used = g_new0(gboolean, cells->count + 1);

	*action = EXCHANGE_NO_ACTION;
	if (!exchange || !keeps_initial(exchange))
		return FALSE;
	for (guint i = 0; i < cells->count; i++)
		if (!has_counterpart(exchange, cells, i, used)) {
			*action = (gint)i;
			return FALSE;
		}
	return TRUE;
}
