/* SPDX-License-Identifier: BSD-3-Clause */
/* Files that are read in pieces: lines, and traces of any length. */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "replay/detect.h"
#include "suites.h"
#include "support/consoles.h"
#include "support/folder.h"
#include "support/found.h"
#include "support/program.h"
#include "system/lines.h"
#include "system/platform.h"

/* ---- lines ---- */

/* "1:text 2:text!flaw " of all that come. */
static char *all_of(Lines *lines)
{
	GString *out = g_string_new(NULL);
	Line line;

	while (lines_next(lines, &line))
		g_string_append_printf(out, "%u:%.*s%s%s ", line.number, (int)line.size, line.text,
				       line.flaw ? "!" : "", line.flaw ? line.flaw : "");
	return g_string_free(out, FALSE);
}

static const struct {
	const char *text, *lines;
} texts[] = {
	{ "", "" }, { "a", "1:a " }, { "a\n", "1:a " }, { "a\n\nb\r\n", "1:a 2: 3:b " },
	{ "\xef\xbb\xbf" "a\nb", "1:a 2:b " }, { "\n\xef\xbb\xbf", "1: 2:\xef\xbb\xbf " },
	{ "a\rb\r", "1:a\rb " },
};

START_TEST(test_lines)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "lines", texts[_i].text, -1);
	g_autoptr(Lines) of_text = lines_of_text(g_strdup(texts[_i].text), strlen(texts[_i].text));
	g_autoptr(Lines) of_file = lines_open(path, NULL);
	g_autofree char *one = all_of(of_text), *other = all_of(of_file);

	ck_assert_str_eq(one, texts[_i].lines);
	ck_assert_str_eq(other, texts[_i].lines);
	ck_assert_ptr_null(lines_error(of_file));
}
END_TEST

/* Pieces end anywhere in a line, and a line may be longer than several of them. */
START_TEST(test_borders)
{
	g_autoptr(Folder) folder = folder_new();
	GString *text = g_string_new(NULL);
	g_autoptr(Lines) lines = NULL;
	guint count = 0;
	Line line;

	for (guint i = 0; i < 500; i++) {
		g_string_append_printf(text, "%u ", i * 1371);
		for (guint j = 0; j < i * 3; j++)
			g_string_append_c(text, (char)('a' + j % 26));
		g_string_append_c(text, '\n');
	}
	lines = lines_open(folder_add(folder, "lines", text->str, (gssize)text->len), NULL);
	for (const char *at = text->str; lines_next(lines, &line); at += line.size + 1) {
		ck_assert_uint_eq(line.number, ++count);
		ck_assert_uint_eq(line.size, strcspn(at, "\n"));
		ck_assert(memcmp(line.text, at, line.size) == 0);
	}
	ck_assert_uint_eq(count, 500);
	g_string_free(text, TRUE);
}
END_TEST

/* Of a line that is too long the beginning is told; the next ones count on. */
START_TEST(test_too_long)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = g_strnfill(LINES_SIZE_MAX + 100000, 'x');
	g_autofree char *all = NULL;
	g_autoptr(Lines) lines = NULL;

	memcpy(text, "a\n", 2);
	memcpy(text + LINES_SIZE_MAX + 99990, "\nb\nc", 4);
	lines = lines_open(folder_add(folder, "lines", text, LINES_SIZE_MAX + 99994), NULL);
	all = all_of(lines);
	ck_assert_msg(g_str_has_prefix(all, "1:a 2:xxxxxxxx"), "%.80s", all);
	ck_assert_msg(g_str_has_suffix(all, "x!line longer than 1048576 bytes 3:b 4:c "), "%s", all);
}
END_TEST

START_TEST(test_ahead)
{
	static const char text[] = "one\ntwo\nthree";
	g_autoptr(Lines) lines = lines_of_text(g_strdup(text), strlen(text));
	g_autofree char *rest = NULL;
	gboolean more;
	gsize size;

	ck_assert_str_eq(lines_ahead(lines, 1, &size, &more), text);
	ck_assert_uint_eq(size, strlen(text));
	ck_assert(!more);
	lines_take(lines, 4);
	rest = all_of(lines);
	ck_assert_str_eq(rest, "1:two 2:three ");
}
END_TEST

