/* SPDX-License-Identifier: BSD-3-Clause */
/* Granules and ranges of them as what calls are about. */
#include "calls/object.h"

#include "state/address_set.h"
#include "state/tracking.h"

/* ---- at random ---- */

uint64_t object_any_granule(const CallScope *scope, CallSource *source)
{
	return rmm_granule_pa(scope->model,
			      (uint32_t)source_below(source, scope->model->layout.granules));
}

uint64_t object_granule_in(const CallScope *scope, CallSource *source,
			   enum rmm_granule_state state)
{
	uint32_t count = scope->model->layout.granules;
	uint32_t first = (uint32_t)source_below(source, count);

	for (uint32_t i = 0; i < count; i++)
		if (rmm_granule_state(scope->model, scope->state, (first + i) % count) == state)
			return rmm_granule_pa(scope->model, (first + i) % count);
	return rmm_granule_pa(scope->model, first);
}

static uint64_t choose_delegated(CallScope *scope, CallSource *source)
{
	return object_granule_in(scope, source, GRANULE_DELEGATED);
}

static uint64_t choose_host(CallScope *scope, CallSource *source)
{
	uint64_t pa = object_granule_in(scope, source, GRANULE_UNDELEGATED);

	for (unsigned i = 0; i < 10 && !rmm_ns_accessible(scope->model, scope->state, pa); i++)
		pa = object_granule_in(scope, source, GRANULE_UNDELEGATED);
	return pa;
}

/* ---- those that there are ---- */

static gboolean is_taken(const CallScope *scope, uint64_t pa)
{
	for (unsigned i = 0; i < scope->granule_count; i++)
		if (scope->granules[i] == pa)
			return TRUE;
	return FALSE;
}

/* The first or last Granule that is in @state, and no other input of the call. */
static void list_in(const CallScope *scope, GArray *values, enum rmm_granule_state state,
		    gboolean last)
{
	const struct rmm_model *m = scope->model;
	/* Those that were never used are as at boot. */
	uint32_t count = state == GRANULE_UNDELEGATED ? m->layout.granules
						      : scope->state->granules_high;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t granule = last ? count - 1 - i : i;

		if (rmm_granule_state(m, scope->state, granule) != state ||
		    (state == GRANULE_UNDELEGATED &&
		     rmm_granule_gpt(m, scope->state, granule) != GPT_NS) ||
		    is_taken(scope, rmm_granule_pa(m, granule)))
			continue;
		object_add(values, rmm_granule_pa(m, granule));
		return;
	}
}

static void list_delegated(const CallScope *scope, GArray *values)
{
	list_in(scope, values, GRANULE_DELEGATED, FALSE);
}

static void list_undelegated(const CallScope *scope, GArray *values)
{
	list_in(scope, values, GRANULE_UNDELEGATED, FALSE);
}

/* What the Host passes does not have to be apart. */
static void list_host(const CallScope *scope, GArray *values)
{
	list_in(scope, values, GRANULE_UNDELEGATED, TRUE);
}

static void take(CallScope *scope, uint64_t pa)
{
	if (scope->granule_count < CALL_GRANULES_MAX)
		scope->granules[scope->granule_count++] = pa;
}

const CallObject object_delegated = { choose_delegated, list_delegated, take };
const CallObject object_undelegated = { choose_host, list_undelegated, take };
const CallObject object_host = { choose_host, list_host, NULL };

/* ---- [base, top) of Granules ---- */

static gboolean delegates(const CallScope *scope)
{
	return scope->command == CMD_RMI_GRANULE_RANGE_DELEGATE;
}

static uint64_t choose_granules_base(CallScope *scope, CallSource *source)
{
	scope->base = delegates(scope) ? choose_host(scope, source)
				       : choose_delegated(scope, source);
	return scope->base;
}

static void list_granules_base(const CallScope *scope, GArray *values)
{
	list_in(scope, values, delegates(scope) ? GRANULE_UNDELEGATED : GRANULE_DELEGATED, FALSE);
}

static void take_base(CallScope *scope, uint64_t pa)
{
	scope->base = pa;
}

static uint64_t choose_granules_top(CallScope *scope, CallSource *source)
{
	return scope->base + (1 + source_below(source, 4)) * RMM_GRANULE_SIZE;
}

static void list_granules_top(const CallScope *scope, GArray *values)
{
	object_add(values, scope->base + RMM_GRANULE_SIZE);
}

const CallObject object_granules_base = { choose_granules_base, list_granules_base, take_base };
const CallObject object_granules_top = { choose_granules_top, list_granules_top, NULL };

/* ---- descriptors ---- */

/* Pages or blocks: DELEGATED ones, or for the Host's half any. */
static uint64_t choose_range(CallScope *scope, CallSource *source)
{
	uint64_t pa = scope->unprotected ? object_any_granule(scope, source)
					 : choose_delegated(scope, source);
	int level = source_chance(source, 70) ? RMM_PAGE_LEVEL : 1 + (int)source_below(source, 2);

	pa &= ~(rmm_level_size(scope->model, scope->state, level) - 1);
	return rmm_descriptor_make(pa, 1 + source_below(source, 3), level,
				   !source_chance(source, 3));
}

static void list_range(const CallScope *scope, GArray *values)
{
	g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(uint64_t));

	list_in(scope, pages, scope->unprotected ? GRANULE_UNDELEGATED : GRANULE_DELEGATED, FALSE);
	for (guint i = 0; i < pages->len; i++)
		object_add(values, rmm_descriptor_make(g_array_index(pages, uint64_t, i), 1,
						       RMM_PAGE_LEVEL, true));
}

const CallObject object_range = { choose_range, list_range, NULL };

#define DESC_S2AP_SHIFT 6

/* Of a mapping of the Host: attributes are read and write. */
static uint64_t choose_descriptor(CallScope *scope, CallSource *source)
{
	uint64_t size = rmm_level_size(scope->model, scope->state, scope->level);

	return (object_any_granule(scope, source) & ~(size - 1)) |
	       source_below(source, 4) << DESC_S2AP_SHIFT;
}

static void list_descriptor(const CallScope *scope, GArray *values)
{
	object_add(values, rmm_granule_pa(scope->model, 0) &
			   ~(rmm_level_size(scope->model, scope->state, scope->level) - 1));
}

const CallObject object_descriptor = { choose_descriptor, list_descriptor, NULL };

/* ---- tracking regions ---- */

static uint64_t choose_region(CallScope *scope, CallSource *source)
{
	return source_chance(source, 90) ? 0 : object_ipa.choose(scope, source);
}

static void list_region(const CallScope *scope, GArray *values)
{
	object_add(values, rmm_region_base(scope->state, scope->model->config.regions[0].base));
}

const CallObject object_region = { choose_region, list_region, NULL };
