/* SPDX-License-Identifier: BSD-3-Clause */
/* Recording: results are filled in, what holds stays, and nothing is left to do. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "folder.h"
#include "library.h"
#include "program.h"
#include "record/record.h"
#include "suites.h"
#include "system/files.h"

/* @text with the results of a run. */
static char *record_of(const char *name, const char *text, const struct rmm_version *version,
		       RecordMode mode, guint *changed, guint *failed)
{
	static const RunOptions options = { .keep_all = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = library_parse_text(name, text, version, diagnostics);
	g_autoptr(GPtrArray) lines = recorded_lines_new();
	RunResult result;
	char *recorded;

	if (!scenario)
		ck_abort_msg("%s: %s", name, (char *)diagnostics->messages->pdata[0]);
	scenario_run(scenario, &options, &result);
	recorded = record_text(scenario, &result, mode, lines);
	*changed = recorded_changes(lines);
	*failed = result.failed;
	run_result_clear(&result);
	return recorded;
}

/* Three pages, of two ranges. */
#define LISTS "include \"scenarios/common/new-realm.ripas\"\n" \
	"host RMI_GRANULE_RANGE_DELEGATE $rtt3 $rtt3+4K > RMI_SUCCESS out_top=$rtt3+4K\n" \
	"host RMI_RTT_CREATE $rd $rtt3 $image 3 > RMI_SUCCESS\n" \
	"host RMI_GRANULE_RANGE_DELEGATE $pool $pool+16K > RMI_SUCCESS out_top=$pool+16K\n" \
	"host RMI_RTT_DATA_MAP $rd $image $image+12K list=$pool/3/1,$pool+8K/3/2 " \
	"> RMI_SUCCESS out_top=$image+12K\n"

#define ACTIVE "include \"scenarios/common/activate.ripas\"\nhost RMI_REC_ENTER rec=$rec > RMI_SUCCESS\n"

static const struct {
	const char *text, *recorded;
	const struct rmm_version *version;
} rows[] = {
	{ "host RMI_VERSION req=0x10000\n",
	  "host RMI_VERSION req=0x10000 > RMI_SUCCESS lower=0x10000 higher=0x10000\n", &rmm_version_1_0 },
	/* blanks and comments stay where they are */
	{ "# one\n\n  host  RMI_GRANULE_DELEGATE  addr=1   # two\n",
	  "# one\n\n  host  RMI_GRANULE_DELEGATE  addr=1 > RMI_ERROR_INPUT by=gran_align   # two\n", &rmm_version_1_0 },
	{ "host RMI_GRANULE_DELEGATE addr=1>RMI_SUCCESS# x",
	  "host RMI_GRANULE_DELEGATE addr=1 > RMI_ERROR_INPUT by=gran_align# x", &rmm_version_1_0 },
	/* what holds is kept as it was written */
	{ "let $v = 64K\nhost RMI_VERSION req=$v > SUCCESS lower=$v\n",
	  "let $v = 64K\nhost RMI_VERSION req=$v > SUCCESS lower=$v\n", &rmm_version_1_0 },
	{ "let $v = 64K\nhost RMI_VERSION req=$v > ERROR_INPUT lower=$v\n",
	  "let $v = 64K\nhost RMI_VERSION req=$v > RMI_SUCCESS lower=$v higher=0x10000\n", &rmm_version_1_0 },
	{ "host RMI_GRANULE_DELEGATE addr=1 > fails by=gran_state|gran_align\n",
	  "host RMI_GRANULE_DELEGATE addr=1 > fails by=gran_state|gran_align\n", &rmm_version_1_0 },
	{ "host RMI_GRANULE_DELEGATE addr=1 > succeeds by=gran_state|gran_align\n",
	  "host RMI_GRANULE_DELEGATE addr=1 > RMI_ERROR_INPUT by=gran_state|gran_align\n", &rmm_version_1_0 },
	/* where an access went only for who asks */
	{ ACTIVE "guest READ ipa=$image\n",
	  ACTIVE "guest READ ipa=$image > OK value=0x80200000\n", &rmm_version_1_0 },
	{ ACTIVE "guest READ ipa=$image > OK pa=1\n",
	  ACTIVE "guest READ ipa=$image > OK pa=0x88200000 value=0x80200000\n", &rmm_version_1_0 },
	{ ACTIVE "guest READ ipa=$image > OK level=3 value=1\n",
	  ACTIVE "guest READ ipa=$image > OK level=3 value=0x80200000\n", &rmm_version_1_0 },
	/* of an access that was emulated what the Host said */
	{ ACTIVE "guest READ ipa=$dram+4G > EXIT\nhost > RMI_SUCCESS\n"
	  "host RMI_REC_ENTER rec=$rec emul_mmio=yes gprs0=0x90 > RMI_SUCCESS\n"
	  "guest > EMULATED value=0x91\n",
	  ACTIVE "guest READ ipa=$dram+4G > EXIT\nhost > RMI_SUCCESS\n"
	  "host RMI_REC_ENTER rec=$rec emul_mmio=yes gprs0=0x90 > RMI_SUCCESS\n"
	  "guest > EMULATED value=0x90\n", &rmm_version_1_0 },
	/* lines that are continued */
	{ "host RMI_GRANULE_DELEGATE \\\n  addr=1 \\\n > succeeds # x\nmark m\n",
	  "host RMI_GRANULE_DELEGATE \\\n  addr=1 \\\n > RMI_ERROR_INPUT by=gran_align # x\nmark m\n", &rmm_version_1_0 },
	{ "host RMI_GRANULE_DELEGATE \\\n  addr=1\n",
	  "host RMI_GRANULE_DELEGATE \\\n  addr=1 > RMI_ERROR_INPUT by=gran_align\n", &rmm_version_1_0 },
	/* a variable that later steps need is not lost */
	{ "host RMI_REC_CREATE rd=0 rec=1 > INCOMPLETE handle=$h\nlet $x = $h\n",
	  "host RMI_REC_CREATE rd=0 rec=1 > INCOMPLETE handle=$h\nlet $x = $h\n", &rmm_version_2_0_bet0 },
	/* in a loop, if it is the same each time */
	{ "for $x in 0 .. 2 step 1\nhost RMI_VERSION req=0\nend\n",
	  "for $x in 0 .. 2 step 1\nhost RMI_VERSION req=0 > RMI_ERROR_INPUT lower=0x10000 "
	  "higher=0x10000\nend\n", &rmm_version_1_0 },
	{ "for $x in 0x88000000 .. 0x88001000 step 0x800\nhost RMI_GRANULE_DELEGATE addr=$x > any\nend\n",
	  "for $x in 0x88000000 .. 0x88001000 step 0x800\nhost RMI_GRANULE_DELEGATE addr=$x > any\nend\n", &rmm_version_1_0 },
	/* an array, where all of it holds */
	{ LISTS "host RMI_RTT_DATA_UNMAP $rd $image $image+16K oaddr_type=LIST list_count=4 "
	  "> RMI_SUCCESS out_count=3 list=$pool/3/1,$pool+8K/3/2\n",
	  LISTS "host RMI_RTT_DATA_UNMAP $rd $image $image+16K oaddr_type=LIST list_count=4 "
	  "> RMI_SUCCESS out_top=0x80204000 out_range=0x0 out_count=2 "
	  "list=$pool/3/1,$pool+8K/3/2\n", &rmm_version_2_0_bet0 },
	{ LISTS "host RMI_RTT_DATA_UNMAP $rd $image $image+16K oaddr_type=LIST list_count=4 "
	  "> RMI_SUCCESS list=$pool/3/1,$pool/3/2\n",
	  LISTS "host RMI_RTT_DATA_UNMAP $rd $image $image+16K oaddr_type=LIST list_count=4 "
	  "> RMI_SUCCESS out_top=0x80204000 out_range=0x0 out_count=2 "
	  "list=0x88200000/3/1,0x88202000/3/2\n", &rmm_version_2_0_bet0 },
};

START_TEST(test_row)
{
	guint changed, failed;
	g_autofree char *recorded = record_of("t", rows[_i].text, rows[_i].version,
					       RECORD_REPLACE, &changed, &failed);

	ck_assert_str_eq(recorded, rows[_i].recorded);
	ck_assert_uint_eq(changed, strcmp(rows[_i].text, rows[_i].recorded) ? 1 : 0);
}
END_TEST

/* Scenarios of every kind: recorded, they hold, and are recorded. */
static GPtrArray *scenarios(void)
{
	GPtrArray *files = library_files("scenarios/boot");

	g_ptr_array_extend_and_steal(files, library_files("scenarios/attack"));
	g_ptr_array_extend_and_steal(files, library_files("scenarios/kvm"));
	g_ptr_array_extend_and_steal(files, library_files("scenarios/conditions"));
	g_ptr_array_extend_and_steal(files, library_files("tests/variants"));
	return files;
}

START_TEST(test_recorded_is_recorded)
{
	g_autoptr(GPtrArray) files = scenarios();
	const char *path = files->pdata[_i];
	g_autofree char *text = NULL, *once = NULL, *twice = NULL;
	guint changed, failed;

	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	once = record_of(path, text, NULL, RECORD_FILL, &changed, &failed);
	ck_assert_msg(failed == 0, "%s", path);
	twice = record_of(path, once, NULL, RECORD_REPLACE, &changed, &failed);
	ck_assert_str_eq(once, twice);
	ck_assert_msg(failed == 0 && changed == 0, "%s", path);
}
END_TEST

/* The file is written; what it includes is not. */
START_TEST(test_file)
{
	static const char inner[] = "host RMI_REALM_ACTIVATE rd=0x88000000 > any\n";
	static const RunOptions options = { .keep_all = TRUE };
	g_autoptr(Folder) folder = folder_new();
	const char *in = folder_add(folder, "in.ripas", inner, -1);
	const char *path = folder_add(folder, "a.ripas",
				      "include \"in.ripas\"\nhost RMI_VERSION req=0\n", -1);
	g_autoptr(Scenario) scenario = library_parse(path);
	g_autofree char *text = NULL, *inner_text = NULL;
	RunResult result;
	g_autoptr(GPtrArray) lines = recorded_lines_new();
	g_autofree char *recorded = NULL;
	const RecordedLine *line;

	scenario_run(scenario, &options, &result);
	recorded = record_text(scenario, &result, RECORD_FILL, lines);
	ck_assert(files_write(path, recorded, strlen(recorded), NULL));
	run_result_clear(&result);
	ck_assert_uint_eq(lines->len, 1);
	line = lines->pdata[0];
	ck_assert_uint_eq(line->line, 2);
	ck_assert_str_eq(line->was, "host RMI_VERSION req=0");
	ck_assert(g_str_has_prefix(line->now, "host RMI_VERSION req=0 > RMI_ERROR_INPUT "));
	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	ck_assert_str_eq(text, "include \"in.ripas\"\nhost RMI_VERSION req=0 > RMI_ERROR_INPUT "
			       "lower=0x20000 higher=0x20000\n");
	ck_assert(g_file_get_contents(in, &inner_text, NULL, NULL));
	ck_assert_str_eq(inner_text, inner);
}
END_TEST

/* What is written and does not hold stays, unless it is to be replaced. */
START_TEST(test_contradicted)
{
	static const char text[] = "spec 1.0\nhost RMI_VERSION req=0 > SUCCESS\n"
				   "host RMI_GRANULE_DELEGATE addr=1\n";
	static const RunOptions options = { .keep_all = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = library_parse_text("t", text, NULL, diagnostics);
	g_autoptr(GPtrArray) lines = recorded_lines_new();
	g_autofree char *filled = NULL;
	RunResult result;

	scenario_run(scenario, &options, &result);
	filled = record_text(scenario, &result, RECORD_FILL, lines);
	ck_assert_str_eq(filled, "spec 1.0\nhost RMI_VERSION req=0 > SUCCESS\n"
			 "host RMI_GRANULE_DELEGATE addr=1 > RMI_ERROR_INPUT by=gran_align\n");
	ck_assert_uint_eq(lines->len, 2);
	ck_assert_uint_eq(recorded_changes(lines), 1);
	ck_assert(((RecordedLine *)lines->pdata[0])->stays);
	run_result_clear(&result);
}
END_TEST

/* ---- the command line ---- */

/* --record: what was wrong is right then. */
START_TEST(test_record)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "a.ripas",
				      "host RMI_REALM_ACTIVATE rd=1 > RMI_SUCCESS\n", -1);
	g_autofree char *run = g_strdup_printf("ripas-sim run -q %s", path);
	g_autofree char *record = g_strdup_printf("ripas-sim run --record=replace %s", path);
	g_autofree char *said = NULL, *again = NULL, *nothing = NULL;
	int code;

	g_free(program_run(run, &code));
	ck_assert_int_eq(code, 1);
	said = program_run(record, &code);
	ck_assert_int_eq(code, 0);
	ck_assert(g_str_has_suffix(said, ": 1 result filled in\n"));
	nothing = program_run(run, &code);
	ck_assert_int_eq(code, 0);
	ck_assert_str_eq(nothing, "");
	again = program_run(record, &code);
	ck_assert(g_str_has_suffix(again, ": 0 results filled in\n"));
}
END_TEST

