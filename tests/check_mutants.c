/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutants made from the tables: their ids, and who notices them. */
#include <string.h>

#include "folder.h"
#include "mutants.h"
#include "mutate/mutants.h"
#include "suites.h"
#include "system/version.h"

/* Each id once, and of every kind: rows and orderings of the tables, no more. */
START_TEST(test_ids)
{
	g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
	guint kinds[MUTANT_KINDS] = { 0 }, conditions = 0;
	Generated generated;

	generated_init(&generated, version_at((guint)_i), FALSE, 1);
	for (guint i = 0; i < generated.mutants->len; i++) {
		const Mutant *mutant = generated.mutants->pdata[i];

		ck_assert_msg(g_hash_table_add(ids, mutant->id), "%s is there twice", mutant->id);
		kinds[mutant->kind]++;
	}
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(&generated.model, id);

		if (command && !command->unmodelled)
			conditions += generated.model.rules[id].count;
	}
	ck_assert_uint_gt(kinds[MUTANT_SILENT], 200);
	ck_assert_uint_le(kinds[MUTANT_SILENT], conditions);
	ck_assert_uint_eq(kinds[MUTANT_STATUS], kinds[MUTANT_SILENT]);
	ck_assert_uint_gt(kinds[MUTANT_INDEX], 20);
	ck_assert_uint_gt(kinds[MUTANT_SWAPPED], 90);
	ck_assert_uint_gt(kinds[MUTANT_DROPPED], 80);
	ck_assert_uint_gt(kinds[MUTANT_KEPT], 60);
	for (MutantKind kind = MUTANT_DROPPED; kind < MUTANT_KINDS; kind++)
		ck_assert_msg(kinds[kind] >= 2, "%s", mutant_kind_name(kind));
	ck_assert_uint_ge(generated.mutants->len, 700);
	generated_clear(&generated);
}
END_TEST

/* What no call meets, a mutant of it does not show; it does not count. */
START_TEST(test_equivalent)
{
	Generated generated;
	guint swapped = 0, noticed, all;

	mutants_begin(&generated, "1.0");
	for (guint i = 0; i < generated.mutants->len; i++) {
		const Mutant *mutant = generated.mutants->pdata[i];

		swapped += mutant->kind == MUTANT_SWAPPED ? 1 : 0;
		if (strcmp(mutant->id, "RMI_DATA_CREATE rd_state < realm_state swapped") == 0)
			ck_assert_ptr_nonnull(strstr(mutant->equivalent, "without an RD"));
		if (strcmp(mutant->id, "RSI_ATTESTATION_TOKEN_CONTINUE unknown silent") == 0)
			ck_assert_ptr_nonnull(mutant->equivalent);
		if (strcmp(mutant->id, "RMI_DATA_CREATE realm_state < rtt_walk swapped") == 0)
			ck_assert_ptr_null(mutant->equivalent);
	}
	ck_assert_uint_gt(generated_equivalent(&generated, MUTANT_SWAPPED), 50);
	ck_assert_uint_eq(generated_told(&generated, MUTANT_SWAPPED, &all), 0);
	ck_assert_uint_eq(all + generated_equivalent(&generated, MUTANT_SWAPPED), swapped);
	/* nothing was tried */
	ck_assert_uint_eq(generated_score(&generated, (MutantsAsked){ MUTANT_KINDS, FALSE },
					  SUITE_ANY, &noticed), 0);
	generated_clear(&generated);
}
END_TEST

/* So does one that keeps what nobody looks at, or what does not change: each row of the table. */
START_TEST(test_idle)
{
	static const struct {
		const char *version;
		guint kept, beside, remeasured;
	} rows[] = { { "1.0", 9, 1, 0 }, { "2.0-bet0", 16, 1, 1 }, { "2.0-bet3", 18, 1, 0 } };
	Generated generated;

	mutants_begin(&generated, rows[_i].version);
	ck_assert_uint_eq(generated_equivalent(&generated, MUTANT_KEPT), rows[_i].kept);
	ck_assert_uint_eq(generated_equivalent(&generated, MUTANT_BESIDE), rows[_i].beside);
	ck_assert_uint_eq(generated_equivalent(&generated, MUTANT_REMEASURED), rows[_i].remeasured);
	generated_clear(&generated);
}
END_TEST

