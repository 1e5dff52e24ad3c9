/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Consoles of real RMMs: which dialect they speak, what their lines tell, what is
 * skipped. A file of tests/consoles is named after its dialect; all of it agrees.
 */
#include <string.h>

#include "consoles.h"
#include "dialect/call.h"
#include "dialect/event.h"
#include "dialect/reader.h"
#include "engine/command.h"
#include "suites.h"

/* ---- files ---- */

static char *dialect_of(const char *path)
{
	g_autofree char *name = g_path_get_basename(path);

	return g_strndup(name, strlen(name) - strlen(".log"));
}

START_TEST(test_file)
{
	g_autoptr(GPtrArray) files = consoles_files();
	const char *path = files->pdata[_i];
	g_autofree char *text = NULL, *dialect = dialect_of(path);
	ConsoleFound found;
	gsize size;

	ck_assert(g_file_get_contents(path, &text, &size, NULL));
	found = consoles_replay(path, text, size);
	ck_assert_uint_eq(found.parts, 1);
	if (log_dialect_find(dialect))
		ck_assert_str_eq(found.dialect->id, dialect);
	ck_assert_msg(found.count.diverge == found.explained, "%s: %u diverge", path,
		      found.count.diverge - found.explained);
	ck_assert_msg(found.count.agree * 2 >= found.count.lines, "%s: %u of %u agree", path,
		      found.count.agree, found.count.lines);
}
END_TEST

/* Each dialect has a console. */
START_TEST(test_all_dialects)
{
	for (guint i = 0; i < log_dialect_count; i++) {
		g_autofree char *path = g_strdup_printf("tests/consoles/%s.log", log_dialects[i].id);

		ck_assert_msg(g_file_test(path, G_FILE_TEST_IS_REGULAR), "no %s", path);
	}
}
END_TEST

/* Another boot is another RMM, perhaps of another dialect: nothing of the first is left. */
START_TEST(test_boots)
{
	g_autofree char *first = NULL, *second = NULL, *text = NULL;
	ConsoleFound found;

	ck_assert(g_file_get_contents("tests/consoles/tf-rmm-v0.6.log", &first, NULL, NULL));
	ck_assert(g_file_get_contents("tests/consoles/tf-rmm-v0.3.log", &second, NULL, NULL));
	text = g_strconcat(first, second, first, NULL);
	found = consoles_replay("boots", text, strlen(text));
	ck_assert_uint_eq(found.parts, 3);
	ck_assert_uint_eq(found.count.diverge, found.explained);
}
END_TEST

/* Each command of each version is found by its name, and only there. */
START_TEST(test_names)
{
	guint found = 0;

	for (guint i = 0; i < version_count(); i++) {
		const struct rmm_version *version = version_at(i);
		enum rmm_command_id id = CMD_NONE;

		for (enum rmm_command_id own = 0; own < COMMANDS; own++) {
			const struct rmm_command *command = version_commands(version)[own];

			/* READ is what Host and Realm do. */
			if (!command || !strchr(command->name, '_'))
				continue;
			ck_assert_ptr_eq(log_call_command(version, command->name, &id), command);
			ck_assert_int_eq(id, own);
			found++;
		}
		ck_assert_ptr_null(log_call_command(version, "RMI_NOTHING", &id));
	}
	ck_assert_uint_ge(found, 140);
	ck_assert_ptr_null(log_call_command(&rmm_version_2_0_bet3, "RMI_DATA_DESTROY",
					    &(enum rmm_command_id){ CMD_NONE }));
}
END_TEST

/* ---- lines ---- */

static const struct {
	const char *line, *name;
	guint in, out;
	guint64 first_in, first_out;
	const char *status;
	gboolean cut;
} lines[] = {
	{ "SMC_RMI_DATA_DESTROY          21d44000 8b200000 > RMI_ERROR_RTT 2 0 8ee00000",
	  "RMI_DATA_DESTROY", 2, 3, 0x21d44000, 2, "RMI_ERROR_RTT", FALSE },
	{ "[ rmm ] SMC_RMM_REALM_CREATE          1000 2000 > RMI_SUCCESS\r",
	  "RMI_REALM_CREATE", 2, 0, 0x1000, 0, "RMI_SUCCESS", FALSE },
	{ "2026-02-11 09:14:00,120: SMC_RSI_VERSION               10000 > RSI_SUCCESS 10000 10000",
	  "RSI_VERSION", 1, 2, 0x10000, 0x10000, "RSI_SUCCESS", FALSE },
	{ "SMC_RSI_IPA_STATE_SET             80000000 a0000000 1 0",
	  "RSI_IPA_STATE_SET", 4, 0, 0x80000000, 0, "", FALSE },
	{ "SMC_RSI_HOST_CALL             80001000 > c4000199", "RSI_HOST_CALL", 1, 0, 0x80001000, 0,
	  "", FALSE },
	{ "PSCI_8400000a                 80000000 0 0 0 0 0 0 > 0 0 0 0", "", 7, 3, 0x80000000, 0, "",
	  FALSE },
	{ "SMC_RMI_REC_CREATE            1000 2000", "RMI_REC_CREATE", 2, 0, 0x1000, 0, "", TRUE },
	{ "SMC_RMI_REALM_ACTIVATE", "RMI_REALM_ACTIVATE", 0, 0, 0, 0, "", TRUE },
	{ "[TRACE]islet_rmm::event -- RMI: REC_AUX_COUNT        [882E99000] > [0, 10]",
	  "RMI_REC_AUX_COUNT", 1, 1, 0x882e99000, 0x10, "", FALSE },
	{ "[TRACE]islet_rmm::monitor -- RMI: GRANULE_DELEGATE     [8928CF000, 8033D3000(garbage)] > [0]",
	  "RMI_GRANULE_DELEGATE", 2, 0, 0x8928cf000, 0, "", FALSE },
};

