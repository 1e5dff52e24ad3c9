/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Realm accesses (A5.2, A5.3.1): by RIPAS, HIPAS and kind of access, at
 * Protected, Unprotected and other IPAs; what Realm and Host are told.
 */
#include "state/access.h"
#include "state/syndrome.h"
#include "suites.h"
#include "world.h"

/* ---- the table ---- */

#define O OUTCOME_OK
#define S OUTCOME_SEA
#define E OUTCOME_EXIT
#define N OUTCOME_NONE

/* A5.3.1 (2.0: A5.4.1), data access and fetch. */
static const struct {
	enum rmm_ripas ripas;
	enum rmm_rtte_state hipas;
	enum rmm_outcome data, fetch;
} rows[] = {
	{ RIPAS_EMPTY, RTTE_UNASSIGNED, S, S },     { RIPAS_EMPTY, RTTE_ASSIGNED, S, S },
	{ RIPAS_RAM, RTTE_UNASSIGNED, E, E },       { RIPAS_RAM, RTTE_ASSIGNED, O, O },
	{ RIPAS_DESTROYED, RTTE_UNASSIGNED, E, E }, { RIPAS_DESTROYED, RTTE_ASSIGNED, E, E },
	{ RIPAS_EMPTY, RTTE_NARCH_DEV, S, S },      { RIPAS_EMPTY, RTTE_ARCH_DEV, S, S },
	{ RIPAS_RAM, RTTE_NARCH_DEV, E, E },        { RIPAS_RAM, RTTE_ARCH_DEV, E, E },
	{ RIPAS_DESTROYED, RTTE_NARCH_DEV, E, E },  { RIPAS_DESTROYED, RTTE_ARCH_DEV, E, E },
	{ RIPAS_DEV, RTTE_NARCH_DEV, O, S },        { RIPAS_DEV, RTTE_ARCH_DEV, O, S },
	{ RIPAS_DEV, RTTE_UNASSIGNED, N, N },       { RIPAS_DEV, RTTE_ASSIGNED, N, N },
	{ RIPAS_RAM, RTTE_TABLE, N, N },            { RIPAS_EMPTY, RTTE_ASSIGNED_NS, N, N },
};

START_TEST(test_table)
{
	struct rmm_access_row row = rmm_access_row(rows[_i].ripas, rows[_i].hipas);

	ck_assert_int_eq(row.data, rows[_i].data);
	ck_assert_int_eq(row.fetch, rows[_i].fetch);
}
END_TEST

/* ---- Protected IPAs ---- */

/* Page i of the Realm is in state i of the first six rows above. */
static World *every_state(void)
{
	World *world = world_build(NULL);
	uint64_t rd = granule(G_RD), pool = granule(G_DATA);

	OK(world, RMI_RTT_CREATE, rd, pool + 7 * PAGE, 4 * PAGE, 3);
	OK(world, RMI_DATA_CREATE_UNKNOWN, rd, pool, PAGE);
	OK(world, RMI_RTT_INIT_RIPAS, rd, 2 * PAGE, 3 * PAGE);
	OK(world, HOST_FILL, granule(G_SOURCE), 0x1234);
	OK(world, RMI_DATA_CREATE, rd, pool + PAGE, 3 * PAGE, granule(G_SOURCE), 1);
	for (unsigned i = 4; i < 6; i++) {
		OK(world, RMI_DATA_CREATE, rd, pool + 2 * PAGE, i * PAGE, granule(G_SOURCE), 1);
		OK(world, RMI_DATA_DESTROY, rd, i * PAGE);
	}
	OK(world, RMI_DATA_CREATE_UNKNOWN, rd, pool + 2 * PAGE, 5 * PAGE);
	OK(world, RMI_REALM_ACTIVATE, rd);
	ENTER(world, granule(G_REC));
	return world;
}

#define EC(class) ((uint64_t)(class) << 26)
#define EC_FETCH_LOWER 0x20
#define EC_FETCH_SAME  0x21
#define EC_DATA_LOWER  0x24
#define EC_DATA_SAME   0x25
#define IL  0x2000000u
#define ISV 0x1000000u
#define SAS_DOUBLEWORD 0xc00000u
#define SF  0x8000u
#define EA  0x200u
#define WNR 0x40u
#define FSC_TRANSLATION_3 0x07u
#define FSC_TRANSLATION_1 0x05u
#define FSC_PERMISSION_1  0x0du
#define FSC_EXTERNAL 0x10u