/* Of a folder what is for another version is left as it is, and is no error. */
START_TEST(test_record_others)
{
	static const char other[] = "spec rmm-2.0-bet3\nhost RMI_VERSION req=0x20000\n";
	g_autoptr(Folder) folder = folder_new();
	const char *foreign = folder_add(folder, "b.ripas", other, -1);
	g_autofree char *command = g_strdup_printf("ripas-sim run --record --spec 1.0 %s",
						   folder->path);
	g_autofree char *said = NULL, *is = NULL, *none = NULL;
	int code;

	/* Nothing else is there. */
	none = program_run(command, &code);
	ck_assert_int_eq(code, 3);
	ck_assert_msg(strstr(none, "no file there is for rmm-1.0-rel0") != NULL, "%s", none);
	folder_add(folder, "a.ripas", "host RMI_VERSION req=0x10000\n", -1);
	said = program_run(command, &code);
	ck_assert_int_eq(code, 0);
	ck_assert_msg(strstr(said, "b.ripas: not for rmm-1.0-rel0\n") != NULL, "%s", said);
	ck_assert_msg(strstr(said, "a.ripas: 1 result filled in\n") != NULL, "%s", said);
	ck_assert(g_file_get_contents(foreign, &is, NULL, NULL));
	ck_assert_str_eq(is, other);
}
END_TEST

