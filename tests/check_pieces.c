/* SPDX-License-Identifier: BSD-3-Clause */
/* Traces of any length: what is held of them, and how far back is looked. */
#include <string.h>

#include "replay/detect.h"
#include "suites.h"
#include "support/folder.h"
#include "support/found.h"
#include "support/program.h"
#include "system/lines.h"
#include "system/platform.h"

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

Suite *suite_pieces(void)
{
	Suite *suite = suite_create("pieces");
	TCase *tcase = tcase_create("pieces");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_long, 0, G_N_ELEMENTS(longs));
	tcase_add_test(tcase, test_long_rest);
	tcase_add_test(tcase, test_every_line);
	tcase_add_test(tcase, test_marks);
	tcase_add_test(tcase, test_no_entries);
	suite_add_tcase(suite, tcase);
	return suite;
}