static const enum rmm_command_id kinds[] = { CMD_READ, CMD_WRITE, CMD_FETCH };

/* A4.3.4.2, A4.3.4.3: class and fault status alone. */
static void check_exit(const World *world, uint64_t ipa, gboolean fetch)
{
	const struct rmm_exit *exit = &world->result.exit;

	ck_assert(exit->happened);
	ck_assert_uint_eq(exit->field[EXIT_FIELD_REASON], EXIT_SYNC);
	ck_assert_uint_eq(exit->field[EXIT_FIELD_ESR],
			  EC(fetch ? EC_FETCH_LOWER : EC_DATA_LOWER) | FSC_TRANSLATION_3);
	ck_assert_uint_eq(exit->field[EXIT_FIELD_HPFAR], ipa >> 12 << 4);
	ck_assert_uint_eq(exit->field[EXIT_FIELD_FAR], 0);
	ck_assert_int_eq(world_rec(world, G_REC)->state, REC_READY);
	ck_assert_int_eq(world_rec(world, G_REC)->emulatable_abort, 0);
}

/* A5.2.7: the Realm sees its own instruction. */
static void check_sea(const World *world, uint64_t ipa, enum rmm_command_id kind)
{
	uint64_t esr = EC(kind == CMD_FETCH ? EC_FETCH_SAME : EC_DATA_SAME) | IL | EA |
		       FSC_EXTERNAL;

	if (kind != CMD_FETCH)
		esr |= ISV | SAS_DOUBLEWORD | SF;
	if (kind == CMD_WRITE)
		esr |= WNR;
	ck_assert_uint_eq(world->result.out[3], esr);
	ck_assert_uint_eq(world->result.out[4], ipa);
	ck_assert_int_eq(world_rec(world, G_REC)->state, REC_RUNNING);
}

START_TEST(test_protected)
{
	static const enum rmm_status statuses[] = {
		[OUTCOME_OK] = STATUS_OK, [OUTCOME_SEA] = STATUS_SEA, [OUTCOME_EXIT] = STATUS_EXIT
	};
	g_autoptr(World) world = every_state();
	unsigned page = (unsigned)_i / 3;
	enum rmm_command_id kind = kinds[_i % 3];
	uint64_t ipa = page * PAGE + 16, in[] = { ipa, 1, 0x55 };
	struct rmm_call call = world_call(world, kind, in, kind == CMD_FETCH ? 1 : 3);
	enum rmm_outcome outcome = kind == CMD_FETCH ? rows[page].fetch : rows[page].data;

	ck_assert_int_eq(rtte_ripas(world_walk(world, ipa, 3).rtte), rows[page].ripas);
	ck_assert_int_eq(rtte_state(world_walk(world, ipa, 3).rtte), rows[page].hipas);
	ck_assert_int_eq(world_step(world, &call), statuses[outcome]);
	if (outcome == OUTCOME_EXIT)
		check_exit(world, ipa, kind == CMD_FETCH);
	else if (outcome == OUTCOME_SEA)
		check_sea(world, ipa, kind);
	else
		ck_assert_uint_eq(world->result.out[0], granule(G_DATA + 1) + 16);
}
END_TEST

/* What is written is read again; what the Host copied in is read first. */
START_TEST(test_contents)
{
	g_autoptr(World) world = every_state();

	OK(world, READ, 3 * PAGE + 8);
	ck_assert_uint_eq(world->result.out[2], 0x1234);
	OK(world, WRITE, 3 * PAGE + 8, 0, 0x77);
	OK(world, READ, 3 * PAGE + 15);
	ck_assert_uint_eq(world->result.out[2], 0x77);
	OK(world, READ, 3 * PAGE + 16);
	ck_assert_uint_eq(world->result.out[2], 0x1234);
	ck_assert_uint_eq(*rmm_granule_origin(world->model, world->state, G_DATA + 1),
			  ORIGIN_REALM | ORIGIN_OBSERVED);
}
END_TEST

/* ---- Unprotected IPAs, and none ---- */

/* A block at level 1 with the attributes of @s2ap: bit 0 read, bit 1 write. */
static World *with_unprotected(uint64_t address, uint64_t s2ap)
{
	World *world = world_active(NULL);

	OK(world, RMI_RTT_MAP_UNPROTECTED, granule(G_RD), UNPROTECTED, 1, address | s2ap << 6);
	ENTER(world, granule(G_REC));
	return world;
}