/* What is read-only is not written; what -o names is, through a link to nothing, too. */
START_TEST(test_record_where)
{
	static const char text[] = "host RMI_REALM_ACTIVATE rd=1\n";
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "a.ripas", text, -1);
	const char *new = folder_add(folder, "new.ripas", "", 0);
	g_autofree char *link = g_build_filename(folder->path, "link", NULL);
	g_autofree char *back = g_strdup_printf("ripas-sim run --record %s", path);
	g_autofree char *elsewhere = g_strdup_printf("ripas-sim run -q --record -o %s %s", link, path);
	g_autofree char *full = g_strdup_printf("ripas-sim run --record -o /dev/full %s", path);
	g_autofree char *said = NULL, *is = NULL, *became = NULL;
	int code;

	ck_assert_int_eq(g_chmod(path, 0444), 0);
	said = program_run(back, &code);
	ck_assert_int_eq(code, 4);
	ck_assert_msg(g_str_has_suffix(said, ": Permission denied\n"), "%s", said);
	g_free(program_run(full, &code));
	ck_assert_int_eq(code, 4);
	ck_assert_int_eq(g_unlink(new), 0);
	ck_assert_int_eq(symlink(new, link), 0);
	g_free(program_run(elsewhere, &code));
	ck_assert_int_eq(code, 0);
	ck_assert(g_file_get_contents(path, &is, NULL, NULL));
	ck_assert_str_eq(is, text);
	ck_assert(g_file_get_contents(new, &became, NULL, NULL));
	ck_assert_str_eq(became, "host RMI_REALM_ACTIVATE rd=1 > RMI_ERROR_INPUT by=rd_align\n");
	ck_assert_int_eq(g_unlink(link), 0);
}
END_TEST

Suite *suite_record(void)
{
	Suite *suite = suite_create("record");
	TCase *tcase = tcase_create("record");
	g_autoptr(GPtrArray) files = scenarios();

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_row, 0, G_N_ELEMENTS(rows));
	tcase_add_loop_test(tcase, test_recorded_is_recorded, 0, (int)files->len);
	tcase_add_test(tcase, test_file);
	tcase_add_test(tcase, test_contradicted);
	tcase_add_test(tcase, test_record);
	tcase_add_test(tcase, test_record_others);
	tcase_add_test(tcase, test_record_where);
	suite_add_tcase(suite, tcase);
	return suite;
}