/* What is ahead ends with a line, unless one is longer than was asked for. */
START_TEST(test_ahead_in_pieces)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = g_strnfill(300000, 'x');
	g_autoptr(Lines) lines = NULL;
	gboolean more;
	gsize size;

	text[10] = text[200000] = '\n';
	lines = lines_open(folder_add(folder, "lines", text, 300000), NULL);
	lines_ahead(lines, 20, &size, &more);
	ck_assert_uint_eq(size, 11);
	ck_assert(more);
	lines_take(lines, size);
	lines_ahead(lines, 20, &size, &more);
	ck_assert_uint_eq(size, 200001 - 11);
	lines_ahead(lines, 300000, &size, &more);
	ck_assert_uint_eq(size, 300000 - 11);
	ck_assert(!more);
}
END_TEST

/* A terminal whose other end is closed has what was written to it, then an error. */
static int broken_input(const char *text)
{
	int terminal = posix_openpt(O_RDWR | O_NOCTTY), other;

	if (terminal < 0 || grantpt(terminal) || unlockpt(terminal))
		return -1;
	other = open(ptsname(terminal), O_WRONLY | O_NOCTTY);
	if (other < 0 || write(other, text, strlen(text)) != (gssize)strlen(text))
		return -1;
	close(other);
	return terminal;
}

START_TEST(test_error_in_the_middle)
{
	int terminal = broken_input("a\nb"), input = dup(STDIN_FILENO);
	g_autofree char *all = NULL, *expected = NULL;
	g_autoptr(Lines) lines = NULL;

	if (terminal < 0) {
		g_print("  skipped: no pseudoterminals\n");
		close(input);
		return;
	}
	dup2(terminal, STDIN_FILENO);
	lines = lines_open("-", NULL);
	all = all_of(lines);
	dup2(input, STDIN_FILENO);
	close(input);
	close(terminal);
	expected = g_strdup_printf("1:a 2:b!%s ", lines_error(lines));
	ck_assert_str_eq(all, expected);
	ck_assert(g_str_has_prefix(lines_error(lines), "cannot read: "));
}
END_TEST

START_TEST(test_no_file)
{
	static const char *const paths[] = { "/not/there", "/" };

	for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autoptr(GError) error = NULL;

		ck_assert_ptr_null(lines_open(paths[i], &error));
		ck_assert(g_str_has_prefix(error->message, "cannot read: "));
	}
}
END_TEST

/* ---- long traces ---- */

/* So many stretches, and a bit. */
#define STRETCHES 5
#define LONG (STRETCHES * HISTORY_STRETCH + 1000)

/* A Realm with a table, and what TF-RMM says otherwise of it, as often as one likes. */
#define REALM \
	"SMC_RMI_GRANULE_DELEGATE addr=88200000 > RMI_SUCCESS\n" \
	"SMC_RMI_GRANULE_DELEGATE addr=88201000 > RMI_SUCCESS\n" \
	"SMC_RMI_REALM_CREATE rd=88200000 params=88000000 flags=0 s2sz=21 hash_algo=SHA_256 rpv=00 " \
	"vmid=1 rtt_base=88201000 rtt_level_start=1 rtt_num_start=1 > RMI_SUCCESS\n"
#define DEPARTS \
	"SMC_RMI_RTT_INIT_RIPAS rd=88200000 base=80000800 top=80002000 > RMI_ERROR_INPUT\n"

/* Granules come and go; before the lines of @departures, counted from 0, TF-RMM departs. */
static char *long_trace(const guint *departures, const char *tail)
{
	GString *text = g_string_new(REALM);

	for (guint i = 0; i < LONG; i++) {
		if (*departures == i && i > 0) {
			g_string_append(text, DEPARTS);
			departures++;
		}
		g_string_append_printf(text, "SMC_RMI_GRANULE_%s addr=%x > RMI_SUCCESS\n",
				       i % 2 ? "UNDELEGATE" : "DELEGATE",
				       0x88000000 + i / 2 % 16 * 0x1000);
	}
	g_string_append(text, tail);
	return g_string_free(text, FALSE);
}