/* What is read from beyond all memory is no mutant's to read: the program would end. */
START_TEST(test_source_beyond_memory)
{
	static const char text[] =
		"spec 2.0-bet0\ninclude \"%s/scenarios/common/one-table.ripas\"\n"
		"host RMI_GRANULE_RANGE_DELEGATE base=$spare top=$spare+4K\n"
		"host RMI_RTT_DATA_MAP_INIT rd=$rd data=$spare ipa=$dram src=0x10_0000_0000_0000 "
		"> RMI_ERROR_INPUT by=src_pas\n";
	g_autofree char *here = g_get_current_dir();
	g_autofree char *whole = g_strdup_printf(text, here);
	g_autoptr(Folder) folder = folder_new();
	Generated generated;

	mutants_begin(&generated, "2.0-bet0");
	generated_add(&generated, folder_add(folder, "beyond.ripas", whole, -1));
	ck_assert_uint_eq(generated.files->len, 1);
	ck_assert(generated_run(&generated));
	for (guint i = 0; i < generated.mutants->len; i++)
		ck_assert_str_ne(((const Mutant *)generated.mutants->pdata[i])->id,
				 "RMI_RTT_DATA_MAP_INIT src_pas dropped");
	generated_clear(&generated);
}
END_TEST

static gboolean noticed(const Generated *generated, const char *id)
{
	return generated_by(generated, mutants_number(generated, id), SUITE_ANY) != NULL;
}

/* A file notices what it holds, and nothing that it never meets. */
START_TEST(test_noticed)
{
	Generated generated;
	guint all, some;

	mutants_begin(&generated, "1.0");
	generated_add(&generated, "scenarios/acs/command/realm-activate.ripas");
	ck_assert_uint_eq(generated.files->len, 1);
	ck_assert(generated_run(&generated));
	ck_assert(noticed(&generated, "RMI_REALM_ACTIVATE realm_state silent"));
	ck_assert(noticed(&generated, "RMI_REALM_ACTIVATE realm_state status"));
	ck_assert(!noticed(&generated, "RMI_DATA_CREATE data_state silent"));
	all = generated_score(&generated, (MutantsAsked){ MUTANT_KINDS, FALSE }, 0, &some);
	ck_assert_uint_eq(all + generated_equivalent(&generated, MUTANT_KINDS), generated.mutants->len);
	ck_assert_uint_ge(some, 4);
	ck_assert_uint_lt(some, 40);
	generated_clear(&generated);
}
END_TEST

/* Of each thing that a command can do wrong one, and a scenario that holds it. */
static const struct {
	const char *path, *id;
} wrong[] = {
	{ "command/cpu-on", "PSCI_CPU_ON entry dropped" },
	{ "command/rtt-destroy", "RMI_RTT_DESTROY rtt_live dropped" },
	{ "command/granule-undelegate", "RMI_GRANULE_UNDELEGATE gran_state kept" },
	{ "command/granule-undelegate", "RMI_GRANULE_UNDELEGATE gran_content unwiped" },
	{ "memory/exception-emulatable-da", "READ isv ignored" },
	{ "command/data-create-unknown", "RMI_RTT_INIT_RIPAS rim unmeasured" },
	{ "command/rtt-map-unprotected", "RMI_RTT_MAP_UNPROTECTED rtte beside" },
	{ "command/rtt-set-ripas", "RMI_RTT_SET_RIPAS rtte short" },
	{ "command/ipa-state-set", "RMI_RTT_SET_RIPAS rtte long" },
	{ "command/ipa-state-get", "RSI_IPA_STATE_GET out_top near" },
	{ "command/ipa-state-get", "RSI_IPA_STATE_GET out_top far" },
};

START_TEST(test_wrong)
{
	g_autofree char *path = g_strdup_printf("scenarios/acs/%s.ripas", wrong[_i].path);
	Generated generated;

	mutants_begin(&generated, "1.0");
	generated_add(&generated, path);
	ck_assert(generated_run(&generated));
	ck_assert_msg(noticed(&generated, wrong[_i].id), "%s: %s", path, wrong[_i].id);
	generated_clear(&generated);
}
END_TEST