START_TEST(test_line)
{
	LogEvent event;

	ck_assert(log_event_read(lines[_i].line, strcspn(lines[_i].line, "\r"), &event));
	ck_assert_str_eq(event.name, lines[_i].name);
	ck_assert_uint_eq(event.in_count, lines[_i].in);
	ck_assert_uint_eq(event.out_count, lines[_i].out);
	ck_assert(lines[_i].in == 0 || event.in[0] == lines[_i].first_in);
	ck_assert(lines[_i].out == 0 || event.out[0] == lines[_i].first_out);
	ck_assert_str_eq(event.status, lines[_i].status);
	ck_assert_int_eq(event.cut, lines[_i].cut);
}
END_TEST

/* Of other programs, or of an RMM but no call. */
static const char *const others[] = {
	"", "SMC_", "PSCI_", "SMC_RMI_", "RMI: ", "RMI: X", "RMI: X [", "psci: PSCIv1.1 detected",
	"[INFO]islet_rmm::stat -- RMI::RTT_MAP_UNPROTECTED       TOTAL MemUsed: 4096 byte",
	"Unhandled write S3_0_C11_C15_4", "SMC_RMI_realm 1 > RMI_SUCCESS", "SMC_8400005 0 > 0",
	"SMC_RMI_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA 1 > RMI_SUCCESS",
};

START_TEST(test_other)
{
	LogEvent event;

	ck_assert(!log_event_read(others[_i], strlen(others[_i]), &event));
}
END_TEST

/* What was cut at a space is put together, over lines of others; what has no rest stays cut. */
START_TEST(test_continued)
{
	g_autofree char *text = NULL;
	ConsoleFound found;
	gsize size;

	ck_assert(g_file_get_contents("tests/consoles/noise.log", &text, &size, NULL));
	found = consoles_replay("noise", text, size);
	ck_assert_str_eq(found.dialect->id, "tf-rmm-v0.6");
	ck_assert_uint_eq(found.continued, 2);
	ck_assert_uint_eq(found.noise, 3);
	ck_assert_uint_eq(found.count.lines, 8);
	ck_assert_uint_eq(found.count.not_judged, 1);
}
END_TEST

/* ---- what is known ---- */

#define REALM "SMC_RMI_REALM_CREATE          21d44000 21cff000 > RMI_SUCCESS\n" \
	"SMC_RMI_REC_CREATE            21d44000 21f02000 21f01000 > RMI_SUCCESS\n"
#define ACTIVE REALM "SMC_RMI_REALM_ACTIVATE        21d44000 > RMI_SUCCESS\n"
#define GET(base, top, ripas) \
	"SMC_RSI_IPA_STATE_GET         " base " " top " > RSI_SUCCESS " top " " ripas "\n"
#define SET(base, top, ripas, flags) \
	"SMC_RSI_IPA_STATE_SET         " base " " top " " ripas " " flags " > RSI_SUCCESS " top " 0\n"
#define DESTROY(ipa, result) "SMC_RMI_DATA_DESTROY          21d44000 " ipa " > " result "\n"

