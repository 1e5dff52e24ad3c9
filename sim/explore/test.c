/* SPDX-License-Identifier: BSD-3-Clause */
/* Tests of a state. */
#include "explore/test.h"

#include "explore/alphabet.h"
#include "state/rec.h"

static const struct rmm_realm *realm_of(const struct explore_alphabet *a, const struct rmm *s,
					const struct explore_test *test, uint32_t *slot)
{
	*slot = rmm_realm_at(a->model, s, test->object);
	return *slot == RMM_NONE ? NULL : rmm_realm(a->model, s, *slot);
}

static const struct rmm_rec *rec_of(const struct explore_alphabet *a, const struct rmm *s,
				    const struct explore_test *test)
{
	uint32_t slot = rmm_rec_at(a->model, s, test->object);

	return slot == RMM_NONE ? NULL : rmm_rec(a->model, s, slot);
}

/* ---- pages of a range ---- */

static bool entry_matches(const struct explore_alphabet *a, const struct rmm *s,
			  const struct explore_test *test, const struct rmm_walk *walk,
			  uint64_t ipa)
{
	struct rmm_rtte rtte = walk->rtte;
	uint32_t granule;

	(void)a;
	switch (test->kind) {
	case TEST_LOST:
		return rtte_is_lost(rtte);
	case TEST_ORIGIN:
		if (!rtte_is(rtte, RTTE_ASSIGNED))
			return false;
		granule = rmm_granule_at(a->model, rtte_address(rtte) +
					 (ipa & (rmm_level_size(a->model, walk->level) - 1)));
		return granule != RMM_NONE &&
		       (*rmm_granule_origin(a->model, s, granule) & ORIGIN_MASK) == test->state;
	default:
		return (test->state < 0 || rtte_is(rtte, (unsigned)test->state)) &&
		       (test->ripas < 0 || rtte_has_ripas(rtte, (unsigned)test->ripas)) &&
		       (test->level < -1 || walk->level == test->level);
	}
}

/* An entry stands for all its pages, but for where their contents come from. */
static uint64_t next_ipa(const struct explore_alphabet *a, const struct explore_test *test,
			 const struct rmm_walk *walk, uint64_t ipa)
{
	uint64_t size = test->kind == TEST_ORIGIN ? RMM_GRANULE_SIZE
						  : rmm_level_size(a->model, walk->level);

	return (ipa & ~(size - 1)) + size;
}

static bool entries_match(const struct explore_alphabet *a, const struct rmm *s,
			  const struct explore_test *test)
{
	uint32_t slot;
	const struct rmm_realm *realm = realm_of(a, s, test, &slot);

	if (!realm)
		return false;
	for (uint64_t ipa = test->base; ipa < test->top;) {
		struct rmm_walk walk;
		bool some = test->quantifier == SOME_PAGE;

		if (!rmm_in_ipa_space(realm, ipa))
			return false;
		rmm_rtt_walk(a->model, s, realm, ipa, RMM_PAGE_LEVEL, &walk);
		if ((entry_matches(a, s, test, &walk, ipa) != test->negated) == some)
			return some;
		ipa = next_ipa(a, test, &walk, ipa);
	}
	return test->quantifier == EVERY_PAGE;
}

static bool granules_match(const struct explore_alphabet *a, const struct rmm *s,
			   const struct explore_test *test)
{
	bool some = test->quantifier == SOME_PAGE;

	for (uint64_t pa = test->base; pa < test->top; pa += RMM_GRANULE_SIZE) {
		bool equal = rmm_state_at(a->model, s, pa) == (unsigned)test->state;

		if ((equal != test->negated) == some)
			return some;
	}
	return !some;
}

/* ---- Realms and RECs ---- */

static bool realm_matches(const struct explore_alphabet *a, const struct rmm *s,
			  const struct explore_test *test)
{
	uint32_t slot;
	const struct rmm_realm *realm = realm_of(a, s, test, &slot);

	return ((realm ? realm->state : REALM_NULL) == test->state) != test->negated;
}

static bool rim_changed(const struct explore_alphabet *a, const struct rmm *s,
			const struct explore_test *test)
{
	uint32_t slot;

	if (!realm_of(a, s, test, &slot))
		return false;
	if (a->rim == RIM_COUNTED)
		return *explore_monitor(a, s, slot) != a->monitors[slot].initial;
	return memcmp(rmm_measurement(a->model, s, slot, 0),
		      rmm_measurement(a->model, a->initial, slot, 0),
		      a->model->layout.measurement_size) != 0;
}

/* What the Host does not owe an answer for. */
static bool is_idle(const struct rmm_rec *rec)
{
	return rec->state == REC_READY &&
	       (rec->pending == PENDING_NONE || rec->pending == PENDING_ABORT ||
		rec->pending == PENDING_RESUME || rec->pending == PENDING_PSCI_DONE ||
		rec->pending == PENDING_RESET);
}

static bool rec_matches(const struct explore_alphabet *a, const struct rmm *s,
			const struct explore_test *test)
{
	const struct rmm_rec *rec = rec_of(a, s, test);

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

static bool monitor_matches(const struct explore_alphabet *a, const struct rmm *s,
			    const struct explore_test *test)
{
	uint64_t value = *explore_monitor(a, s, (uint32_t)test->object);

	switch (test->relation) {
	case IS_BELOW:
		return value < test->base;
	case IS_ABOVE:
		return value > test->base;
	default:
		return (value == test->base) != test->negated;
	}
}

/* ---- all of them ---- */

/* All of @parts hold, or (@any) at least one does. */
static bool parts_hold(const struct explore_alphabet *a, const struct rmm *s,
		       const struct explore_test *test, bool any)
{
	for (unsigned i = 0; i < test->part_count; i++)
		if (explore_test_holds(a, s, &test->parts[i]) == any)
			return any;
	return !any;
}

bool explore_test_holds(const struct explore_alphabet *a, const struct rmm *s,
			const struct explore_test *test)
{
	switch (test->kind) {
	case TEST_ALL_OF:
		return parts_hold(a, s, test, false);
	case TEST_ANY_OF:
		return parts_hold(a, s, test, true);
	case TEST_NOT:
		return !explore_test_holds(a, s, &test->parts[0]);
	case TEST_ENTRY:
	case TEST_LOST:
	case TEST_ORIGIN:
		return entries_match(a, s, test);
	case TEST_GRANULE:
		return granules_match(a, s, test);
	case TEST_REALM:
		return realm_matches(a, s, test);
	case TEST_RIM_CHANGED:
		return rim_changed(a, s, test);
	case TEST_MONITOR:
		return monitor_matches(a, s, test);
	default:
		return rec_matches(a, s, test);
	}
}
