/* SPDX-License-Identifier: BSD-3-Clause */
/* Versions are rows: one that this file alone makes works everywhere. */
#include "version/make.h"

#include <string.h>

#include "cli/verbs.h"
#include "folder.h"
#include "library.h"
#include "suites.h"
#include "system/files.h"
#include "system/platform.h"

/* ---- a version of a test: less by a condition, one name and one section otherwise ---- */

static const struct rmm_version_condition conditions[] = {
	{ CMD_RMI_RTT_READ_ENTRY, "ipa_align", NULL },
};
static const struct rmm_version_name names[] = {
	{ &rmm_data_flag_names, 1, "MEASURE_PAGE" },
};
static const struct rmm_version_section sections[] = {
	{ "B4.5.74", "B4.5.70" },
};
static const struct rmm_version trial = {
	.id = "rmm-2.0-trial", .short_name = "2.0-trial", .family = "2.0",
	.parent = &rmm_version_2_0_bet0, .line = LINE_2_0,
	VERSION_ROWS(condition, conditions),
	VERSION_ROWS(name, names),
	VERSION_ROWS(section, sections),
};

static void add_trial(void)
{
	g_autoptr(GError) error = NULL;

	ck_assert_msg(version_add(&trial, &error), "%s", error ? error->message : "");
}

static void remove_trial(void)
{
	version_remove(&trial);
}

/* What a verb prints; @code gets how it ends. The last of @words is NULL. */
static char *run_verb(const Verb *verb, const char *const *words, int *code)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "out", "", 0);
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	char *text;
	gsize size;

	g_ptr_array_add(argv, (char *)(guintptr)verb->name);
	for (; *words; words++)
		g_ptr_array_add(argv, (char *)(guintptr)*words);
	g_ptr_array_add(argv, (char *)(guintptr)"-o");
	g_ptr_array_add(argv, (char *)(guintptr)path);
	g_ptr_array_add(argv, NULL);
	*code = (int)verb->run((char **)argv->pdata);
	ck_assert(files_read(path, &text, &size, NULL));
	return text;
}

#define RUN_VERB(verb, code, ...) run_verb(verb, (const char *const[]){ __VA_ARGS__, NULL }, code)

/* %s: the top folder. */
#define SCENARIO \
	"title \"A version of its own\"\n" \
	"in rmm-1.0 let $wrong = 1\n" \
	"include \"%s/scenarios/common/active-realm.ripas\"\n" \
	"let $fresh = 0x8830_0000\n" \
	"host RMI_RTT_READ_ENTRY rd=$rd ipa=$ram+1 level=3 > RMI_SUCCESS walk_level=3\n" \
	"in rmm-2.0 host RMI_GRANULE_RANGE_DELEGATE base=$fresh top=$fresh+4K\n" \
	"host RMI_RTT_DATA_MAP_INIT rd=$rd data=$fresh ipa=$ram flags=RMI_MEASURE_PAGE > RMI_ERROR_REALM\n" \
	"host RMI_RTT_DATA_MAP_INIT rd=$rd data=$fresh ipa=$ram flags=MEASURE_PAGE > RMI_SUCCESS\n"

START_TEST(test_run)
{
	g_autofree char *top = g_get_current_dir(), *text = g_strdup_printf(SCENARIO, top);
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "own.ripas", text, -1);
	g_autofree char *out = NULL;
	int code;

	out = RUN_VERB(&verb_run, &code, "--self-check", "--spec", "2.0-trial", path);
	/* Only the last line fails, as it should; the flag is written as the version has it. */
	ck_assert_int_eq(code, 1);
	ck_assert_msg(strstr(out, "own.ripas:8:") && strstr(out, "flags=MEASURE_PAGE"), "%s", out);
	for (guint line = 1; line < 8; line++) {
		g_autofree char *at = g_strdup_printf("own.ripas:%u:", line);

		ck_assert_msg(!strstr(out, at), "%s", out);
	}
}
END_TEST

/* The version's parent refuses what it does not. */
START_TEST(test_replay)
{
	static const char extra[] =
		"SMC_RMI_RTT_READ_ENTRY rd=88200000 ipa=80002008 level=3 > RMI_SUCCESS "
		"walk_level=3 state=DATA desc=88206000 ripas=RAM\n";
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(GString) text = NULL;
	g_autofree char *out = NULL, *parents = NULL;
	const char *path, *at;
	char *trace;
	gsize size;
	int code;

	ck_assert(files_read("tests/traces/rmm-2.0/whole-life.trace", &trace, &size, NULL));
	text = g_string_new(trace);
	g_free(trace);
	at = strstr(text->str, "SMC_RMI_REALM_DESTROY");
	g_string_insert(text, at - text->str, extra);
	path = folder_add(folder, "own.trace", text->str, -1);
	out = RUN_VERB(&verb_replay, &code, "--spec", "2.0-trial", path);
	ck_assert_msg(code == 0 && strstr(out, "rmm-2.0-trial"), "%s", out);
	parents = RUN_VERB(&verb_replay, &code, "--spec", "2.0-bet0", path);
	ck_assert_msg(code == 1 && strstr(parents, "by ipa_align (B4.5.74)"), "%s", parents);
}
END_TEST

