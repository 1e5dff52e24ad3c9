/* SPDX-License-Identifier: BSD-3-Clause */
/* What scenarios with an explore block ask has the answers that they say it has. */
#include <glib/gstdio.h>
#include <string.h>

#include "explore/engine.h"
#include "folder.h"
#include "library.h"
#include "program.h"
#include "suites.h"

static const char *const folders[] = { "scenarios/explore", "scenarios/finds" };

/* Worlds that take long: other tests are of them. */
static const char *const large[] = {
	"scenarios/explore/everything.ripas", "scenarios/explore/one-table.ripas",
	"scenarios/explore/large/any-granules.ripas",
	/* Half a minute. */
	"scenarios/explore/large/two-levels.ripas", "scenarios/explore/large/hostile-host.ripas", NULL
};

/* Those that do where no engine learns. */
static gboolean is_for_learning(const char *path)
{
	return strstr(path, "/large/") || strcmp(path, "scenarios/explore/hostile-host.ripas") == 0;
}

static gboolean is_asked(const char *path)
{
	g_autofree char *text = NULL;

	g_assert(g_file_get_contents(path, &text, NULL, NULL));
	if (is_for_learning(path) && !explore_engine("symbolic"))
		return FALSE;
	return !g_strv_contains(large, path) && !strstr(path, "/peer/") &&
	       g_regex_match_simple("^explore$", text, G_REGEX_MULTILINE, 0);
}

/* The versions that a file names; it has to name one. */
static GStrv versions_of(const char *path)
{
	g_autofree char *text = NULL;
	g_autoptr(GRegex) line = g_regex_new("^spec (.*)$", G_REGEX_MULTILINE, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *versions = NULL;

	g_assert(g_file_get_contents(path, &text, NULL, NULL));
	ck_assert_msg(g_regex_match(line, text, 0, &match), "%s names no version", path);
	versions = g_match_info_fetch(match, 1);
	return g_strsplit(versions, " ", -1);
}

static void expect_success(const char *command)
{
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_msg(code == 0, "%s: exit status %d\n%.1500s", command, code, said);
}

static gboolean is_empty(const char *path)
{
	GStatBuf status;

	return g_stat(path, &status) == 0 && status.st_size == 0;
}

/* What is found is written as scenarios, which run. */
static void explore_each_version(const char *path)
{
	g_auto(GStrv) versions = versions_of(path);

	for (guint i = 0; versions[i]; i++) {
		g_autoptr(Folder) folder = folder_new();
		const char *found = folder_add(folder, "found.ripas", "", -1);
		g_autofree char *in = g_path_get_dirname(found);
		g_autofree char *explore = g_strdup_printf(
			"ripas-sim explore --all --spec %s --counterexample %s %s", versions[i], found,
			path);
		g_autofree char *run = g_strdup_printf("ripas-sim run %s", in);

		expect_success(explore);
		/* Where nothing was found, nothing was written. */
		if (!is_empty(found))
			expect_success(run);
	}
}

/* Does a block ask for more than the invariants, or the file say that it does not? */
static gboolean asks_of_its_own(const char *path)
{
	static const char own[] = "^  (in \\S+ )?(not )?(never|reach|always|rims|rim tells) "
				  "|^  sizes all|It asks nothing of its own";
	g_autofree char *text = NULL;

	g_assert(g_file_get_contents(path, &text, NULL, NULL));
	return strstr(path, "/peer/") || g_regex_match_simple(own, text, G_REGEX_MULTILINE, 0) ||
	       !g_regex_match_simple("^explore$", text, G_REGEX_MULTILINE, 0);
}

START_TEST(test_own_questions)
{
	g_autoptr(GPtrArray) files = library_files(folders[_i]);

	for (guint i = 0; i < files->len; i++)
		ck_assert_msg(asks_of_its_own(files->pdata[i]), "%s: the block asks nothing that "
			      "its question is about", (char *)files->pdata[i]);
}
END_TEST

START_TEST(test_answers)
{
	g_autoptr(GPtrArray) files = library_files(folders[_i]);
	guint asked = 0;

	for (guint i = 0; i < files->len; i++) {
		if (!is_asked(files->pdata[i]))
			continue;
		explore_each_version(files->pdata[i]);
		asked++;
	}
	ck_assert_uint_gt(asked, 3);
}
END_TEST

/* How many RIMs there are, where the number is another; and one RIM of two Realms. */
static const struct {
	const char *question, *options, *said;
} told[] = {
	{ "rims == 1 when realm ACTIVE", "", "\n        there are 2\n" },
	{ "rims == 1 when realm ACTIVE", "--format jsonl", "\"answer\":\"broken\",\"rims\":2}" },
	{ "rim tells realm ACTIVE", "", "rim tells realm ACTIVE: here it holds\n" },
	{ "rim tells realm ACTIVE", "", "rim tells realm ACTIVE: with the same RIM it does not\n" },
};

START_TEST(test_told)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = g_strdup_printf(
		"spec rmm-1.0-rel0\ninclude \"common/one-table.ripas\"\nexplore\n"
		"host RMI_RTT_INIT_RIPAS rd=$rd base=0 top=4K when ripas 0 EMPTY\n"
		"host RMI_REALM_ACTIVATE rd=$rd\nrim exact\n%s\nend\n", told[_i].question);
	const char *path = folder_add(folder, "asked.ripas", text, -1);
	g_autofree char *command = g_strdup_printf(
		"RIPAS_PATH=scenarios ripas-sim explore --all %s %s", told[_i].options, path);
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_msg(code == 1, "%s: exit status %d\n%s", command, code, said);
	ck_assert_msg(strstr(said, told[_i].said), "%s", said);
}
END_TEST

