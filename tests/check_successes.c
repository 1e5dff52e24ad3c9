/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Success conditions (B1.7) and footprints (B1.9) of commands: after a step
 * that went well something is spoilt, and the self-check names the condition
 * that does not hold any more, or the change that the footprint lacks.
 */
#include <string.h>

#include "engine/footprint.h"
#include "state/memory.h"
#include "state/rtt.h"
#include "check/self_check.h"
#include "suites.h"
#include "world.h"

#define RD_ granule(G_RD)

/* ---- steps that go well ---- */

/* A world where measurements and the RPV are kept, and RECs have AUX Granules. */
static World *full_world(void)
{
	struct rmm_config config;

	world_config(&config);
	config.hash = world_hash;
	config.platform.aux_count = 1;
	return world_build(&config);
}

static World *realm_created(void)
{
	World *world = full_world();

	OK(world, RMI_REALM_CREATE, granule(G_DATA), granule(G_PARAMS), 0, WORLD_WIDTH, 0, 1, 1, 0,
	   0, 2, granule(G_DATA + 1), 1, 1, 0x55);
	return world;
}

static World *realm_destroyed(void)
{
	World *world = realm_created();

	OK(world, RMI_REALM_DESTROY, granule(G_DATA));
	return world;
}

static World *rec_created(void)
{
	World *world = full_world();

	OK(world, RMI_REC_CREATE, RD_, granule(G_DATA), granule(G_PARAMS), 1, 3, 0x1000, 1, 7, 7, 7,
	   7, 7, 7, 7, 7, granule(G_DATA + 1));
	return world;
}

static World *rec_destroyed(void)
{
	World *world = full_world();

	OK(world, RMI_REC_DESTROY, granule(G_REC_2));
	return world;
}

static World *rtt_created(void)
{
	World *world = full_world();

	OK(world, RMI_RTT_INIT_RIPAS, RD_, 4 * PAGE, 8 * PAGE);
	OK(world, RMI_RTT_CREATE, RD_, granule(G_DATA), 4 * PAGE, 3);
	return world;
}

static World *block_unfolded(void)
{
	World *world = rtt_created();

	for (unsigned i = 0; i < 4; i++)
		OK(world, RMI_DATA_CREATE_UNKNOWN, RD_, granule(G_DATA + 2 + i),
		   (4 + i) * PAGE);
	OK(world, RMI_RTT_FOLD, RD_, 4 * PAGE, 3);
	OK(world, RMI_RTT_CREATE, RD_, granule(G_DATA), 4 * PAGE, 3);
	return world;
}

static World *rtt_folded(void)
{
	World *world = rtt_created();

	OK(world, RMI_RTT_FOLD, RD_, 4 * PAGE, 3);
	return world;
}

static World *ripas_initialised(void)
{
	World *world = full_world();

	OK(world, RMI_RTT_INIT_RIPAS, RD_, 0, 3 * PAGE);
	return world;
}

static World *ripas_set(void)
{
	World *world = full_world();

	OK(world, RMI_REALM_ACTIVATE, RD_);
	ENTER(world, granule(G_REC));
	STEP_IS(world, STATUS_EXIT, RSI_IPA_STATE_SET, PAGE, 3 * PAGE, RIPAS_RAM, 0);
	OK(world, RMI_RTT_SET_RIPAS, RD_, granule(G_REC), PAGE, 3 * PAGE);
	return world;
}

static World *ripas_queried(void)
{
	World *world = full_world();

	OK(world, RMI_RTT_INIT_RIPAS, RD_, PAGE, 3 * PAGE);
	OK(world, RMI_REALM_ACTIVATE, RD_);
	ENTER(world, granule(G_REC));
	OK(world, RSI_IPA_STATE_GET, PAGE, 8 * PAGE);
	return world;
}

/* The page of a Host call goes before the answer: the REC exits at once. */
static World *exited_on_entry(void)
{
	World *world = full_world();

	OK(world, RMI_DATA_CREATE, RD_, granule(G_DATA), 0, granule(G_SOURCE), 1);
	OK(world, RMI_REALM_ACTIVATE, RD_);
	ENTER(world, granule(G_REC));
	STEP_IS(world, STATUS_EXIT, RSI_HOST_CALL, 0);
	OK(world, RMI_DATA_DESTROY, RD_, 0);
	OK(world, RMI_REC_ENTER, granule(G_REC), granule(G_RUN));
	ck_assert(world->result.exit.happened);
	return world;
}

static World *entered(void)
{
	World *world = full_world();

	OK(world, RMI_REALM_ACTIVATE, RD_);
	ENTER(world, granule(G_REC));
	return world;
}

/* ---- what is spoilt ---- */

static struct rmm_realm *second_realm(World *w) { return rmm_realm(w->model, w->state, 1); }
static struct rmm_rtte *entries_of(World *w, uint64_t ipa, int level)
{
	return rmm_rtt_entries(w->model, w->state, world_walk(w, ipa, level).rtt);
}
static struct rmm_rtte *root_of_second(World *w)
{
	return rmm_rtt_entries(w->model, w->state,
			       rmm_rtt_root(w->model, w->state, second_realm(w), 0));
}