/* What a replay holds of a trace while it tells. */
typedef struct {
	const Trace *trace;
	guint most;             /* lines at hand, at most */
	GString *told;          /* "kind line variant " */
} Watched;

static void watch(gpointer user, const ReplayEvent *event)
{
	Watched *watched = user;

	watched->most = MAX(watched->most, event->trace->lines->len);
	g_string_append_printf(watched->told, "%d:%u-%u:%d ", event->kind, event->line->number,
			       event->last ? event->last->number : 0, event->explained[0]);
}

static ReplayCount replay(Trace *trace, gboolean every_line, Watched *watched)
{
	const ReplayOptions options = { .version = &rmm_version_1_0, .every_line = every_line };
	g_autoptr(Replay) replay = replay_new(&options, NULL);
	ReplayCount count = { 0 };

	*watched = (Watched){ trace, 0, g_string_new(NULL) };
	ck_assert(replay_run(replay, trace, watch, watched, &count, NULL));
	return count;
}

static const struct {
	guint departures[6];
	const char *tail;
	guint diverge, not_judged;
} longs[] = {
	{ { 0 }, "", 0, 0 },
	{ { 1, HISTORY_STRETCH, HISTORY_STRETCH + 1, 3 * HISTORY_STRETCH + 99, LONG - 1 }, "", 5, 0 },
	{ { 0 }, "SMC_RMI_GRANULE_DELEGATE addr=1 > RMI_SUCCESS\n" DEPARTS DEPARTS, 1, 2 },
	{ { 9000 }, "guest READ ipa=0 > OK\n", 1, 1 },
	{ { 9000 }, "words\n", 1, 1 },
	{ { 0 }, "!ASSERT f.c:1\n" DEPARTS "words\n", 0, 3 },
};

START_TEST(test_long)
{
	g_autoptr(Folder) folder = folder_new();
	char *text = long_trace(longs[_i].departures, longs[_i].tail);
	const char *path = folder_add(folder, "long.trace", text, -1);
	g_autoptr(Trace) whole = trace_parse(path, text, strlen(text));
	g_autoptr(Trace) pieces = trace_open(path, lines_open(path, NULL));
	Watched of_whole, of_pieces;
	ReplayCount count = replay(whole, FALSE, &of_whole);

	ck_assert_uint_eq(count.diverge, longs[_i].diverge);
	ck_assert_uint_eq(count.not_judged, longs[_i].not_judged);
	ck_assert_uint_eq(count.lines, count.agree + count.diverge + count.not_judged);
	count = replay(pieces, FALSE, &of_pieces);
	ck_assert_str_eq(of_pieces.told->str, of_whole.told->str);
	ck_assert_uint_eq(count.lines, whole->lines->len);
	ck_assert_uint_lt(of_pieces.most, 3 * HISTORY_STRETCH);
	ck_assert_uint_ge(pieces->gone, (STRETCHES - 2) * HISTORY_STRETCH);
	g_string_free(of_whole.told, TRUE);
	g_string_free(of_pieces.told, TRUE);
}
END_TEST

/* Behind the end of a history any number of lines may come; none is kept. */
START_TEST(test_long_rest)
{
	static const guint none[1];
	g_autoptr(Folder) folder = folder_new();
	char *text = long_trace(none, "");
	g_autofree char *ended = g_strconcat("!PANIC\n", text, NULL);
	const char *path = folder_add(folder, "long.trace", ended, -1);
	g_autoptr(Trace) trace = trace_open(path, lines_open(path, NULL));
	Watched watched;
	ReplayCount count = replay(trace, FALSE, &watched);

	ck_assert_uint_eq(count.lines, LONG + 4);
	ck_assert_uint_eq(count.not_judged, LONG + 4);
	ck_assert_uint_ge(trace->gone, LONG - 2 * HISTORY_STRETCH);
	g_string_free(watched.told, TRUE);
	g_free(text);
}
END_TEST

