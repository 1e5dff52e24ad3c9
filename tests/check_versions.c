/* SPDX-License-Identifier: BSD-3-Clause */
/* A scenario under several versions: which statements have other results, and which files count. */
#include <string.h>

#include "compare/versions.h"
#include "folder.h"
#include "program.h"
#include "suites.h"

static void compare_text(VersionComparison *comparison, Folder *folder, const char *text)
{
	static const struct rmm_version *const versions[] = {
		&rmm_version_1_0, &rmm_version_2_0_bet3,
	};
	const VersionOptions options = { versions, G_N_ELEMENTS(versions), { { 0 } },
					 { .self_check = TRUE } };
	HashCache *cache = hash_cache_new();

	versions_compare(comparison, folder_add(folder, "a.ripas", text, -1), &options, cache);
	hash_cache_free(cache);
}

static const struct {
	const char *text;
	VersionState states[2];
	guint shared, alone, other_alone;
	guint lines[2];         /* that differ */
} files[] = {
	/* the same, and a status that is another */
	{ "host RMI_FEATURES index=0x77 > RMI_SUCCESS\nhost RMI_VERSION req=0x10000 > any\n",
	  { VERSION_HOLDS, VERSION_HOLDS }, 2, 0, 0, { 2 } },
	/* one output alone: the same status, the same condition */
	{ "host RMI_FEATURES index=0 > any\n", { VERSION_HOLDS, VERSION_HOLDS }, 1, 0, 0, { 1 } },
	/* a statement that is met several times, one of them otherwise */
	{ "for $i in 0 .. 0x100 step 0x77\n  host RMI_FEATURES index=$i > any\nend\n",
	  { VERSION_HOLDS, VERSION_HOLDS }, 3, 0, 0, { 2 } },
	/* statements of one version */
	{ "in 1.0 mark a\nin 2.0 mark b\nin 2.0 mark c\nmark d\n",
	  { VERSION_HOLDS, VERSION_HOLDS }, 1, 1, 2, { 0 } },
	/* what a procedure came to */
	{ "host kvm.create_realm\nhost kvm.populate\nhost kvm.create_rec\n",
	  { VERSION_HOLDS, VERSION_HOLDS }, 3, 0, 0, { 2, 3 } },
	/* the header excuses where the file is not for the version */
	{ "host RMI_VERSION req=0x10000 > RMI_SUCCESS\n", { VERSION_HOLDS, VERSION_FAILS }, 1, 0, 0,
	  { 1 } },
	{ "spec 1.0\nhost RMI_VERSION req=0x10000 > RMI_SUCCESS\n",
	  { VERSION_HOLDS, VERSION_EXCUSED }, 1, 0, 0, { 2 } },
	{ "spec rmm-2.0-bet0\nhost RMI_VERSION req=0 > RMI_SUCCESS\n",
	  { VERSION_EXCUSED, VERSION_EXCUSED }, 1, 0, 0, { 2 } },
	/* commands that a version lacks; words that none has */
	{ "host RMI_DATA_CREATE_UNKNOWN rd=0 data=0 ipa=0 > fails\n",
	  { VERSION_HOLDS, VERSION_SKIPPED }, 0, 0, 0, { 0 } },
	{ "host RMI_DATA_CREATE_UNKNOWN rd=0 data=0 ipa=0 > fails\nhots\n",
	  { VERSION_ERRORS, VERSION_ERRORS }, 0, 0, 0, { 0 } },
};

START_TEST(test_files)
{
	g_autoptr(Folder) folder = folder_new();
	VersionComparison comparison;
	guint differ = 0;

	compare_text(&comparison, folder, files[_i].text);
	for (guint i = 0; i < 2; i++) {
		ck_assert_int_eq(comparison.runs[i].state, files[_i].states[i]);
		differ += files[_i].lines[i] ? 1 : 0;
	}
	ck_assert_int_eq(comparison.compared,
			 comparison.runs[0].scenario && comparison.runs[1].scenario);
	ck_assert_uint_eq(comparison.shared, files[_i].shared);
	ck_assert_uint_eq(comparison.runs[0].alone, files[_i].alone);
	ck_assert_uint_eq(comparison.runs[1].alone, files[_i].other_alone);
	ck_assert_uint_eq(comparison.differences->len, differ);
	for (guint i = 0; i < differ; i++)
		ck_assert_uint_eq(version_difference_outcome(&g_array_index(
			comparison.differences, VersionDifference, i))->step->at.line,
			files[_i].lines[i]);
	version_comparison_clear(&comparison);
}
END_TEST

/* Of many that differ the first are told; -v tells all. */
START_TEST(test_many)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "a.ripas", "for $i in 0 .. 25 step 1\n"
				      "  host RMI_VERSION req=0x10000 > any\nend\n", -1);

	for (int verbose = 0; verbose < 2; verbose++) {
		g_autofree char *command = g_strdup_printf("ripas-sim run --spec 1.0,2.0 %s %s",
							   verbose ? "-v" : "", path);
		int code;
		g_autofree char *text = program_run(command, &code);
		g_auto(GStrv) split = g_strsplit(text, ": host ", -1);

		ck_assert_int_eq(code, 0);
		ck_assert_uint_eq(g_strv_length(split) - 1, verbose ? 25 : 20);
		ck_assert_int_eq(strstr(text, "  and 5 more\n") != NULL, !verbose);
		ck_assert(strstr(text, ": 25 steps, 25 differ\n"));
	}
}
END_TEST

Suite *suite_versions(void)
{
	Suite *suite = suite_create("versions");
	TCase *tcase = tcase_create("versions");

	tcase_add_loop_test(tcase, test_files, 0, G_N_ELEMENTS(files));
	tcase_add_test(tcase, test_many);
	suite_add_tcase(suite, tcase);
	return suite;
}