static const struct {
	const char *name, *text;
	guint diverge;
} histories[] = {
	{ "what was EMPTY is EMPTY unless the Realm asks",
	  ACTIVE GET("50000000", "50001000", "0") GET("50000000", "50001000", "0"), 0 },
	{ "nothing makes it RAM", ACTIVE GET("50000000", "50001000", "0")
	  GET("50000000", "50001000", "1"), 1 },
	{ "a Host may destroy it", ACTIVE GET("50000000", "50001000", "0")
	  GET("50000000", "50001000", "2"), 0 },
	{ "before activation a Host may have made it RAM", ACTIVE GET("50000000", "50001000", "1"), 0 },
	{ "what the Realm asked for is done when it goes on",
	  ACTIVE SET("80000000", "90000000", "1", "0") GET("80000000", "80001000", "0"), 1 },
	{ "and is RAM", ACTIVE SET("80000000", "90000000", "1", "0")
	  GET("80000000", "80001000", "1"), 0 },
	{ "a Realm may ask again for the rest", ACTIVE SET("80000000", "90000000", "1", "0")
	  SET("88000000", "90000000", "1", "0") GET("80000000", "90000000", "1"), 0 },
	{ "what it did not ask for stays", ACTIVE GET("70000000", "70001000", "0")
	  SET("80000000", "90000000", "1", "0") GET("70000000", "70001000", "1"), 1 },
	{ "DESTROYED stays if the Realm does not say otherwise", ACTIVE
	  GET("50000000", "50001000", "2") SET("50000000", "50001000", "1", "0")
	  GET("50000000", "50001000", "2"), 0 },
	{ "no call of a Realm before one is ACTIVE", REALM GET("50000000", "50001000", "0"), 1 },
	{ "a REC makes a Realm live", ACTIVE "SMC_RMI_REALM_DESTROY         21d44000 > RMI_SUCCESS\n",
	  1 },
	{ "an ACTIVE Realm gets no REC", ACTIVE
	  "SMC_RMI_REC_CREATE            21d44000 21f03000 21f01000 > RMI_SUCCESS\n", 1 },
	{ "an RD is no REC", ACTIVE "SMC_RMI_REC_ENTER             21d44000 21e00000 > RMI_ERROR_REC\n",
	  1 },
	{ "the end lies in the table", ACTIVE DESTROY("80000000", "RMI_ERROR_RTT 3 0 80200000"), 0 },
	{ "and not beyond", ACTIVE DESTROY("80000000", "RMI_ERROR_RTT 3 0 80201000"), 1 },
	{ "and at an entry of its level", ACTIVE DESTROY("80000000", "RMI_ERROR_RTT 2 0 80201000"), 1 },
	{ "an address that is aligned is no bad input", ACTIVE DESTROY("80000000", "RMI_ERROR_INPUT 0 0"),
	  0 },
	{ "once the IPA space is known", ACTIVE DESTROY("80000000", "RMI_ERROR_RTT 3 0 80200000")
	  DESTROY("80001000", "RMI_ERROR_INPUT 0 0"), 1 },
	{ "a Realm that has gone has no pages", ACTIVE
	  "SMC_RMI_REC_DESTROY           21f02000 > RMI_SUCCESS\n"
	  "SMC_RMI_REALM_DESTROY         21d44000 > RMI_SUCCESS\n"
	  DESTROY("80000000", "RMI_ERROR_RTT 3 0 80200000"), 1 },
	{ "how much memory RECs need does not change",
	  "SMC_RMI_REC_AUX_COUNT         21d44000 > RMI_SUCCESS 10\n"
	  "SMC_RMI_REC_AUX_COUNT         21d44000 > RMI_SUCCESS 9\n", 1 },
	{ "what the Host may answer a RIPAS change is not told at once", ACTIVE
	  GET("8fff0000", "90000000", "0") "SMC_RSI_IPA_STATE_SET         80000000 90000000 1 0 > RSI_ERROR_INPUT\n", 1 },
	{ "lines that were left out may have changed all", ACTIVE GET("50000000", "50001000", "0")
	  "...\n" GET("50000000", "50001000", "1"), 0 },
};

START_TEST(test_history)
{
	ConsoleFound found = consoles_replay("t", histories[_i].text, strlen(histories[_i].text));

	ck_assert_msg(found.count.diverge == histories[_i].diverge, "%s: %u diverge",
		      histories[_i].name, found.count.diverge);
}
END_TEST

/* What is known grows with the objects, not with the lines. */
START_TEST(test_effort)
{
	g_autoptr(GString) text = g_string_new(ACTIVE);
	ConsoleFound found;

	for (guint i = 0; i < 3000; i++)
		g_string_append(text, SET("82e20000", "82e30000", "0", "1")
				DESTROY("82e20000", "RMI_ERROR_RTT 3 0 83000000")
				GET("50001000", "50002000", "0"));
	found = consoles_replay("t", text->str, text->len);
	ck_assert_uint_eq(found.count.lines, 9003);
	ck_assert_uint_eq(found.count.agree, 9003);
}
END_TEST

Suite *suite_console(void)
{
	Suite *suite = suite_create("console");
	TCase *files = tcase_create("files"), *text = tcase_create("lines"),
	      *known = tcase_create("known");
	g_autoptr(GPtrArray) paths = consoles_files();

	tcase_set_timeout(files, 60);
	tcase_set_timeout(known, 60);
	tcase_add_loop_test(files, test_file, 0, (int)paths->len);
	tcase_add_test(files, test_all_dialects);
	tcase_add_test(files, test_boots);
	tcase_add_loop_test(text, test_line, 0, G_N_ELEMENTS(lines));
	tcase_add_loop_test(text, test_other, 0, G_N_ELEMENTS(others));
	tcase_add_test(text, test_names);
	tcase_add_test(text, test_continued);
	tcase_add_loop_test(known, test_history, 0, G_N_ELEMENTS(histories));
	tcase_add_test(known, test_effort);
	suite_add_tcase(suite, files);
	suite_add_tcase(suite, text);
	suite_add_tcase(suite, known);
	return suite;
}