/* Every line is told, and no more of them kept. */
START_TEST(test_every_line)
{
	static const guint departures[] = { 5, 20000, 0 };
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = long_trace(departures, "");
	const char *path = folder_add(folder, "long.trace", text, -1);
	g_autoptr(Trace) trace = trace_open(path, lines_open(path, NULL));
	Watched watched;
	ReplayCount count = replay(trace, TRUE, &watched);
	guint told = 0;

	for (const char *at = watched.told->str; (at = strchr(at, ' ')); at++)
		told++;
	ck_assert_uint_eq(told, count.lines);
	ck_assert_uint_eq(count.agree, LONG + 3);
	ck_assert_uint_lt(watched.most, 3 * HISTORY_STRETCH);
	g_string_free(watched.told, TRUE);
}
END_TEST

/* Marks of a level are as far behind as its distance, and at most twice as far. */
START_TEST(test_marks)
{
	static const guint none[1];
	static const struct rmm_variants variants;
	char *text = long_trace(none, "");
	g_autoptr(Trace) trace = trace_parse("long", text, strlen(text));
	g_autoptr(History) history = NULL;
	struct rmm_config config;

	platform_for_traces(&config, &rmm_version_1_0, NULL);
	history = history_new(&config, NULL);
	history_begin(history, trace, WATCH_TRAIL);
	for (guint i = 0; i < LONG; i++) {
		struct unit unit = { i, 1, variants };
		guint failed;

		history_add(history, i, 1);
		ck_assert_int_eq(history_take(history, &unit, variants, &failed), AGREES);
		for (guint level = 0; level < HISTORY_LEVELS; level++) {
			guint behind = i - history->marks[level][0].first;

			ck_assert_uint_lt(behind, 2 * HISTORY_DISTANCE(level));
			ck_assert(behind >= HISTORY_DISTANCE(level) || i == behind);
		}
	}
	ck_assert_uint_le(history->units->len, 2 * HISTORY_STRETCH);
	ck_assert_uint_le(history->player.machine->trail->entries->len, 2 * HISTORY_STRETCH);
}
END_TEST

/* The runs of RECs that never come to their entry are looked for once, not once a line. */
START_TEST(test_no_entries)
{
	GString *text = g_string_new(NULL);
	g_autoptr(Trace) trace = NULL;
	Watched watched;
	ReplayCount count;
	gsize size;

	for (guint i = 0; i < 60000; i++)
		g_string_append(text, "guest READ ipa=0 > OK\npeek granule=88000000 > state=NS\n");
	size = text->len;
	trace = trace_parse("runs", g_string_free(text, FALSE), size);
	count = replay(trace, FALSE, &watched);
	ck_assert_uint_eq(count.flawed, 60000);
	ck_assert_uint_eq(count.agree, 60000);
	g_string_free(watched.told, TRUE);
}
END_TEST

/* ---- consoles ---- */

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

Suite *suite_pieces(void)
{
	Suite *suite = suite_create("pieces");
	TCase *tcase = tcase_create("pieces");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_lines, 0, G_N_ELEMENTS(texts));
	tcase_add_test(tcase, test_borders);
	tcase_add_test(tcase, test_too_long);
	tcase_add_test(tcase, test_ahead);
	tcase_add_test(tcase, test_ahead_in_pieces);
	tcase_add_test(tcase, test_error_in_the_middle);
	tcase_add_test(tcase, test_no_file);
	tcase_add_loop_test(tcase, test_long, 0, G_N_ELEMENTS(longs));
	tcase_add_test(tcase, test_long_rest);
	tcase_add_test(tcase, test_every_line);
	tcase_add_test(tcase, test_marks);
	tcase_add_test(tcase, test_no_entries);
	tcase_add_test(tcase, test_console);
	tcase_add_test(tcase, test_console_behind_noise);
	suite_add_tcase(suite, tcase);
	return suite;
}