/* A RIM that is known is not that of a Realm which measures twice. */
START_TEST(test_measured_twice)
{
	Generated generated;

	mutants_begin(&generated, "1.0");
	generated_add(&generated, "scenarios/regress/rim-known-answer.ripas");
	ck_assert(generated_run(&generated));
	ck_assert(noticed(&generated, "RMI_RTT_INIT_RIPAS rim remeasured"));
	ck_assert(noticed(&generated, "RMI_RTT_INIT_RIPAS rim unmeasured"));
	generated_clear(&generated);
}
END_TEST

/* An operation that goes on is wrong as well: of a range the last entry that it comes to. */
START_TEST(test_wrong_resume)
{
	static const char text[] =
		"spec rmm-2.0-bet3\ninclude \"%s/scenarios/common/one-table.ripas\"\n"
		"host RMI_RTT_INIT_RIPAS rd=$rd base=0 top=8K irq after=1 > RMI_INCOMPLETE handle=$h\n"
		"host RMI_OP_CONTINUE handle=$h > RMI_SUCCESS out_top=8K\n"
		"expect ripas 4K RAM\n";
	g_autofree char *here = g_get_current_dir();
	g_autofree char *whole = g_strdup_printf(text, here);
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "resumed.ripas", whole, -1);
	Generated generated;

	mutants_begin(&generated, "2.0-bet3");
	generated.no_invariants = TRUE;
	generated_add(&generated, path);
	ck_assert_uint_eq(generated.files->len, 1);
	ck_assert(generated_run(&generated));
	ck_assert(noticed(&generated, "RMI_RTT_INIT_RIPAS rtte short"));
	ck_assert(noticed(&generated, "RMI_RTT_INIT_RIPAS out_top near"));
	ck_assert(!noticed(&generated, "RMI_RTT_INIT_RIPAS rtte long"));
	generated_clear(&generated);
}
END_TEST

/* Each suite has its own score; a file may be in two. */
START_TEST(test_suites)
{
	static const char first[] = "scenarios/acs/command/realm-activate.ripas";
	static const char second[] = "scenarios/regress/rim-known-answer.ripas";
	Generated generated;
	guint mutant, in[2], any;

	mutants_begin(&generated, "1.0");
	generated_add(&generated, first);
	generated_add(&generated, second);
	generated_add_suite(&generated, "second");
	generated_add(&generated, second);
	ck_assert_uint_eq(generated.files->len, 2);
	ck_assert_uint_eq(generated_files(&generated, 0), 2);
	ck_assert_uint_eq(generated_files(&generated, 1), 1);
	ck_assert(generated_run(&generated));
	mutant = mutants_number(&generated, "RMI_REALM_ACTIVATE realm_state silent");
	ck_assert_str_eq(generated_by(&generated, mutant, 0), first);
	ck_assert_ptr_null(generated_by(&generated, mutant, 1));
	mutant = mutants_number(&generated, "RMI_RTT_INIT_RIPAS rim unmeasured");
	ck_assert_str_eq(generated_by(&generated, mutant, 1), second);
	ck_assert_str_eq(generated_by(&generated, mutant, SUITE_ANY), second);
	generated_score(&generated, (MutantsAsked){ MUTANT_KINDS, FALSE }, 0, &in[0]);
	generated_score(&generated, (MutantsAsked){ MUTANT_KINDS, FALSE }, 1, &in[1]);
	generated_score(&generated, (MutantsAsked){ MUTANT_KINDS, FALSE }, SUITE_ANY, &any);
	ck_assert_uint_eq(in[0], any);
	ck_assert_uint_lt(in[1], in[0]);
	generated_clear(&generated);
}
END_TEST

Suite *suite_mutants(void)
{
	Suite *suite = suite_create("mutants");
	TCase *tcase = tcase_create("mutants");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_ids, 0, (int)version_count());
	tcase_add_test(tcase, test_equivalent);
	tcase_add_loop_test(tcase, test_idle, 0, 3);
	tcase_add_test(tcase, test_source_beyond_memory);
	tcase_add_test(tcase, test_noticed);
	tcase_add_loop_test(tcase, test_wrong, 0, G_N_ELEMENTS(wrong));
	tcase_add_test(tcase, test_measured_twice);
	tcase_add_test(tcase, test_wrong_resume);
	tcase_add_test(tcase, test_suites);
	suite_add_tcase(suite, tcase);
	return suite;
}
