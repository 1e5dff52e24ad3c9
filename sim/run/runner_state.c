/* SPDX-License-Identifier: BSD-3-Clause */
/* Expectations about the state: expect, never, reach. */
#include "run/runner_private.h"

#include <string.h>

#include "language/predicate_test.h"
#include "machine/sight.h"
#include "predicate/predicate.h"
#include "state/measurement.h"
#include "system/version.h"

/* The Realm that a predicate is about: named, or the one created last. */
static const struct rmm_realm *realm_of(Runner *runner, const Predicate *predicate, uint32_t *slot)
{
	guint64 rd = runner->rd;
	const char *missing;

	if (predicate->subject &&
	    !expression_evaluate(predicate->subject, runner->variables, &rd, &missing))
		return NULL;
	*slot = rmm_realm_at(runner->model, runner->machine->state, rd);
	return *slot == RMM_NONE ? NULL : rmm_realm(runner->model, runner->machine->state, *slot);
}

/* [base, top) of a predicate: a page if no top is given. */
static gboolean range_of(Runner *runner, const Predicate *predicate, guint64 *base, guint64 *top)
{
	const char *missing;

	if (!expression_evaluate(predicate->base, runner->variables, base, &missing))
		return FALSE;
	*top = *base + 1;
	return !predicate->top ||
	       expression_evaluate(predicate->top, runner->variables, top, &missing);
}

/*
 * How a predicate is read: of a range every page must be as it says, or for
 * QUANTIFY_ANY one page; nothing holds of a Realm that does not exist.
 */
typedef enum { QUANTIFY_ALL, QUANTIFY_ANY } Quantifier;

/* One page is as the predicate says, "!=" included. */
static gboolean entry_matches(const Runner *runner, const Predicate *predicate,
			      const struct rmm_walk *walk, guint64 ipa)
{
	guint64 address;
	const char *missing;
	gboolean equal = (predicate->state < 0 ||
			  rtte_state(walk->rtte) == (unsigned)predicate->state) &&
			 (predicate->ripas < 0 ||
			  rtte_ripas(walk->rtte) == (unsigned)predicate->ripas) &&
			 (predicate->level == G_MININT || walk->level == predicate->level);

	if (predicate->address)
		equal = equal && expression_evaluate(predicate->address, runner->variables, &address,
						     &missing) &&
			walk_leads_to(runner->model, runner->machine->state, walk, ipa, address);
	return equal != predicate->negated;
}

/* @where gets the page that decided. */
static gboolean entries_match(Runner *runner, const Predicate *predicate, Quantifier quantifier,
			      guint64 *where)
{
	uint32_t slot;
	const struct rmm_realm *realm = realm_of(runner, predicate, &slot);
	guint64 base, top;

	if (!realm || !range_of(runner, predicate, &base, &top))
		return FALSE;
	while (base < top) {
		struct rmm_walk walk;
		guint64 size;

		*where = base;
		if (!rmm_in_ipa_space(realm, base))
			return FALSE;
		rmm_rtt_walk(runner->model, runner->machine->state, realm, base, RMM_PAGE_LEVEL, &walk);
		if (entry_matches(runner, predicate, &walk, base) == (quantifier == QUANTIFY_ANY))
			return quantifier == QUANTIFY_ANY;
		size = rmm_level_size(runner->model, runner->machine->state, walk.level);
		base = (base & ~(size - 1)) + size;
	}
	return quantifier == QUANTIFY_ALL;
}

/* The page behind @pa, or the next region if nothing is tracked in between. */
static guint64 next_page(const Runner *runner, guint64 pa)
{
	const struct rmm_config *config = &runner->model->config;
	guint64 next = G_MAXUINT64;

	if (rmm_granule_at(runner->model, pa) != RMM_NONE)
		return pa + RMM_GRANULE_SIZE;
	for (unsigned i = 0; i < config->region_count; i++)
		if (config->regions[i].base > pa)
			next = MIN(next, config->regions[i].base);
	return next;
}

static gboolean granules_match(Runner *runner, const Predicate *predicate, Quantifier quantifier,
			       guint64 *where)
{
	guint64 base, top;

	if (!range_of(runner, predicate, &base, &top))
		return FALSE;
	for (; base < top; base = next_page(runner, base)) {
		gboolean equal = rmm_state_at(runner->model, runner->machine->state, base) ==
				 (unsigned)predicate->state;

		*where = base;
		if ((equal != predicate->negated) == (quantifier == QUANTIFY_ANY))
			return quantifier == QUANTIFY_ANY;
	}
	return quantifier == QUANTIFY_ALL;
}

/* Does the RIM equal that of the other Realm? */
static gboolean rims_match(Runner *runner, const Predicate *predicate, const uint8_t *rim)
{
	const char *missing;
	uint32_t slot;
	guint64 rd;

	if (!expression_evaluate(predicate->other, runner->variables, &rd, &missing))
		return FALSE;
	slot = rmm_realm_at(runner->model, runner->machine->state, rd);
	return slot != RMM_NONE &&
	       (memcmp(rmm_measurement(runner->model, runner->machine->state, slot, 0), rim,
		       runner->model->layout.measurement_size) == 0) != predicate->negated;
}