START_TEST(test_compare)
{
	g_autofree char *out = NULL;
	int code;

	out = RUN_VERB(&verb_compare, &code, "--spec", "2.0-trial", "--guest", "linux",
		       "--kvm", "v14", "--no-cheats");
	ck_assert_msg(code == 0, "%s", out);
	ck_assert_ptr_nonnull(strstr(out, "rmm-2.0-trial"));
	ck_assert_ptr_nonnull(strstr(out, "boots"));
}
END_TEST

START_TEST(test_show)
{
	g_autofree char *conditions_text = NULL, *difference = NULL, *family = NULL;
	int code;

	conditions_text = RUN_VERB(&verb_show, &code, "conditions", "RMI_RTT_READ_ENTRY", "--spec",
				   "2.0-trial");
	ck_assert_int_eq(code, 0);
	ck_assert_msg(strstr(conditions_text, "  B4.5.70  "), "%s", conditions_text);
	ck_assert_ptr_null(strstr(conditions_text, "ipa_align"));
	difference = RUN_VERB(&verb_show, &code, "commands", "--diff", "2.0-bet0", "2.0-trial");
	ck_assert_msg(code == 0 && strstr(difference, "RMI_RTT_READ_ENTRY  B4.5.74 -> B4.5.70") &&
		      strstr(difference, "- condition ipa_align") &&
		      strstr(difference, "1 commands changed"), "%s", difference);
	/* It is the newest of its family. */
	family = RUN_VERB(&verb_show, &code, "commands", "--spec", "2.0");
	ck_assert_ptr_nonnull(strstr(family, "B4.5.70"));
}
END_TEST

/* ---- names ---- */

START_TEST(test_names)
{
	ck_assert_ptr_eq(version_find("1.0"), &rmm_version_1_0);
	ck_assert_ptr_eq(version_find("rmm-1.0-rel0"), &rmm_version_1_0);
	ck_assert_ptr_eq(version_find("rmm-1.0"), &rmm_version_1_0);
	ck_assert_ptr_eq(version_find("2.0-bet0"), &rmm_version_2_0_bet0);
	ck_assert_ptr_null(version_find("rmm-"));
	ck_assert_ptr_null(version_find("0.9"));
	ck_assert(version_is_named(&rmm_version_2_0_bet0, "rmm-2.0"));
	ck_assert(version_is_named(&rmm_version_2_0_bet0, "2.0-bet0"));
	ck_assert(!version_is_named(&rmm_version_2_0_bet0, "1.0"));
}
END_TEST

/* Each version of the model has what it needs, and a name of its own. */
START_TEST(test_sound)
{
	unsigned count;
	const struct rmm_version *const *versions = rmm_versions(&count);

	for (unsigned i = 0; i < count; i++) {
		const char *about;

		ck_assert_ptr_null(rmm_version_flaw(versions[i], &about));
		ck_assert_ptr_eq(version_find(versions[i]->id), versions[i]);
		ck_assert_ptr_eq(version_find(versions[i]->short_name), versions[i]);
	}
}
END_TEST

/* A row that begins with a version, or ends with it. */
START_TEST(test_in_force)
{
	ck_assert(rmm_in_force(ONLY_2_0, 0, 0));
	ck_assert(rmm_in_force(ONLY_2_0, ONLY_2_0, 0));
	ck_assert(!rmm_in_force(ONLY_1_0, ONLY_2_0, 0));
	ck_assert(!rmm_in_force(ONLY_2_0, 0, ONLY_2_0));
	ck_assert(!rmm_in_force(ONLY_2_0, ONLY_2_0, ONLY_2_0));
	ck_assert_uint_eq(rmm_lineage(&trial), ONLY_2_0);
}
END_TEST

Suite *suite_version(void)
{
	Suite *suite = suite_create("version");
	TCase *own = tcase_create("own"), *tcase = tcase_create("version");

	tcase_add_checked_fixture(own, add_trial, remove_trial);
	tcase_set_timeout(own, 60);
	tcase_add_test(own, test_run);
	tcase_add_test(own, test_replay);
	tcase_add_test(own, test_compare);
	tcase_add_test(own, test_show);
	suite_add_tcase(suite, own);
	tcase_add_test(tcase, test_names);
	tcase_add_test(tcase, test_sound);
	tcase_add_test(tcase, test_in_force);
	suite_add_tcase(suite, tcase);
	return suite;
}