#define BLOCK_1 (16 * PAGE)

START_TEST(test_unprotected)
{
	static const struct {
		enum rmm_command_id kind;
		uint64_t s2ap;
		enum rmm_status status;
		uint64_t fsc;
	} cases[] = {
		{ CMD_READ, 3, STATUS_OK, 0 }, { CMD_WRITE, 3, STATUS_OK, 0 },
		{ CMD_READ, 1, STATUS_OK, 0 }, { CMD_WRITE, 1, STATUS_EXIT, FSC_PERMISSION_1 },
		{ CMD_READ, 2, STATUS_EXIT, FSC_PERMISSION_1 }, { CMD_WRITE, 2, STATUS_OK, 0 },
		{ CMD_READ, 0, STATUS_EXIT, FSC_PERMISSION_1 },
		{ CMD_FETCH, 3, STATUS_SEA, 0 }, { CMD_FETCH, 0, STATUS_SEA, 0 },
	};
	g_autoptr(World) world = with_unprotected(2 * BLOCK_1, cases[_i].s2ap);
	uint64_t ipa = UNPROTECTED + 3 * PAGE, in[] = { ipa, 1, 0x66 };
	struct rmm_call call = world_call(world, cases[_i].kind, in,
					  cases[_i].kind == CMD_FETCH ? 1 : 3);

	ck_assert_int_eq(world_step(world, &call), cases[_i].status);
	if (cases[_i].status == STATUS_OK)
		ck_assert_uint_eq(world->result.out[0], 2 * BLOCK_1 + 3 * PAGE);
	if (cases[_i].status == STATUS_EXIT)
		ck_assert_uint_eq(world->result.exit.field[EXIT_FIELD_ESR] & 0x3f, cases[_i].fsc);
}
END_TEST

/* A4.3.4.3: what the Host is told of an abort at an Unprotected IPA, by ISV. */
START_TEST(test_unprotected_syndrome)
{
	g_autoptr(World) world = world_running(NULL);
	uint64_t ipa = UNPROTECTED + 3 * PAGE + 24;

	STEP_IS(world, STATUS_EXIT, WRITE, ipa, 1, 0x99);
	ck_assert_uint_eq(world->result.exit.field[EXIT_FIELD_ESR],
			  EC(EC_DATA_LOWER) | ISV | SAS_DOUBLEWORD | SF | WNR | FSC_TRANSLATION_1);
	ck_assert_uint_eq(world->result.exit.field[EXIT_FIELD_FAR], 24);
	ck_assert_uint_eq(world->result.exit.field[EXIT_FIELD_GPRS], 0x99);
	ck_assert_int_eq(world_rec(world, G_REC)->emulatable_abort, 1);
	/* The Host emulates a read, or injects an SEA, or neither. */
	ENTER(world, granule(G_REC));
	ck_assert_int_eq(world->result.completion.status, STATUS_RETRY);
	STEP_IS(world, STATUS_EXIT, READ, ipa, 1);
	ck_assert_uint_eq(world->result.exit.field[EXIT_FIELD_GPRS], 0);
	OK(world, RMI_REC_ENTER, granule(G_REC), granule(G_RUN), 1, 0, 0, 0, 0, 0, 0xabc);
	ck_assert_int_eq(world->result.completion.status, STATUS_EMULATED);
	ck_assert_uint_eq(world->result.completion.out[2], 0xabc);
	STEP_IS(world, STATUS_EXIT, READ, ipa, 0);
	ck_assert_uint_eq(world->result.exit.field[EXIT_FIELD_ESR],
			  EC(EC_DATA_LOWER) | IL | FSC_TRANSLATION_1);
	OK(world, RMI_REC_ENTER, granule(G_REC), granule(G_RUN), 0, 1);
	ck_assert_int_eq(world->result.completion.status, STATUS_SEA);
	ck_assert_uint_eq(world->result.completion.out[3], EC(EC_DATA_SAME) | IL | EA | FSC_EXTERNAL);
	ck_assert_uint_eq(world->result.completion.out[4], ipa);
}
END_TEST