static gboolean rim_matches(Runner *runner, const Predicate *predicate)
{
	uint32_t slot;
	const uint8_t *rim;
	gsize size = runner->model->layout.measurement_size;

	if (!realm_of(runner, predicate, &slot))
		return FALSE;
	rim = rmm_measurement(runner->model, runner->machine->state, slot, 0);
	if (predicate->mark) {
		GBytes *mark = g_hash_table_lookup(runner->marks, predicate->mark);
		const uint8_t *all = mark ? g_bytes_get_data(mark, NULL) : NULL;

		return all && (memcmp(all + slot * size, rim, size) != 0) == predicate->changed;
	}
	if (predicate->other)
		return rims_match(runner, predicate, rim);
	return predicate->value.byte_count <= size &&
	       (memcmp(predicate->value.bytes, rim, predicate->value.byte_count) == 0) !=
	       predicate->negated;
}

static unsigned row_of(const struct rmm_invariant *invariant)
{
	unsigned count;

	return (unsigned)(invariant - rmm_invariants(&count));
}

/* Predicates that are told of a state by one test. */
static gboolean tested(Runner *runner, const Predicate *predicate, Quantifier quantifier)
{
	const struct state_view view = { .model = runner->model, .state = runner->machine->state };
	g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
	TestMaker maker = { runner->variables, NULL, runner->rd, runner->rec, owned, NULL };
	struct state_test test;
	gboolean held = predicate_test(&maker, predicate,
				       quantifier == QUANTIFY_ANY ? SOME_PAGE : EVERY_PAGE,
				       &test) && state_test_holds(&view, &test);

	g_free(maker.error);
	return held;
}

static gboolean holds(Runner *runner, const Predicate *predicate, Quantifier quantifier,
		      guint64 *where);

/* All parts hold, or (@any) at least one does. */
static gboolean parts_hold(Runner *runner, const Predicate *predicate, Quantifier quantifier,
			   guint64 *where, gboolean any)
{
	for (guint i = 0; i < predicate->parts->len; i++)
		if (holds(runner, predicate->parts->pdata[i], quantifier, where) == any)
			return any;
	return !any;
}

static gboolean holds(Runner *runner, const Predicate *predicate, Quantifier quantifier,
		      guint64 *where)
{
	const struct rmm_realm *realm;
	uint32_t slot;

	switch (predicate->kind) {
	case PREDICATE_RIPAS:
	case PREDICATE_HIPAS:
	case PREDICATE_RTTE:
		return entries_match(runner, predicate, quantifier, where);
	case PREDICATE_GRANULE:
		return granules_match(runner, predicate, quantifier, where);
	case PREDICATE_REALM:
		realm = realm_of(runner, predicate, &slot);
		return ((realm ? realm->state : REALM_NULL) == predicate->state) !=
		       predicate->negated;
	case PREDICATE_RIM:
		return rim_matches(runner, predicate);
	case PREDICATE_VIOLATES:
		return runner->machine->broken >> row_of(predicate->invariant) & 1;
	case PREDICATE_ALL_OF:
	case PREDICATE_ANY_OF:
		return parts_hold(runner, predicate, quantifier, where,
				  predicate->kind == PREDICATE_ANY_OF);
	case PREDICATE_NOT:
		/* Not every page is as it says, when one is not. */
		return !holds(runner, predicate->parts->pdata[0],
			      quantifier == QUANTIFY_ANY ? QUANTIFY_ALL : QUANTIFY_ANY, where);
	default:
		return tested(runner, predicate, quantifier);
	}
}

/* What the state says instead, at @where. */
static Sight look(Runner *runner, const Predicate *predicate, guint64 where)
{
	static const SightKind kinds[] = {
		[PREDICATE_RIPAS] = SIGHT_ENTRY, [PREDICATE_HIPAS] = SIGHT_ENTRY,
		[PREDICATE_RTTE] = SIGHT_ENTRY, [PREDICATE_GRANULE] = SIGHT_GRANULE,
		[PREDICATE_REALM] = SIGHT_REALM, [PREDICATE_RIM] = SIGHT_RIM,
	};
	Sight sight = { .kind = kinds[predicate->kind], .rd = runner->rd, .address = where };
	const char *missing;

	if (predicate->subject)
		expression_evaluate(predicate->subject, runner->variables, &sight.rd, &missing);
	sight_look(&sight, runner->model, runner->machine->state);
	return sight;
}

static void fail_predicate(Runner *runner, const Predicate *predicate, guint64 where,
			   Report *report, StepKind demand)
{
	RunFinding finding = { .kind = RUN_PREDICATE, .predicate = predicate, .demand = demand };

	if (predicate->kind < PREDICATE_VIOLATES) {
		finding.sight = look(runner, predicate, where);
		if (predicate->kind != PREDICATE_RIM)
			sight_find_since(runner->machine, &finding.sight, 1);
	}
	report_finding(report, finding);
	if (demand == STEP_EXPECT && predicate->kind < PREDICATE_VIOLATES)
		runner_follow_sight(runner, &finding.sight, report);
}

void runner_expect(Runner *runner, const Step *step, Report *report)
{
	guint64 where = 0;

	if (runner_asks(runner, &step->predicate, report) &&
	    !holds(runner, &step->predicate, QUANTIFY_ALL, &where))
		fail_predicate(runner, &step->predicate, where, report, STEP_EXPECT);
}

gboolean runner_hits(Runner *runner, const Predicate *predicate, Report *report)
{
	guint64 where = 0;

	if (!holds(runner, predicate, QUANTIFY_ANY, &where))
		return FALSE;
	fail_predicate(runner, predicate, where, report, STEP_NEVER);
	return TRUE;
}

gboolean runner_reaches(Runner *runner, const Predicate *predicate)
{
	guint64 where = 0;

	return holds(runner, predicate, QUANTIFY_ALL, &where);
}
