/* SPDX-License-Identifier: BSD-3-Clause */
/* Consoles that are read in pieces come to the same as those that are read at once. */
#include <string.h>

#include "suites.h"
#include "support/consoles.h"
#include "support/folder.h"
#include "support/program.h"

static void note_nothing(gpointer user, const ReplayEvent *event)
{
	(*(guint *)user)++;
}

/* What came of a console, as text. */
static char *counts_of(const ReplayCount *count, const ConsoleSummary *summary, guint told)
{
	return g_strdup_printf("%u lines %u %u %u, noise %u, again %u, continued %u, values "
			       "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
			       ", told %u", count->lines, count->agree, count->diverge,
			       count->not_judged, summary->noise, summary->again,
			       summary->continued, summary->forced, summary->open,
			       summary->unknown, told);
}

/* Replays @text in pieces of about @piece bytes. */
static char *replay_pieces(const LogDialect *dialect, const char *text, gsize size, gsize piece)
{
	const ConsoleOptions options = { .every_line = TRUE };
	g_autoptr(ConsoleReplay) console = console_new(&options);
	g_autoptr(LogPieces) pieces = log_pieces_new(dialect);
	ConsoleSummary summary = { .dialect = NULL };
	ReplayCount count = { 0 };
	gsize wanted = piece, at = 0, taken;
	gboolean more = TRUE;
	guint told = 0;
	char *counts;

	while (more) {
		gsize end = MIN(at + wanted, size);
		g_autoptr(GArray) parts = NULL;
		g_autofree char *copy = NULL;

		while (end < size && text[end - 1] != '\n')
			end++;
		more = end < size;
		/* What is behind a piece, or before it, may not be looked at. */
		copy = g_strndup(text + at, end - at);
		parts = log_pieces_read(pieces, copy, end - at, more, &taken);
		for (guint i = 0; i < parts->len; i++)
			ck_assert(console_replay(console, "log", &g_array_index(parts, LogPart, i),
						 note_nothing, &told, &count, &summary, NULL));
		at += taken;
		wanted = taken ? piece : 2 * wanted;
	}
	ck_assert_uint_eq(at, size);
	counts = counts_of(&count, &summary, told);
	console_summary_clear(&summary);
	return counts;
}

/* In pieces a console comes to the same as in one: what is known goes on, and so do cut lines. */
START_TEST(test_console)
{
	g_autoptr(GPtrArray) files = consoles_files();

	for (guint i = 0; i < files->len; i++) {
		g_autofree char *one = NULL, *whole = NULL, *parted = NULL;
		g_autoptr(GArray) parts = NULL;
		const LogDialect *dialect;
		GString *text;

		ck_assert(g_file_get_contents(files->pdata[i], &one, NULL, NULL));
		text = g_string_new(one);
		for (guint j = 0; j < 4; j++)
			g_string_append(text, one);
		parts = log_parts(text->str, text->len, NULL);
		dialect = g_array_index(parts, LogPart, 0).dialect;
		whole = replay_pieces(dialect, text->str, text->len, text->len);
		parted = replay_pieces(dialect, text->str, text->len, 500);
		ck_assert_msg(g_str_equal(parted, whole), "%s: %s, in pieces %s",
			      (char *)files->pdata[i], whole, parted);
		g_string_free(text, TRUE);
	}
}
END_TEST

/* Its dialect is found behind any number of lines of others. */
START_TEST(test_console_behind_noise)
{
	g_autoptr(Folder) folder = folder_new();
	GString *text = g_string_new(NULL);
	g_autofree char *log = NULL, *command = NULL, *said = NULL;
	int code;

	for (guint i = 0; i < 40000; i++)
		g_string_append(text, "[    0.000000] a line of somebody else, long as such are\n");
	ck_assert(g_file_get_contents("tests/consoles/tf-rmm-v0.6.log", &log, NULL, NULL));
	g_string_append(text, log);
	command = g_strdup_printf("ripas-sim replay %s",
				  folder_add(folder, "uart.log", text->str, (gssize)text->len));
	said = program_run(command, &code);
	ck_assert_int_eq(code, 0);
	ck_assert_msg(strstr(said, "(tf-rmm-v0.6)") != NULL, "%s", said);
	g_string_free(text, TRUE);
}
END_TEST

Suite *suite_console_pieces(void)
{
	Suite *suite = suite_create("console_pieces");
	TCase *tcase = tcase_create("console_pieces");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_console);
	tcase_add_test(tcase, test_console_behind_noise);
	suite_add_tcase(suite, tcase);
	return suite;
}
