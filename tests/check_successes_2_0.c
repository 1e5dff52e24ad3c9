/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Success conditions of 2.0: after a step that went well something is spoilt,
 * and the self-check names the condition that does not hold any more. What
 * changes while an operation waits, and what does not.
 */
#include "engine/operation.h"
#include "state/address_set.h"
#include "state/diff.h"
#include "state/memory.h"
#include "suites.h"
#include "world.h"

#define RD_ granule(G_RD)
#define AT (4 * PAGE)           /* Protected, VOID, under a table of its own */
#define NS UNPROTECTED          /* UNMAPPED_NS, the same */
#define SINGLE ADDRESS_TYPE_SINGLE
#define LIST(count) (ADDRESS_TYPE_LIST | (uint64_t)(count) << 2)
#define PAGES(i, count) rmm_descriptor_make(granule(i), count, RMM_PAGE_LEVEL, true)

/* ---- a world of 2.0: no memory to donate ---- */

static World *built(void)
{
	struct rmm_config config;
	World *world;

	world_config_of(&config, &rmm_version_2_0_bet0);
	config.platform.aux_count = 0;
	world = world_new(&config);
	OK(world, RMI_GRANULE_RANGE_DELEGATE, granule(0), granule(G_HOST));
	OK(world, RMI_REALM_CREATE, RD_, granule(G_PARAMS), 0, WORLD_WIDTH, 0, 1, 1, 0, 0, 0,
	   granule(G_ROOT), 1, 1);
	OK(world, RMI_RTT_CREATE, RD_, granule(G_TABLE_2), 0, 2);
	OK(world, RMI_RTT_CREATE, RD_, granule(G_TABLE_3), AT, 3);
	OK(world, RMI_RTT_CREATE, RD_, granule(G_AUX), NS, 2);
	OK(world, RMI_RTT_CREATE, RD_, granule(G_AUX + 1), NS, 3);
	return world;
}

static World *delegated(void)
{
	World *world = built();

	OK(world, RMI_GRANULE_RANGE_DELEGATE, granule(G_SPARE), granule(G_SPARE + 2));
	return world;
}

static World *undelegated(void)
{
	World *world = delegated();

	OK(world, RMI_GRANULE_RANGE_UNDELEGATE, granule(G_SPARE), granule(G_SPARE + 2));
	return world;
}

static World *mapped(void)
{
	World *world = built();

	OK(world, RMI_RTT_DATA_MAP, RD_, AT, AT + 2 * PAGE, SINGLE, PAGES(G_DATA, 2));
	return world;
}

static World *unmapped(void)
{
	World *world = mapped();

	OK(world, RMI_RTT_DATA_UNMAP, RD_, AT, AT + 2 * PAGE, SINGLE);
	return world;
}

static World *unmapped_list(void)
{
	World *world = mapped();

	OK(world, RMI_RTT_DATA_UNMAP, RD_, AT, AT + 2 * PAGE, LIST(2), granule(G_SPARE));
	return world;
}

static World *ns_mapped(void)
{
	World *world = built();

	OK(world, RMI_RTT_UNPROT_MAP, RD_, NS, NS + 2 * PAGE, SINGLE, PAGES(G_SPARE, 2));
	return world;
}

static World *ns_unmapped(void)
{
	World *world = ns_mapped();

	OK(world, RMI_RTT_UNPROT_UNMAP, RD_, NS, NS + 2 * PAGE, SINGLE);
	return world;
}

static World *ns_unfolded(void)
{
	World *world = built();

	OK(world, RMI_RTT_UNPROT_MAP, RD_, NS + 4 * PAGE, NS + 8 * PAGE, SINGLE,
	   rmm_descriptor_make(granule(0), 1, 2, true));
	OK(world, RMI_RTT_CREATE, RD_, granule(G_DATA), NS + 4 * PAGE, 3);
	return world;
}

