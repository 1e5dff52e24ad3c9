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

/* ---- lines that are cut ---- */

/* @text, with each call cut at its @number-th space, and perhaps noise there. */
static char *cut_lines(const char *text, guint number, const char *noise)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *out = g_string_new(NULL);

	for (char **line = lines; *line; line++) {
		const char *call = strstr(*line, "SMC_"), *space = call;

		for (guint i = 0; space && i < number; i++)
			space = strchr(space + (i ? 1 : 0), ' ');
		if (space && space > call && space[1])
			g_string_append_printf(out, "%.*s%s\n%s\n", (int)(space + 1 - *line), *line,
					       noise, space + 1);
		else
			g_string_append_printf(out, "%s%s", *line, line[1] ? "\n" : "");
	}
	return g_string_free(out, FALSE);
}

/* Of a console of whole lines: whichever space they are cut at, the same is told of them. */
START_TEST(test_cut)
{
	static const char *const consoles[] = {
		"tf-rmm-eac5", "tf-rmm-v0.4", "tf-rmm-v0.6", "tf-rmm-v0.8",
	};
	static const char *const noises[] = { "", "[   12.345678] virtio_net: interleaved" };
	g_autofree char *path = g_strdup_printf("tests/consoles/%s.log", consoles[_i / 2]);
	g_autofree char *text = NULL;
	ConsoleFound whole;
	gsize size;

	ck_assert(g_file_get_contents(path, &text, &size, NULL));
	whole = consoles_replay(path, text, size);
	for (guint number = 1; number < 40; number++) {
		g_autofree char *cut = cut_lines(text, number, noises[_i % 2]);
		ConsoleFound found = consoles_replay(path, cut, strlen(cut));

		ck_assert_msg(found.count.lines == whole.count.lines &&
			      found.count.agree == whole.count.agree &&
			      found.count.diverge == whole.count.diverge &&
			      found.dialect == whole.dialect, "%s, cut at space %u: %u agree\n%s", path,
			      number, found.count.agree, cut);
	}
}
END_TEST

/* Who quotes a log breaks its lines, and puts a mark before each. */
START_TEST(test_quoted)
{
	static const char text[] =
		"> [   rmm ] SMC_RMI_REALM_CREATE          21d44000 21cff000 > RMI_SUCCESS\r\n"
		"> [   rmm ] SMC_RMI_REC_CREATE            21d44000 21f02000 21f01000 >\r\n"
		"> RMI_SUCCESS\r\n"
		"> [   rmm ] SMC_RMI_REALM_ACTIVATE        0x21d44000 > RMI_SUCCESS\r\n"
		"> [   rmm ] SMC_RSI_IPA_STATE_SET         80000000 90000000 1 0 > RSI_SUCCESS\r\n"
		"> 90000000 0\r\n"
		"> [   rmm ] SMC_RSI_IPA_STATE_GET         82b20000 82b21000 > RSI_SUCCESS 82b21000\r\n"
		"> 0\r\n"
		">      :\r\n"
		"> [   rmm ] SMC_RSI_IPA_STATE_GET         82b20000 82b21000 > RSI_SUCCESS 82b21000\r\n"
		"> and no number\r\n";
	ConsoleFound found = consoles_replay("quoted.log", text, strlen(text));

	/* RAM was asked for, and EMPTY is told; what is not told contradicts nothing. */
	ck_assert_uint_eq(found.count.lines, 6);
	ck_assert_uint_eq(found.count.agree, 5);
	ck_assert_uint_eq(found.count.diverge, 1);
}
END_TEST

Suite *suite_console_pieces(void)
{
	Suite *suite = suite_create("console_pieces");
	TCase *tcase = tcase_create("console_pieces");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_console);
	tcase_add_test(tcase, test_console_behind_noise);
	tcase_add_loop_test(tcase, test_cut, 0, 8);
	tcase_add_test(tcase, test_quoted);
	suite_add_tcase(suite, tcase);
	return suite;
}