/* IKQJML: the page behind an Unprotected IPA may not be Non-secure. */
START_TEST(test_granule_protection_fault)
{
	g_autoptr(World) world = with_unprotected(2 * BLOCK_1, 3);

	/* The block begins with pages that are the RMM's; behind them, the Host's. */
	STEP_IS(world, STATUS_GPF, READ, UNPROTECTED);
	ck_assert_uint_eq(world->result.out[0], 2 * BLOCK_1);
	OK(world, WRITE, UNPROTECTED + (granule(G_HOST) - 2 * BLOCK_1), 0, 5);
	OK(world, HOST_READ, granule(G_HOST));
	ck_assert_uint_eq(world->result.out[0], 5);
}
END_TEST

START_TEST(test_untracked_memory)
{
	g_autoptr(World) world = with_unprotected(0x40000, 3);

	OK(world, WRITE, UNPROTECTED, 0, 5);
	OK(world, READ, UNPROTECTED);
	ck_assert_uint_eq(world->result.out[2], 0);
}
END_TEST

/* A5.2.8 */
START_TEST(test_outside_the_ipa_space)
{
	g_autoptr(World) world = world_running(NULL);
	uint64_t in[] = { IPA_END + 8 };
	struct rmm_call call = world_call(world, kinds[_i], in, 1);
	uint64_t class = kinds[_i] == CMD_FETCH ? EC_FETCH_SAME : EC_DATA_SAME;

	ck_assert_int_eq(world_step(world, &call), STATUS_ADDRESS_SIZE_FAULT);
	ck_assert_uint_eq(world->result.out[3] & ~(uint64_t)(ISV | SAS_DOUBLEWORD | SF | WNR),
			  EC(class) | IL);
	ck_assert_uint_eq(world->result.out[4], IPA_END + 8);
}
END_TEST

/* Faults at every level; level -1 has a code of its own (FEAT_LPA2). */
START_TEST(test_fault_levels)
{
	static const uint64_t codes[] = { 0x2b, 0x04, 0x05, 0x06, 0x07 };
	struct rmm_abort abort = { ACCESS_READ, false, 0, false };

	for (int level = -1; level <= 3; level++)
		ck_assert_uint_eq(rmm_esr_el2(abort, level, false),
				  EC(EC_DATA_LOWER) | IL | codes[level + 1]);
	ck_assert_uint_eq(rmm_exit_esr_wfx(false), EC(1));
	ck_assert_uint_eq(rmm_exit_esr_wfx(true), EC(1) | 1);
}
END_TEST

/* An entry that the table does not have, left by a mistake: the Host is asked. */
START_TEST(test_entry_that_is_not_in_the_table)
{
	g_autoptr(World) world = every_state();
	struct rmm_walk walk = world_walk(world, 0, 3);

	world->unchecked = TRUE;
	rmm_set_rtte(world->model, world->state, &walk, rtte_make(RTTE_UNASSIGNED_NS, 0, 0));
	STEP_IS(world, STATUS_EXIT, READ, 0);
}
END_TEST

/* An access leaves no trace of itself if it is only looked at. */
START_TEST(test_translation_changes_nothing)
{
	g_autoptr(World) world = every_state();

	rmm_state_copy(world->model, world->old, world->state);
	for (uint64_t page = 0; page < WORLD_IPA_PAGES; page++)
		for (int kind = ACCESS_READ; kind <= ACCESS_FETCH; kind++)
			rmm_translate(world->model, world->state, world_realm(world), page * PAGE,
				      (enum rmm_access_kind)kind);
	ck_assert(rmm_state_equal(world->model, world->old, world->state));
}
END_TEST

Suite *suite_access(void)
{
	Suite *suite = suite_create("access");
	TCase *tcase = tcase_create("access");

	tcase_add_loop_test(tcase, test_table, 0, G_N_ELEMENTS(rows));
	tcase_add_loop_test(tcase, test_protected, 0, 6 * G_N_ELEMENTS(kinds));
	tcase_add_test(tcase, test_contents);
	tcase_add_loop_test(tcase, test_unprotected, 0, 9);
	tcase_add_test(tcase, test_unprotected_syndrome);
	tcase_add_test(tcase, test_granule_protection_fault);
	tcase_add_test(tcase, test_untracked_memory);
	tcase_add_loop_test(tcase, test_outside_the_ipa_space, 0, G_N_ELEMENTS(kinds));
	tcase_add_test(tcase, test_fault_levels);
	tcase_add_test(tcase, test_entry_that_is_not_in_the_table);
	tcase_add_test(tcase, test_translation_changes_nothing);
	suite_add_tcase(suite, tcase);
	return suite;
}