static World *copied(void)
{
	World *world = built();

	OK(world, RMI_RTT_DATA_MAP_INIT, RD_, granule(G_DATA), AT, granule(G_SOURCE), 1);
	return world;
}

/* ---- what can be spoilt ---- */

static struct rmm_rtte *entry_at(World *w, uint64_t ipa)
{
	struct rmm_walk walk = world_walk(w, ipa, RMM_PAGE_LEVEL);

	return &rmm_rtt_entries(w->model, w->state, walk.rtt)[walk.index];
}

static void granule_is_rec(World *w)
{
	rmm_granule_set(w->model, w->state, G_SPARE + 1, GRANULE_REC, 0);
}

static void data_is_rec(World *w)
{
	rmm_granule_set(w->model, w->state, G_DATA + 1, GRANULE_REC, 0);
}

static void not_wiped(World *w)
{
	*rmm_granule_origin(w->model, w->state, G_SPARE + 1) = ORIGIN_HOST;
}

static void data_not_wiped(World *w)
{
	*rmm_granule_origin(w->model, w->state, G_DATA + 1) = ORIGIN_HOST;
}

static void entry_is_void(World *w) { *entry_at(w, AT + PAGE) = rtte_make(RTTE_VOID, RIPAS_EMPTY, 0); }
static void entry_is_data(World *w)
{
	*entry_at(w, AT + PAGE) = rtte_make(RTTE_DATA, RIPAS_EMPTY, granule(G_DATA));
}
static void entry_is_ram(World *w) { *entry_at(w, AT + PAGE) = rtte_make(RTTE_VOID, RIPAS_RAM, 0); }
static void other_address(World *w)
{
	*entry_at(w, AT + PAGE) = rtte_make(RTTE_DATA, RIPAS_EMPTY, granule(G_DATA));
}
static void no_range(World *w) { w->result.out[1] = 0; }
static void short_list(World *w) { w->result.out[2] = 0; }
static void ns_is_unmapped(World *w) { *entry_at(w, NS + PAGE) = rtte_make(RTTE_UNMAPPED_NS, RIPAS_EMPTY, 0); }
static void ns_is_mapped(World *w) { *entry_at(w, NS + PAGE) = rtte_make_ns(0, 0, 0); }
static void ns_other_address(World *w) { *entry_at(w, NS + PAGE) = rtte_make_ns(granule(3), 0, 0); }
static void ns_other_memattr(World *w)
{
	*entry_at(w, NS + PAGE) = rtte_make_ns(granule(G_SPARE + 1), 1, 0);
}
static void ns_other_s2ap(World *w)
{
	*entry_at(w, NS + PAGE) = rtte_make_ns(granule(G_SPARE + 1), 0, 3);
}
static void child_other_memattr(World *w)
{
	*entry_at(w, NS + 5 * PAGE) = rtte_make_ns(granule(1), 1, 0);
}
static void other_contents(World *w) { rmm_memory_fill(w->model, w->state, G_DATA, 5, ORIGIN_MEASURED); }