/* A world whose pools are too small: which action needs more. */
START_TEST(test_exhausted)
{
	static const char *const engines[] = { "plain", "explicit" };
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "small.ripas",
		"spec rmm-2.0-bet3\nmemory 0x8800_0000 +20K\n"
		"geometry entries=4 realms=1 recs=1 rtts=2 operations=1 descriptors=1\n"
		"platform ipa_width_min=14 ipa_width_max=14\nlet $rd = 0x8800_0000\n"
		"host RMI_GRANULE_RANGE_DELEGATE base=$rd top=$rd+16K\n"
		"host RMI_REALM_CREATE rd=$rd s2sz=14 rtt_base=$rd+4K rtt_level_start=3\nexplore\n"
		"host RMI_REALM_ACTIVATE rd=$rd\n"
		"host RMI_REALM_CREATE rd=$rd+8K s2sz=14 rtt_base=$rd+12K rtt_level_start=3\nend\n", -1);

	for (guint i = 0; i < G_N_ELEMENTS(engines); i++) {
		g_autofree char *command = g_strdup_printf("ripas-sim explore --engine %s %s",
							   engines[i], path);
		int code;
		g_autofree char *said = NULL;

		if (!explore_engine(engines[i]))
			continue;
		said = program_run(command, &code);
		ck_assert_msg(code == 4, "%s: exit status %d\n%s", command, code, said);
		ck_assert_msg(strstr(said, "\nexhausted by host RMI_REALM_CREATE rd=0x88002000 "), "%s",
			      said);
	}
}
END_TEST

/* Procedures that do not end: the way there, and what goes round. */
static const struct {
	const char *name;
	const char *loop;       /* what goes on for ever */
} endless[] = {
	{ "destroyed-fault", "guest $rec: READ ipa=$dram > EXIT" },
	{ "no-change-at-destroyed", "guest $rec: RSI_IPA_STATE_SET base=$dram top=$dram+4K ripas=RAM" },
	{ "fault-ignored", "guest $rec: READ ipa=$dram > EXIT" },
	{ "blocked-retry", "RMI_BLOCKED by=blocked" },
	{ "set-ripas-retry", "RMI_ERROR_RTT level=3 by=no_progress" },
};

START_TEST(test_endless)
{
	g_autoptr(Folder) folder = folder_new();
	const char *found = folder_add(folder, "found.ripas", "", -1);
	g_autofree char *command = g_strdup_printf(
		"ripas-sim explore --progress --counterexample %s scenarios/explore/%s.ripas",
		found, endless[_i].name);
	g_autofree char *replay = g_strdup_printf("ripas-sim run %s", found);
	int code;
	g_autofree char *said = program_run(command, &code);
	g_autofree char *replayed = NULL;
	const char *loop = strstr(said, "    for $round in 0 .. 3 step 1\n");

	ck_assert_msg(code == 1, "%s: exit status %d\n%s", command, code, said);
	ck_assert_msg(loop && strstr(loop, endless[_i].loop), "%s", said);
	replayed = program_run(replay, &code);
	ck_assert_msg(code == 0, "%s: exit status %d\n%s", replay, code, replayed);
}
END_TEST

Suite *suite_asked(void)
{
	Suite *suite = suite_create("asked");
	TCase *tcase = tcase_create("asked");

	tcase_set_timeout(tcase, 300);
	tcase_add_loop_test(tcase, test_own_questions, 0, G_N_ELEMENTS(folders));
	tcase_add_loop_test(tcase, test_answers, 0, G_N_ELEMENTS(folders));
	tcase_add_loop_test(tcase, test_told, 0, G_N_ELEMENTS(told));
	tcase_add_test(tcase, test_exhausted);
	tcase_add_loop_test(tcase, test_endless, 0, G_N_ELEMENTS(endless));
	suite_add_tcase(suite, tcase);
	return suite;
}
