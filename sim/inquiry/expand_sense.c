/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Is a predicate of an explore block about something that there is? One that is
 * about nothing would hold, or never hold, and say nothing.
 */
#include "inquiry/expander.h"

#include "state/granule.h"
#include "state/rec.h"

typedef gboolean Check(Expander *expander, const struct state_test *test, Position at);

#define ADDRESS "0x%" G_GINT64_MODIFIER "x"

/* The Granule of an RD or REC that is there, or that actions may put there. */
static gboolean is_named(Expander *expander, guint64 pa, const char *missing, Position at)
{
	if (!pa)
		return expander_error(expander, at, "%s", missing);
	return rmm_granule_at(expander->setup->model, pa) != RMM_NONE ||
	       expander_error(expander, at, "there is no Granule at " ADDRESS, pa);
}

static gboolean has_realm(Expander *expander, const struct state_test *test, Position at)
{
	return is_named(expander, test->object, "of which Realm? The steps before the block "
			"create none: name its RD", at);
}

static gboolean has_rec(Expander *expander, const struct state_test *test, Position at)
{
	if (test->kind == TEST_PENDING && test->state == PENDING_RESUME)
		return expander_error(expander, at, "an interrupt leaves nothing pending in an "
				      "exploration: RESUME is no part of a state");
	return is_named(expander, test->object, "of which REC? The steps before the block enter "
			"none, nor is there only one: name it", at);
}

static gboolean has_granules(Expander *expander, const struct state_test *test, Position at)
{
	const struct rmm_model *m = expander->setup->model;
	guint64 missing = rmm_granule_at(m, test->base) == RMM_NONE ? test->base : test->top - 1;

	return rmm_granule_at(m, missing) != RMM_NONE ||
	       expander_error(expander, at, "there is no Granule at " ADDRESS, missing);
}

/* Where the Realm is there when the exploration begins. */
static gboolean is_in_realm(Expander *expander, const struct state_test *test, Position at)
{
	const struct rmm_model *m = expander->setup->model;
	uint32_t slot = rmm_realm_at(m, expander->setup->state, test->object);
	const struct rmm_realm *realm = slot == RMM_NONE
					? NULL : rmm_realm(m, expander->setup->state, slot);
	guint64 beyond;

	if (!has_realm(expander, test, at) || !realm)
		return !expander->failed;
	beyond = rmm_in_ipa_space(realm, test->base) ? test->top - 1 : test->base;
	return rmm_in_ipa_space(realm, beyond) ||
	       expander_error(expander, at, ADDRESS " lies beyond the IPA space of the Realm, of %u "
			      "bits", beyond, realm->ipa_width);
}

static gboolean is_entry(Expander *expander, const struct state_test *test, Position at)
{
	guint64 address;

	if (!is_in_realm(expander, test, at))
		return FALSE;
	if (test->state >= 0 || test->ripas < 0 ||
	    !lacks_ripas(expander->setup->model, expander->setup->state, test->object, test->base,
			 test->top, &address))
		return TRUE;
	return expander_error(expander, at, ADDRESS " is an Unprotected IPA, which has no RIPAS",
			      address);
}

static gboolean is_kept(Expander *expander, const struct state_test *test, Position at)
{
	return is_in_realm(expander, test, at) &&
	       (expander->block->ghosts ||
		expander_error(expander, at, "%s are no part of a state by 'ghosts off'",
			       test->kind == TEST_LOST ? "lost contents" : "origins"));
}

static gboolean has_rim(Expander *expander, const struct state_test *test, Position at)
{
	return has_realm(expander, test, at) &&
	       (expander->block->rim != BLOCK_RIM_OFF ||
		expander_error(expander, at, "RIMs are no part of a state by 'rim off'"));
}

gboolean expand_sense(Expander *expander, const struct state_test *test, Position at)
{
	static Check *const checks[] = {
		[TEST_ENTRY] = is_entry, [TEST_LOST] = is_kept, [TEST_ORIGIN] = is_kept,
		[TEST_GRANULE] = has_granules, [TEST_REALM] = has_realm, [TEST_PENDING] = has_rec,
		[TEST_RUNNING] = has_rec, [TEST_RIM_CHANGED] = has_rim, [TEST_RIM_IS] = has_rim,
	};

	for (unsigned i = 0; i < test->part_count; i++)
		if (!expand_sense(expander, &test->parts[i], at))
			return FALSE;
	return (guint)test->kind >= G_N_ELEMENTS(checks) || !checks[test->kind] ||
	       checks[test->kind](expander, test, at);
}
