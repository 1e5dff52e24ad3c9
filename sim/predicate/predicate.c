/* SPDX-License-Identifier: BSD-3-Clause */
/* Predicates over a state. */
#include "predicate/predicate.h"

#include <string.h>

static const struct rmm_realm *realm_of(const struct state_view *view,
					const struct state_test *test, uint32_t *slot)
{
	*slot = rmm_realm_at(view->model, view->state, test->object);
	return *slot == RMM_NONE ? NULL : rmm_realm(view->model, view->state, *slot);
}

static const struct rmm_rec *rec_of(const struct state_view *view, const struct state_test *test)
{
	uint32_t slot = rmm_rec_at(view->model, view->state, test->object);

	return slot == RMM_NONE ? NULL : rmm_rec(view->model, view->state, slot);
}

/* ---- pages of a range ---- */

/* What @ipa is mapped to, by the entry where its walk ends. */
static uint64_t address_of(const struct rmm_model *model, const struct rmm *state,
			   const struct rmm_walk *walk, uint64_t ipa)
{
	return rtte_address(walk->rtte) + (ipa & (rmm_level_size(model, state, walk->level) - 1));
}

bool walk_leads_to(const struct rmm_model *model, const struct rmm *state,
		   const struct rmm_walk *walk, uint64_t ipa, uint64_t address)
{
	return (rtte_is(walk->rtte, RTTE_ASSIGNED) || rtte_is(walk->rtte, RTTE_ASSIGNED_NS)) &&
	       address_of(model, state, walk, ipa) == address;
}

static bool entry_matches(const struct state_view *view, const struct state_test *test, const struct rmm_walk *walk,
			  uint64_t ipa)
{
	struct rmm_rtte rtte = walk->rtte;
	uint32_t granule;

	switch (test->kind) {
	case TEST_LOST:
		return rtte_is_lost(rtte);
	case TEST_ORIGIN:
		if (!rtte_is(rtte, RTTE_ASSIGNED))
			return false;
		granule = rmm_granule_at(view->model, address_of(view->model, view->state, walk, ipa));
		return granule != RMM_NONE &&
		       (*rmm_granule_origin(view->model, view->state, granule) & ORIGIN_MASK) == test->state;
	default:
		return (test->state < 0 || rtte_is(rtte, (unsigned)test->state)) &&
		       (test->ripas < 0 || rtte_has_ripas(rtte, (unsigned)test->ripas)) &&
		       (test->level == LEVEL_ANY || walk->level == test->level) &&
		       (test->address == ADDRESS_ANY ||
			walk_leads_to(view->model, view->state, walk, ipa, test->address));
	}
}

/* An entry stands for all its pages, but for where their contents come from. */
static uint64_t next_ipa(const struct state_view *view, const struct state_test *test,
			 const struct rmm_walk *walk, uint64_t ipa)
{
	uint64_t size = test->kind == TEST_ORIGIN ? RMM_GRANULE_SIZE
						  : rmm_level_size(view->model, view->state, walk->level);

	return (ipa & ~(size - 1)) + size;
}

static bool entries_match(const struct state_view *view, const struct state_test *test)
{
	uint32_t slot;
	const struct rmm_realm *realm = realm_of(view, test, &slot);

	if (!realm)
		return false;
	for (uint64_t ipa = test->base; ipa < test->top;) {
		struct rmm_walk walk;
		bool some = test->quantifier == SOME_PAGE;

		if (!rmm_in_ipa_space(realm, ipa))
			return false;
		rmm_rtt_walk(view->model, view->state, realm, ipa, RMM_PAGE_LEVEL, &walk);
		if ((entry_matches(view, test, &walk, ipa) != test->negated) == some)
			return some;
		ipa = next_ipa(view, test, &walk, ipa);
	}
	return test->quantifier == EVERY_PAGE;
}

static bool granules_match(const struct state_view *view, const struct state_test *test)
{
	bool some = test->quantifier == SOME_PAGE;

	for (uint64_t pa = test->base; pa < test->top; pa += RMM_GRANULE_SIZE) {
		bool equal = rmm_state_at(view->model, view->state, pa) == (unsigned)test->state;

		if ((equal != test->negated) == some)
			return some;
	}
	return !some;
}

/* ---- Realms and RECs ---- */

static bool realm_matches(const struct state_view *view, const struct state_test *test)
{
	uint32_t slot;
	const struct rmm_realm *realm = realm_of(view, test, &slot);

	return ((realm ? realm->state : REALM_NULL) == test->state) != test->negated;
}

