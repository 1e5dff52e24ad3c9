/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutants made from the tables: their ids, and who notices them. */
#include <string.h>

#include "folder.h"
#include "mutate/generated.h"
#include "suites.h"
#include "suites/telling.h"
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
	generated_clear(&generated);
}
END_TEST

static gint noticed(const Generated *generated, const char *id)
{
	for (guint i = 0; i < generated->mutants->len; i++)
		if (strcmp(((const Mutant *)generated->mutants->pdata[i])->id, id) == 0)
			return generated->by[i];
	ck_abort_msg("no mutant %s", id);
}

static gboolean told(const Generated *generated, const char *id)
{
	for (guint i = 0; i < generated->mutants->len; i++)
		if (strcmp(((const Mutant *)generated->mutants->pdata[i])->id, id) == 0)
			return generated->told[i];
	ck_abort_msg("no mutant %s", id);
}

/* A file notices what it holds, and nothing that it never meets. */
START_TEST(test_noticed)
{
	Generated generated;
	guint all, some;

	generated_init(&generated, version_find("1.0"), FALSE, 1);
	generated_add(&generated, "scenarios/acs/command/realm-activate.ripas");
	ck_assert_uint_eq(generated.paths->len, 1);
	ck_assert(generated_run(&generated));
	ck_assert_int_eq(noticed(&generated, "RMI_REALM_ACTIVATE realm_state silent"), 0);
	ck_assert_int_eq(noticed(&generated, "RMI_REALM_ACTIVATE realm_state status"), 0);
	ck_assert_int_eq(noticed(&generated, "RMI_DATA_CREATE data_state silent"), -1);
	all = generated_score(&generated, MUTANT_KINDS, &some);
	ck_assert_uint_eq(all, generated.mutants->len);
	ck_assert_uint_ge(some, 4);
	ck_assert_uint_lt(some, 40);
	generated_clear(&generated);
}
END_TEST

/* A mutant is told apart where the row that it spoils decides alone. */
START_TEST(test_told)
{
	static const char text[] =
		"spec 1.0\ninclude \"%s/scenarios/common/one-table.ripas\"\nexplore\n"
		"host RMI_DATA_DESTROY rd=$rd|$rd+1 ipa=$dram|$dram+1\n%send\n";
	g_autofree char *here = g_get_current_dir();
	g_autofree char *whole = g_strdup_printf(text, here, "");
	g_autofree char *short_of = g_strdup_printf(text, here, "host X\n");
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = g_strdup(folder_add(folder, "told.ripas", whole, -1));
	const char *bad = folder_add(folder, "bad.ripas", short_of, -1);
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const ExploreOptions options = { .states = 10 };
	Generated generated;
	guint all, some;

	generated_init(&generated, version_find("1.0"), FALSE, 1);
	generated_add(&generated, "scenarios/acs/command/data-destroy.ripas");
	ck_assert(telling_explore(&generated, path, &options, diagnostics));
	ck_assert(generated_run(&generated));
	ck_assert(told(&generated, "RMI_DATA_DESTROY rtte_state silent"));
	ck_assert(told(&generated, "RMI_DATA_DESTROY rtte_state index"));
	/* another condition may be reported there as well */
	ck_assert(!told(&generated, "RMI_DATA_DESTROY ipa_align status"));
	ck_assert(!told(&generated, "RMI_DATA_DESTROY rtt_walk silent"));
	ck_assert(!told(&generated, "RMI_DATA_CREATE data_state silent"));
	all = generated_score_told(&generated, MUTANT_KINDS, &some);
	ck_assert_uint_eq(all, 3);
	ck_assert_uint_eq(some, 3);
	ck_assert(!telling_explore(&generated, bad, &options, diagnostics));
	ck_assert_uint_gt(diagnostics->messages->len, 0);
	generated_clear(&generated);
}
END_TEST

Suite *suite_mutants(void)
{
	Suite *suite = suite_create("mutants");
	TCase *tcase = tcase_create("mutants");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_ids, 0, (int)version_count());
	tcase_add_test(tcase, test_noticed);
	tcase_add_test(tcase, test_told);
	suite_add_tcase(suite, tcase);
	return suite;
}
