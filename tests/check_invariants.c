/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariants about states: each notices a state that was spoilt by hand, at
 * the very item, and none complains of a state that was not. That mistakes of
 * commands break them is shown by tests/variants.
 */
#include <string.h>

#include "check/invariant.h"
#include "state/memory.h"
#include "suites.h"
#include "world.h"

/* ---- what is spoilt ---- */

static void set_origin(World *w, unsigned g, unsigned origin)
{
	rmm_memory_fill(w->model, w->state, g, 0, (enum rmm_origin)origin);
}

static void set_state(World *w, unsigned g, enum rmm_granule_state state, uint64_t link)
{
	rmm_granule_set(w->model, w->state, g, state, link);
}

/* The entry that a walk to @ipa ends at. */
static struct rmm_rtte *entry(World *w, uint64_t ipa, int level)
{
	struct rmm_walk walk = world_walk(w, ipa, level);

	return &rmm_rtt_entries(w->model, w->state, walk.rtt)[walk.index];
}

static void set_entry(World *w, uint64_t ipa, int level, enum rmm_rtte_state state,
		      enum rmm_ripas ripas, uint64_t pa)
{
	*entry(w, ipa, level) = rtte_make(state, ripas, pa);
}

static void gpt_open(World *w) { rmm_granule_set_gpt(w->model, w->state, G_DATA, GPT_NS); }
static void gpt_closed(World *w) { rmm_granule_set_gpt(w->model, w->state, G_SPARE, GPT_REALM); }

static void data_nowhere(World *w) { set_state(w, G_DATA + 1, GRANULE_DATA, 1); }
static void data_of_no_realm(World *w)
{
	set_state(w, G_DATA + 1, GRANULE_DATA, rmm_data_link(w->model, 1, 0));
}
static void data_of_realm_beyond(World *w)
{
	set_state(w, G_DATA + 1, GRANULE_DATA,
		  rmm_data_link(w->model, w->model->config.realms, 0));
}
static void data_at_other_page(World *w)
{
	set_state(w, G_DATA, GRANULE_DATA, rmm_data_link(w->model, 0, PAGE));
}
static void data_far(World *w)
{
	world_realm(w)->ipa_width = 14;
	set_state(w, G_DATA, GRANULE_DATA, rmm_data_link(w->model, 0, 60 * PAGE));
}

static void assigned_elsewhere(World *w)
{
	set_entry(w, PAGE, 3, RTTE_ASSIGNED, RIPAS_EMPTY, granule(G_DATA));
}
static void assigned_to_host(World *w)
{
	set_entry(w, PAGE, 3, RTTE_ASSIGNED, RIPAS_EMPTY, granule(G_HOST));
}
static void assigned_untracked(World *w)
{
	set_entry(w, PAGE, 3, RTTE_ASSIGNED, RIPAS_EMPTY, granule(WORLD_GRANULES));
}

static void rtt_not_in_use(World *w) { set_state(w, G_DATA + 1, GRANULE_RTT, 10); }
static void rtt_beyond(World *w) { set_state(w, G_DATA + 1, GRANULE_RTT, 200); }
static void rtt_twice(World *w) { set_state(w, G_DATA + 1, GRANULE_RTT, 3); }
static void rtt_unhooked(World *w)
{
	set_entry(w, 0, 2, RTTE_UNASSIGNED, RIPAS_EMPTY, 0);
}

static void table_to_host(World *w)
{
	set_entry(w, 4 * PAGE, 2, RTTE_TABLE, RIPAS_EMPTY, granule(G_HOST));
}
static void table_untracked(World *w)
{
	set_entry(w, 4 * PAGE, 2, RTTE_TABLE, RIPAS_EMPTY, granule(WORLD_GRANULES));
}
static void table_at_page(World *w)
{
	set_entry(w, PAGE, 3, RTTE_TABLE, RIPAS_EMPTY, granule(G_TABLE_3));
}
static void table_of_other_ipa(World *w)
{
	set_entry(w, 4 * PAGE, 2, RTTE_TABLE, RIPAS_EMPTY, granule(G_TABLE_3));
}
static void table_skips_level(World *w)
{
	set_entry(w, 0, 1, RTTE_TABLE, RIPAS_EMPTY, granule(G_TABLE_3));
}