static bool rim_changed(const struct state_view *view, const struct state_test *test)
{
	uint32_t slot;
	bool changed;

	if (!realm_of(view, test, &slot))
		return false;
	changed = view->rim_counted ? view->monitors[slot] != 0
		: memcmp(rmm_measurement(view->model, view->state, slot, 0),
			 rmm_measurement(view->model, view->beginning, slot, 0),
			 view->model->layout.measurement_size) != 0;
	return changed != test->negated;
}

/* While states are explored, measurements are surrogates of 64 bits. */
static bool rim_is(const struct state_view *view, const struct state_test *test)
{
	uint64_t rim;
	uint32_t slot;

	if (!realm_of(view, test, &slot))
		return false;
	memcpy(&rim, rmm_measurement(view->model, view->state, slot, 0), sizeof(rim));
	return (rim == test->base) != test->negated;
}

/* What the Host does not owe an answer for. */
static bool is_idle(const struct rmm_rec *rec)
{
	return rec->state == REC_READY &&
	       (rec->pending == PENDING_NONE || rec->pending == PENDING_ABORT ||
		rec->pending == PENDING_RESUME || rec->pending == PENDING_PSCI_DONE ||
		rec->pending == PENDING_RESET);
}

static bool rec_matches(const struct state_view *view, const struct state_test *test)
{
	const struct rmm_rec *rec = rec_of(view, test);

	if (!rec)
		return false;
	switch (test->kind) {
	case TEST_PENDING:
		return test->state < 0 ? rec->pending != PENDING_NONE
				       : rec->pending == (unsigned)test->state;
	case TEST_RUNNING:
		return rec->state == REC_RUNNING;
	default:
		return is_idle(rec);
	}
}

/* Incomplete operations: the RMM counts them. */
static uint64_t operations(const struct state_view *view)
{
	return rmm_has(view->model, TRAIT_OPERATIONS)
	       ? rmm_global(view->state)->operations : 0;
}

static unsigned running_recs(const struct state_view *view)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < view->model->config.recs; i++) {
		const struct rmm_rec *rec = rmm_rec(view->model, view->state, i);

		count += rec->granule && rec->state == REC_RUNNING;
	}
	return count;
}

static bool relates(uint64_t value, const struct state_test *test)
{
	switch (test->relation) {
	case IS_BELOW:
		return (value < test->base) != test->negated;
	case IS_ABOVE:
		return (value > test->base) != test->negated;
	default:
		return (value == test->base) != test->negated;
	}
}

/* ---- all of them ---- */

/* All of @parts hold, or (@any) at least one does. */
static bool parts_hold(const struct state_view *view, const struct state_test *test, bool any)
{
	for (unsigned i = 0; i < test->part_count; i++)
		if (state_test_holds(view, &test->parts[i]) == any)
			return any;
	return !any;
}

bool state_test_holds(const struct state_view *view, const struct state_test *test)
{
	switch (test->kind) {
	case TEST_ALL_OF:
		return parts_hold(view, test, false);
	case TEST_ANY_OF:
		return parts_hold(view, test, true);
	case TEST_NOT:
		return !state_test_holds(view, &test->parts[0]);
	case TEST_ENTRY:
	case TEST_LOST:
	case TEST_ORIGIN:
		return entries_match(view, test);
	case TEST_GRANULE:
		return granules_match(view, test);
	case TEST_REALM:
		return realm_matches(view, test);
	case TEST_RIM_CHANGED:
		return rim_changed(view, test);
	case TEST_PE:
		return running_recs(view) < test->base;
	case TEST_RIM_IS:
		return rim_is(view, test);
	case TEST_OPERATIONS:
		return relates(operations(view), test);
	case TEST_MONITOR:
		return relates(view->monitors[test->object], test);
	default:
		return rec_matches(view, test);
	}
}

bool lacks_ripas(const struct rmm_model *model, const struct rmm *state, uint64_t rd,
		 uint64_t base, uint64_t top, uint64_t *address)
{
	uint32_t slot = rmm_realm_at(model, state, rd);
	const struct rmm_realm *realm = slot == RMM_NONE ? NULL : rmm_realm(model, state, slot);

	if (!realm || !rmm_in_ipa_space(realm, top - 1) || rmm_is_protected(realm, top - 1))
		return false;
	*address = rmm_is_protected(realm, base) ? top - 1 : base;
	return true;
}