static void root_entry(World *w)
{
	root_of_second(w)[1] = rtte_make(RTTE_UNASSIGNED, RIPAS_RAM, 0);
}
static void root_ns_entry(World *w) { root_of_second(w)[3] = rtte_make(RTTE_UNASSIGNED, 0, 0); }
static void rpv(World *w) { rmm_rpv(w->model, w->state, 1)[63] ^= 1; }
static void rem(World *w) { rmm_measurement(w->model, w->state, 1, 2)[5] = 1; }
static void rim_is_zero(World *w) { memset(rmm_measurement(w->model, w->state, 1, 0), 0, 64); }
static void other_vmid(World *w) { second_realm(w)->vmid = 9; }
static void lpa2(World *w) { second_realm(w)->lpa2 = 1; }
static void rtt_base(World *w) { second_realm(w)->rtt_base++; }
static void num_recs(World *w) { second_realm(w)->num_recs = 1; }
static void vmid_taken(World *w) { world_realm(w)->vmid = 2; }

static void new_gpr(World *w) { rmm_gprs(w->model, w->state, 3)[30] = 1; }
static void new_pc(World *w) { *rmm_pc(w->model, w->state, 3) = 1; }
static void new_aux(World *w) { rmm_aux(w->model, w->state, 3)[0]++; }
static void aux_state(World *w)
{
	rmm_granule_set(w->model, w->state, G_DATA + 1, GRANULE_DELEGATED, 0);
}
static void not_runnable(World *w) { world_rec(w, G_DATA)->runnable = 0; }
static void rec_index(World *w) { world_realm(w)->rec_index++; }
static void realm_recs(World *w) { world_realm(w)->num_recs++; }
static void aux_left(World *w)
{
	rmm_granule_set(w->model, w->state, G_AUX + 1, GRANULE_REC_AUX, 2);
}

static void child_ripas(World *w)
{
	entries_of(w, 4 * PAGE, 3)[2] = rtte_make(RTTE_UNASSIGNED, RIPAS_EMPTY, 0);
}
static void child_state(World *w)
{
	entries_of(w, 4 * PAGE, 3)[2] = rtte_make(RTTE_UNASSIGNED_NS, RIPAS_RAM, 0);
}
static void child_address(World *w)
{
	struct rmm_rtte *entries = entries_of(w, 4 * PAGE, 3);

	entries[3] = rtte_advance(entries[3], PAGE);
}
static void parent_ripas(World *w)
{
	entries_of(w, 4 * PAGE, 2)[1] = rtte_make(RTTE_UNASSIGNED, RIPAS_EMPTY, 0);
}
static void one_not_ram(World *w)
{
	entries_of(w, 0, 3)[1] = rtte_make(RTTE_UNASSIGNED, RIPAS_EMPTY, 0);
}
static void rim_as_before(World *w)
{
	memcpy(rmm_measurement(w->model, w->state, 0, 0), rmm_measurement(w->model, w->old, 0, 0),
	       64);
}
static void below_base(World *w)
{
	w->result.out[0] = world_rec(w, G_REC)->ripas_addr = 0;
}
static void beyond_top(World *w)
{
	entries_of(w, 0, 3)[3] = rtte_make(RTTE_UNASSIGNED, RIPAS_RAM, 0);
	w->result.out[0] = world_rec(w, G_REC)->ripas_addr = 4 * PAGE;
}
static void not_told(World *w) { world_rec(w, G_REC)->ripas_addr = PAGE; }
static void top_too_far(World *w) { w->result.out[0] = 4 * PAGE; }
static void top_beyond_range(World *w) { w->result.out[0] = 9 * PAGE; }
static void top_at_base(World *w) { w->result.out[0] = PAGE; }
static void emulatable(World *w) { world_rec(w, G_REC)->emulatable_abort = 1; }
static void not_running(World *w) { world_rec(w, G_REC)->state = REC_READY; }