static void rec_of_none(World *w) { set_state(w, G_DATA + 1, GRANULE_REC, 5); }
static void rec_beyond(World *w) { set_state(w, G_DATA + 1, GRANULE_REC, 100); }
static void rec_twice(World *w) { set_state(w, G_DATA + 1, GRANULE_REC, 1); }
static void aux_not_listed(World *w) { set_state(w, G_DATA + 1, GRANULE_REC_AUX, 1); }
static void rec_of_no_realm(World *w) { world_rec(w, G_REC)->owner = 1; }

static void rd_of_none(World *w) { set_state(w, G_DATA + 1, GRANULE_RD, 2); }
static void rd_beyond(World *w) { set_state(w, G_DATA + 1, GRANULE_RD, 100); }

static void host_has_realms(World *w) { set_origin(w, G_SPARE, ORIGIN_REALM | ORIGIN_OBSERVED); }
static void host_has_rmms(World *w) { set_origin(w, G_SPARE, ORIGIN_RMM); }
static void data_is_hosts(World *w) { set_origin(w, G_DATA, ORIGIN_HOST); }
static void data_is_rmms(World *w) { set_origin(w, G_DATA, ORIGIN_RMM); }

static void empty_is_valid(World *w)
{
	*entry(w, PAGE, 3) = rtte_with_valid(*entry(w, PAGE, 3), true);
}
static void ram_is_invalid(World *w)
{
	*entry(w, 0, 3) = rtte_with_valid(*entry(w, 0, 3), false);
}

static void block_unaligned(World *w)
{
	set_entry(w, UNPROTECTED, 1, RTTE_ASSIGNED_NS, RIPAS_EMPTY, granule(1));
}
static void block_too_high(World *w)
{
	/* As if the tables began one level above. */
	*rmm_rtt_position(w->model, w->state, 0) =
		rmm_position_encode((struct rmm_position){ 0, 0, 0 });
	rmm_rtt_entries(w->model, w->state, 0)[2] = rtte_make(RTTE_ASSIGNED_NS, RIPAS_EMPTY, 0);
}

static void protected_ns(World *w) { set_entry(w, PAGE, 3, RTTE_UNASSIGNED_NS, RIPAS_EMPTY, 0); }
static void unprotected_unassigned(World *w)
{
	set_entry(w, UNPROTECTED, 1, RTTE_UNASSIGNED, RIPAS_EMPTY, 0);
}
static void unprotected_ram(World *w)
{
	set_entry(w, UNPROTECTED, 1, RTTE_UNASSIGNED_NS, RIPAS_RAM, 0);
}

static void lost_is_ram(World *w)
{
	*entry(w, 0, 3) = rtte_with_lost(*entry(w, 0, 3), true);
}
static void one_rec_more(World *w) { world_realm(w)->num_recs++; }
static void second_realm(World *w)
{
	struct rmm_realm *other = rmm_realm(w->model, w->state, 1);

	*other = *world_realm(w);
	other->num_recs = 0;
}

static void request_left(World *w) { world_rec(w, G_REC_2)->ripas_top = PAGE; }
static void request_address_left(World *w) { world_rec(w, G_REC_2)->ripas_addr = PAGE; }
static void request_backwards(World *w) { world_rec(w, G_REC)->ripas_addr = 3 * PAGE; }

static void emulatable_fetch(World *w) { world_rec(w, G_REC_2)->abort &= (uint8_t)~ABORT_DATA; }
static void emulatable_no_isv(World *w) { world_rec(w, G_REC_2)->abort &= (uint8_t)~ABORT_ISV; }
static void emulatable_protected(World *w)
{
	world_rec(w, G_REC_2)->abort &= (uint8_t)~ABORT_UNPROTECTED;
}

