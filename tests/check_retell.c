/* SPDX-License-Identifier: BSD-3-Clause */
/* Every scenario of the library as a named trace, and that replayed: all of it agrees. */
#include <stdio.h>

#include "library.h"
#include "program.h"
#include "replay/detect.h"
#include "replay/replay.h"
#include "retell/retell.h"
#include "suites.h"

/* What became of the round trips. */
struct trips {
	GString *wrong;
	guint files, runs, lines, not_judged;
};

static void note(gpointer user, const ReplayEvent *event)
{
	GString *told = user;

	if (told->len == 0 && (event->kind == REPLAY_DIVERGES ||
			       (event->kind == REPLAY_NOT_JUDGED && event->line->flaw)))
		g_string_printf(told, "line %u: %s", event->line->number, event->line->text);
}

/* From the scenario to a trace, and from the trace to the model. */
static void round_trip(struct trips *trips, const char *path, const Scenario *scenario)
{
	g_autoptr(GString) text = g_string_new(NULL), diverges = g_string_new(NULL);
	ReplayOptions options = { .no_invariants = TRUE };
	g_autoptr(Replay) replay = NULL;
	g_autoptr(Trace) trace = NULL;
	ReplayCount count = { 0 };
	Retold retold;

	retell_scenario(scenario, 0, text, &retold);
	ck_assert_msg(!retold.failed && !retold.limit, "%s, %s", path,
		      scenario->config.version->id);
	trace = trace_parse(path, g_strdup(text->str), text->len);
	options.version = detect_version(trace);
	ck_assert_ptr_eq(options.version, scenario->config.version);
	replay = replay_new(&options, NULL);
	ck_assert(replay != NULL);
	ck_assert(replay_run(replay, trace, note, diverges, &count, NULL));
	trips->runs++;
	trips->lines += count.lines;
	trips->not_judged += count.not_judged;
	if (count.diverge || count.flawed || count.lines != count.agree + count.not_judged)
		g_string_append_printf(trips->wrong, "%s, %s: %s (%u cannot be read)\n", path,
				       scenario->config.version->id, diverges->str, count.flawed);
}

/* In each version that it is for. */
static void round_trips(struct trips *trips, const char *path)
{
	g_autoptr(Scenario) own = library_parse(path);

	trips->files++;
	for (guint i = 0; i < version_count(); i++) {
		const ParseOptions options = { .version = version_at(i) };
		g_autoptr(Diagnostics) diagnostics = diagnostics_new();
		g_autoptr(Scenario) scenario = NULL;

		if (own->declared && !(own->declared & version_set(version_at(i))))
			continue;
		scenario = scenario_parse(path, &options, diagnostics);
		ck_assert_msg(scenario != NULL, "%s, %s", path, version_at(i)->id);
		round_trip(trips, path, scenario);
	}
}

START_TEST(test_round_trip)
{
	g_autoptr(GPtrArray) files = library_files("scenarios");
	struct trips trips = { .wrong = g_string_new(NULL) };

	for (guint i = 0; i < files->len; i += program_is_slow() ? 8 : 1)
		round_trips(&trips, files->pdata[i]);
	g_printerr("%s", trips.wrong->str);
	printf("retold %u scenarios in %u versions: %u lines, %u not judged\n", trips.files,
	       trips.runs, trips.lines, trips.not_judged);
	ck_assert_uint_eq(trips.wrong->len, 0);
	g_string_free(trips.wrong, TRUE);
}
END_TEST

Suite *suite_retell(void)
{
	Suite *suite = suite_create("retell");
	TCase *tcase = tcase_create("retell");

	tcase_set_timeout(tcase, 300);
	tcase_add_test(tcase, test_round_trip);
	suite_add_tcase(suite, tcase);
	return suite;
}