static const struct {
	World *(*make)(void);
	void (*spoil)(World *world);
	const char *id;
} conditions[] = {
	{ realm_created, root_entry, "rtte_p_states" },
	{ realm_created, root_ns_entry, "rtte_up_states" }, { realm_created, rpv, "rpv" },
	{ realm_created, rem, "rem" }, { realm_created, rim_is_zero, "rim" },
	{ realm_created, other_vmid, "vmid" }, { realm_created, lpa2, "lpa2" },
	{ realm_created, rtt_base, "rtt_base" }, { realm_created, num_recs, "num_recs" },
	{ realm_destroyed, vmid_taken, "vmid" },
	{ rec_created, new_gpr, "rec_gprs" }, { rec_created, new_pc, "rec_pc" },
	{ rec_created, new_aux, "rec_aux" }, { rec_created, aux_state, "rec_aux_state" },
	{ rec_created, not_runnable, "runnable" }, { rec_created, rec_index, "rec_index" },
	{ rec_created, realm_recs, "num_recs" }, { rec_destroyed, realm_recs, "num_recs" },
	{ rec_destroyed, aux_left, "rec_aux_state" },
	{ rtt_created, child_ripas, "rtte_c_ripas" }, { rtt_created, child_state, "rtte_c_state" },
	{ block_unfolded, child_address, "rtte_c_addr" },
	{ rtt_folded, parent_ripas, "rtte_ripas" },
	{ ripas_initialised, one_not_ram, "rtte_ripas" },
	{ ripas_initialised, rim_as_before, "rim" }, { ripas_set, one_not_ram, "rtte_ripas" },
	{ ripas_set, below_base, "out_top" }, { ripas_set, beyond_top, "out_top" },
	{ ripas_set, not_told, "ripas_addr" }, { ripas_queried, top_too_far, "ripas" },
	{ ripas_queried, top_at_base, "ripas" },
	{ ripas_queried, top_beyond_range, "ripas" },
	{ exited_on_entry, emulatable, "rec_emul_abt" }, { entered, not_running, "rec_exit" },
};

START_TEST(test_success_condition)
{
	g_autoptr(World) world = conditions[_i].make();
	struct rmm_finding finding;

	ck_assert(world_keeps_word(world, &finding));
	conditions[_i].spoil(world);
	ck_assert(!world_keeps_word(world, &finding));
	ck_assert_int_eq(finding.kind, FINDING_SUCCESS);
	ck_assert_str_eq(finding.id, conditions[_i].id);
}
END_TEST

/* ---- what no command's footprint has ---- */

static void other_contents(World *w) { rmm_memory_fill(w->model, w->state, G_SPARE, 5, 0); }
static void other_granule(World *w)
{
	rmm_granule_set(w->model, w->state, G_SPARE, GRANULE_DELEGATED, 0);
}
static void other_rem(World *w) { rmm_measurement(w->model, w->state, 0, 4)[0] ^= 1; }

START_TEST(test_footprint)
{
	static World *(*const makes[])(void) = {
		realm_created, realm_destroyed, rec_created, rec_destroyed, rtt_created, rtt_folded,
		ripas_initialised, ripas_queried, exited_on_entry, entered,
	};
	static const struct {
		void (*spoil)(World *world);
		enum rmm_change_kind kind;
	} rows[] = {
		{ other_contents, CHANGE_CONTENTS }, { other_granule, CHANGE_GRANULE_STATE },
		{ other_rem, CHANGE_MEASUREMENT },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = makes[_i]();
		struct rmm_finding finding;

		ck_assert(world_keeps_word(world, &finding));
		rows[i].spoil(world);
		ck_assert(!world_keeps_word(world, &finding));
		ck_assert_int_eq(finding.kind, FINDING_FOOTPRINT);
		ck_assert_int_eq(finding.change.kind, rows[i].kind);
	}
}
END_TEST

/* An item covers the change that it names, and no other. */
START_TEST(test_footprint_items)
{
	g_autoptr(World) world = ripas_queried();
	struct rmm_call call = CALL(world, RSI_REALM_CONFIG, 0);
	const struct rmm_operands first = { 0, 0 };
	struct rmm_change contents = { CHANGE_CONTENTS, G_DATA, 0 };
	struct rmm_context context;
	struct rmm_result result;

	OK(world, RMI_DATA_CREATE_UNKNOWN, RD_, granule(G_DATA), 0);
	rmm_context_init(&context, world->model, world->state, &call, &result);
	ck_assert(rmm_covers_realm_contents(&context, first, &contents));
	contents.subject++;
	ck_assert(!rmm_covers_realm_contents(&context, first, &contents));
	/* Unprotected IPAs hold no contents of the Realm. */
	call.in[0] = UNPROTECTED;
	ck_assert(!rmm_covers_realm_contents(&context, first, &contents));

	call = CALL(world, RMI_GRANULE_DELEGATE, granule(G_SPARE));
	rmm_context_init(&context, world->model, world->state, &call, &result);
	contents.subject = G_SPARE;
	ck_assert(rmm_covers_contents(&context, first, &contents));
	contents.kind = CHANGE_GRANULE_STATE;
	ck_assert(!rmm_covers_contents(&context, first, &contents));
	ck_assert(rmm_covers_granule_state(&context, first, &contents));
	ck_assert(!rmm_covers_granule_gpt(&context, first, &contents));
}
END_TEST

Suite *suite_successes(void)
{
	Suite *suite = suite_create("successes");
	TCase *tcase = tcase_create("successes");

	tcase_add_loop_test(tcase, test_success_condition, 0, G_N_ELEMENTS(conditions));
	tcase_add_loop_test(tcase, test_footprint, 0, 10);
	tcase_add_test(tcase, test_footprint_items);
	suite_add_tcase(suite, tcase);
	return suite;
}