static const struct {
	void (*spoil)(World *world);
	const char *id;
	/* No difference tells it: no command changes a link or a width alone. */
	gboolean only_whole;
} spoilt[] = {
	{ gpt_open, "gpt-realm-iff-delegated", FALSE },
	{ gpt_closed, "gpt-realm-iff-delegated", FALSE },
	{ data_nowhere, "data-mapped-once", FALSE },
	{ data_of_no_realm, "data-mapped-once", FALSE },
	{ data_of_realm_beyond, "data-mapped-once", FALSE },
	{ data_at_other_page, "data-mapped-once", TRUE },
	{ data_far, "data-mapped-once", TRUE },
	{ assigned_elsewhere, "assigned-owns-data", FALSE },
	{ assigned_to_host, "assigned-owns-data", FALSE },
	{ assigned_untracked, "assigned-owns-data", FALSE },
	{ data_at_other_page, "assigned-owns-data", TRUE },
	{ rtt_not_in_use, "rtt-in-tree", FALSE },
	{ rtt_beyond, "rtt-in-tree", FALSE },
	{ rtt_twice, "rtt-in-tree", FALSE },
	{ rtt_unhooked, "rtt-in-tree", FALSE },
	{ table_to_host, "table-leads-to-rtt", FALSE },
	{ table_untracked, "table-leads-to-rtt", FALSE },
	{ table_at_page, "table-leads-to-rtt", FALSE },
	{ table_of_other_ipa, "table-leads-to-rtt", FALSE },
	{ table_skips_level, "table-leads-to-rtt", FALSE },
	{ rec_of_none, "rec-owned", FALSE },
	{ rec_beyond, "rec-owned", FALSE },
	{ rec_twice, "rec-owned", FALSE },
	{ aux_not_listed, "rec-owned", FALSE },
	{ rec_of_no_realm, "rec-owned", FALSE },
	{ rd_of_none, "rd-holds-realm", FALSE },
	{ rd_beyond, "rd-holds-realm", FALSE },
	{ host_has_realms, "wiped-for-host", FALSE },
	{ host_has_rmms, "wiped-for-host", FALSE },
	{ data_is_hosts, "contents-known", FALSE },
	{ data_is_rmms, "contents-known", FALSE },
	{ empty_is_valid, "valid-iff-assigned-ram", FALSE },
	{ ram_is_invalid, "valid-iff-assigned-ram", FALSE },
	{ block_unaligned, "blocks-fit-levels", FALSE },
	{ block_too_high, "blocks-fit-levels", FALSE },
	{ protected_ns, "halves-separate", FALSE },
	{ unprotected_unassigned, "halves-separate", FALSE },
	{ unprotected_ram, "halves-separate", FALSE },
	{ lost_is_ram, "lost-contents-not-ram", FALSE },
	{ one_rec_more, "rec-count", FALSE },
	{ rec_of_no_realm, "rec-count", FALSE },
	{ second_realm, "vmid-unique", FALSE },
	{ request_left, "request-while-pending", FALSE },
	{ request_address_left, "request-while-pending", FALSE },
	{ request_backwards, "request-while-pending", FALSE },
	{ emulatable_fetch, "emulatable-unprotected", FALSE },
	{ emulatable_no_isv, "emulatable-unprotected", FALSE },
	{ emulatable_protected, "emulatable-unprotected", FALSE },
};

START_TEST(test_spoilt_state_is_noticed)
{
	g_autoptr(World) world = world_lively();
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	unsigned count;

	ck_assert_uint_eq(rmm_check_all_invariants(world->model, world->state, broken, 1), 0);
	spoilt[_i].spoil(world);
	count = rmm_check_all_invariants(world->model, world->state, broken, RMM_INVARIANTS_MAX);
	ck_assert_msg(world_breaks(broken, count, spoilt[_i].id), "row %d: %s does not break (%u do)",
		      _i, spoilt[_i].id, count);
	/* All are counted, as many as there is room for are told. */
	ck_assert_uint_eq(rmm_check_all_invariants(world->model, world->state, broken, 0), count);
}
END_TEST