static const struct {
	World *(*make)(void);
	void (*spoil)(World *world);
	const char *id;
} conditions[] = {
	{ delegated, granule_is_rec, "state" },
	{ undelegated, granule_is_rec, "state" },
	{ undelegated, not_wiped, "content" },
	{ mapped, data_is_rec, "gran_state_contig" },
	{ mapped, data_not_wiped, "gran_contents" },
	{ mapped, other_address, "addr_contig" },
	{ unmapped, entry_is_data, "state" },
	{ unmapped, entry_is_ram, "ripas" },
	{ unmapped, no_range, "addr_single" },
	{ unmapped_list, short_list, "addr_list" },
	{ unmapped, data_is_rec, "gran_state_contig" },
	{ ns_mapped, ns_is_unmapped, "state" },
	{ ns_mapped, ns_other_address, "addr_contig" },
	{ ns_mapped, ns_other_memattr, "memattr" },
	{ ns_mapped, ns_other_s2ap, "memattr" },
	{ ns_unmapped, ns_is_mapped, "state" },
	{ ns_unfolded, child_other_memattr, "rtte_c_mem_attr" },
	{ copied, other_contents, "data_content" },
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

/* An entry that should be DATA is not; whichever condition notices it first. */
START_TEST(test_entry_not_mapped)
{
	g_autoptr(World) world = mapped();
	struct rmm_finding finding;

	entry_is_void(world);
	ck_assert(!world_keeps_word(world, &finding));
	ck_assert_int_eq(finding.kind, FINDING_SUCCESS);
}
END_TEST

/* ---- memory of operations ---- */

static World *asking(void)
{
	World *world = world_asking();

	STEP_IS(world, RMI_INCOMPLETE, RMI_OP_MEM_DONATE, 0, granule(G_SPARE), 1, PAGES(G_DATA, 2));
	return world;
}

START_TEST(test_donated_and_reclaimed)
{
	g_autoptr(World) world = asking();
	struct rmm_finding finding;

	ck_assert(world_keeps_word(world, &finding));
	rmm_granule_set(world->model, world->state, G_DATA + 1, GRANULE_DELEGATED, 0);
	ck_assert(!world_keeps_word(world, &finding));
	ck_assert_str_eq(finding.id, "gran_state");
	rmm_granule_set(world->model, world->state, G_DATA + 1, GRANULE_INTERNAL,
			rmm_granule_link(world->model, world->state, G_DATA));
	STEP_IS(world, RMI_INCOMPLETE, RMI_OP_CANCEL, 0);
	STEP_IS(world, RMI_INCOMPLETE, RMI_OP_MEM_RECLAIM, 0, granule(G_SPARE), 2);
	rmm_granule_set(world->model, world->state, G_DATA + 1, GRANULE_INTERNAL, 1);
	ck_assert(!world_keeps_word(world, &finding));
	ck_assert_str_eq(finding.id, "gran_state");
}
END_TEST

/* INTERNAL Granules that nobody owns: of no REC, of no operation. */
START_TEST(test_nobodys)
{
	g_autoptr(World) world = asking();
	uint64_t links[] = { 1, rmm_operation_link(world->model, 1), 1000 };

	for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
		struct rmm_violation broken[4];

		rmm_granule_set(world->model, world->state, G_DATA + 4, GRANULE_INTERNAL, links[i]);
		ck_assert(world_breaks(broken, rmm_check_all_invariants(world->model, world->state,
									broken, 4),
				       "internal-owned"));
	}
}
END_TEST

/* ---- while a command waits ---- */

/* More than its marks and its footprint must not change. */
START_TEST(test_under_way)
{
	g_autoptr(World) world = built();
	struct rmm_call call = CALL(world, RMI_RTT_CREATE, RD_, granule(G_DATA), 8 * PAGE, 3);
	struct rmm_finding finding;

	call.interrupt = 1;
	ck_assert_int_eq(world_step(world, &call), RMI_INCOMPLETE);
	rmm_memory_fill(world->model, world->state, G_SPARE, 5, ORIGIN_HOST);
	ck_assert(!world_keeps_word(world, &finding));
	ck_assert_int_eq(finding.kind, FINDING_FOOTPRINT);
	ck_assert_int_eq(finding.change.kind, CHANGE_CONTENTS);
}
END_TEST

/* A call that resumes one may change what that one may, and no more. */
START_TEST(test_resumed)
{
	g_autoptr(World) world = built();
	struct rmm_call call = CALL(world, RMI_RTT_CREATE, RD_, granule(G_DATA), 8 * PAGE, 3);
	struct rmm_finding finding;

	call.interrupt = 1;
	ck_assert_int_eq(world_step(world, &call), RMI_INCOMPLETE);
	OK(world, RMI_OP_CONTINUE, 0, 0);
	rmm_granule_set(world->model, world->state, G_SPARE, GRANULE_DELEGATED, 0);
	ck_assert(!world_keeps_word(world, &finding));
	ck_assert_int_eq(finding.kind, FINDING_FOOTPRINT);
	ck_assert_int_eq(finding.change.kind, CHANGE_GRANULE_STATE);
}
END_TEST

/* ---- differences of what 2.0 keeps ---- */

static bool stop(void *user, const struct rmm_change *change)
{
	*(struct rmm_change *)user = *change;
	return false;
}

static void no_realms(World *w) { rmm_global(w->state)->num_realms = 7; }
static void coarse(World *w)
{
	*(uint8_t *)rmm_part(w->state, w->model->layout.tracking) = TRACKING_COARSE;
}
static void operation(World *w) { rmm_operation(w->model, w->state, 0)->command = 1; }

START_TEST(test_difference)
{
	static const struct {
		void (*spoil)(World *world);
		enum rmm_change_kind kind;
	} rows[] = {
		{ no_realms, CHANGE_GLOBAL }, { coarse, CHANGE_TRACKING },
		{ operation, CHANGE_OPERATION },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = built();
		struct rmm_change change;

		rmm_state_copy(world->model, world->old, world->state);
		rows[i].spoil(world);
		ck_assert(!rmm_diff(world->model, world->old, world->state, stop, &change));
		ck_assert_int_eq(change.kind, rows[i].kind);
	}
}
END_TEST

/* ---- no room in the model ---- */

START_TEST(test_no_room_for_a_rec)
{
	struct rmm_config config;
	g_autoptr(World) world = NULL;

	world_config_of(&config, &rmm_version_2_0_bet0);
	config.recs = 1;
	world = world_new(&config);
	OK(world, RMI_GRANULE_RANGE_DELEGATE, granule(0), granule(G_HOST));
	OK(world, RMI_REALM_CREATE, RD_, granule(G_PARAMS), 0, WORLD_WIDTH, 0, 1, 1, 0, 0, 0,
	   granule(G_ROOT), 1, 1);
	for (unsigned i = 0; i < 2; i++) {
		STEP_IS(world, RMI_INCOMPLETE, RMI_REC_CREATE, RD_, granule(G_REC + i),
			granule(G_PARAMS), 1, i);
		STEP_IS(world, RMI_INCOMPLETE, RMI_OP_MEM_DONATE, 0, granule(G_SPARE), 1,
			PAGES(G_DATA + i, 1));
		if (i == 0)
			OK(world, RMI_OP_CONTINUE, 0, 0);
	}
	/* The memory is reclaimed, and then told. */
	STEP_IS(world, RMI_INCOMPLETE, RMI_OP_CONTINUE, 0, 0);
	STEP_IS(world, RMI_INCOMPLETE, RMI_OP_MEM_RECLAIM, 0, granule(G_SPARE), 1);
	STEP_IS(world, STATUS_LIMIT, RMI_OP_CONTINUE, 0, 0);
	/* RMI_REC_DESTROY waits for its memory; without room for that it is refused. */
	world->model->config.operations = 0;
	STEP_IS(world, RMI_BLOCKED, RMI_REC_DESTROY, granule(G_REC));
}
END_TEST

Suite *suite_successes_2_0(void)
{
	Suite *suite = suite_create("successes-2.0");
	TCase *tcase = tcase_create("successes-2.0");

	tcase_add_loop_test(tcase, test_success_condition, 0, G_N_ELEMENTS(conditions));
	tcase_add_test(tcase, test_entry_not_mapped);
	tcase_add_test(tcase, test_donated_and_reclaimed);
	tcase_add_test(tcase, test_nobodys);
	tcase_add_test(tcase, test_under_way);
	tcase_add_test(tcase, test_resumed);
	tcase_add_test(tcase, test_difference);
	tcase_add_test(tcase, test_no_room_for_a_rec);
	suite_add_tcase(suite, tcase);
	return suite;
}