/* The check of a step finds it as well, if the step did it. */
START_TEST(test_spoiling_step_is_noticed)
{
	g_autoptr(World) world = world_lively();
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	struct rmm_event event = { world->model, world->old, world->state, &world->call,
				   &world->result, false };
	unsigned count;

	if (spoilt[_i].only_whole)
		return;
	world->unchecked = TRUE;
	STEP(world, RMI_VERSION, 0);
	spoilt[_i].spoil(world);
	count = rmm_check_invariants(&event, 0, broken, RMM_INVARIANTS_MAX);
	ck_assert_msg(world_breaks(broken, count, spoilt[_i].id), "row %d: %s does not break (%u do)",
		      _i, spoilt[_i].id, count);
}
END_TEST

START_TEST(test_every_state_row_is_spoilt)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; i < count; i++) {
		/* The world is one of 1.0. */
		gboolean found = rows[i].kind != INVARIANT_STATE ||
				 (rows[i].in && !(rows[i].in & ONLY_1_0));

		for (gsize j = 0; j < G_N_ELEMENTS(spoilt); j++)
			found |= strcmp(spoilt[j].id, rows[i].id) == 0;
		ck_assert_msg(found, "nothing spoils %s", rows[i].id);
	}
}
END_TEST

/* Rows have an id of their own, and say what, why and where. */
START_TEST(test_rows)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; i < count; i++) {
		ck_assert(*rows[i].id && *rows[i].text);
		for (guint v = 0; v < version_count(); v++) {
			gboolean section = *version_section(version_at(v), rows[i].section) != '\0';

			ck_assert(section == (*version_section(version_at(v), rows[i].rules) != '\0'));
			ck_assert(section || !rmm_in_force(rmm_lineage(version_at(v)), rows[i].in,
							   rows[i].until));
		}
		ck_assert(rows[i].holds.step != NULL);
		for (unsigned j = 0; j < i; j++)
			ck_assert_str_ne(rows[i].id, rows[j].id);
	}
}
END_TEST

/* Entries of an RTT that is in no tree say nothing of any IPA. */
START_TEST(test_rtt_not_in_use)
{
	g_autoptr(World) world = world_lively();
	struct rmm_event event = { world->model, world->old, world->state, &world->call,
				   &world->result, false };
	struct rmm_violation broken;
	uint32_t last = world->model->config.rtts - 1;

	STEP(world, RMI_VERSION, 0);
	world->state->rtts_high = last + 1;
	rmm_rtt_entries(world->model, world->state, last)[0] =
		rtte_make(RTTE_ASSIGNED, RIPAS_RAM, granule(G_HOST));
	ck_assert_uint_eq(rmm_check_invariants(&event, 0, &broken, 1), 0);
	ck_assert(event.changed);
	ck_assert_uint_eq(rmm_check_all_invariants(world->model, world->state, &broken, 1), 0);
}
END_TEST

/* A row that is ignored is not evaluated. */
START_TEST(test_ignored)
{
	g_autoptr(World) world = world_lively();
	struct rmm_event event = { world->model, world->old, world->state, &world->call,
				   &world->result, false };
	struct rmm_violation broken;
	unsigned rows;
	uint64_t bit;

	world->unchecked = TRUE;
	STEP(world, RMI_VERSION, 0);
	gpt_closed(world);
	ck_assert_uint_eq(rmm_check_invariants(&event, 0, &broken, 1), 1);
	bit = (uint64_t)1 << (broken.invariant - rmm_invariants(&rows));
	ck_assert_uint_eq(broken.subject, G_SPARE);
	ck_assert_uint_eq(rmm_check_invariants(&event, bit, &broken, 1), 0);
}
END_TEST

Suite *suite_invariants(void)
{
	Suite *suite = suite_create("invariants");
	TCase *tcase = tcase_create("invariants");

	tcase_add_loop_test(tcase, test_spoilt_state_is_noticed, 0, G_N_ELEMENTS(spoilt));
	tcase_add_loop_test(tcase, test_spoiling_step_is_noticed, 0, G_N_ELEMENTS(spoilt));
	tcase_add_test(tcase, test_every_state_row_is_spoilt);
	tcase_add_test(tcase, test_rows);
	tcase_add_test(tcase, test_rtt_not_in_use);
	tcase_add_test(tcase, test_ignored);
	suite_add_tcase(suite, tcase);
	return suite;
}
