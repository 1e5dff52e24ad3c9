/* SPDX-License-Identifier: BSD-3-Clause */
/* All lines that fail. */
#include "language/source.h"
#include "reduce/failure.h"
#include "run/runner.h"

static void find_in_scenario(const FailureOptions *options, const char *text, GArray *lines)
{
	const RunOptions run = { .no_invariants = TRUE };
	g_autoptr(Scenario) scenario = attempt_parse(options, text);
	RunResult result;

	if (!scenario)
		return;
	scenario_run(scenario, &run, &result);
	for (guint i = 0; i < result.outcomes->len; i++) {
		const StepOutcome *outcome = result.outcomes->pdata[i];

		/* What is included stays as it is. */
		if (!outcome->passed && g_str_equal(outcome->step->at.source->path, options->path))
			g_array_append_val(lines, outcome->step->at.line);
	}
	run_result_clear(&result);
}

static void find_in_trace(const FailureOptions *options, const char *text, GArray *lines)
{
	g_autoptr(Trace) trace = trace_parse(options->path, g_strdup(text), strlen(text));
	AttemptCache *own = options->cache ? NULL : attempt_cache_new();
	Replay *replay = attempt_replay(own ? own : options->cache, options, trace, TRUE);

	if (replay)
		replay_past(replay, trace, lines);
	attempt_cache_free(own);
}

static void note_line(gpointer user, const ReplayEvent *event)
{
	if (event->kind == REPLAY_DIVERGES)
		g_array_append_val((GArray *)user, event->line->number);
}

static void find_in_console(const FailureOptions *options, const char *text, GArray *lines)
{
	ReplayCount count = { 0 };

	attempt_console(options, text, TRUE, note_line, lines, NULL, &count);
}

GArray *failure_lines(const FailureOptions *options, const char *text)
{
	static void (*const finders[])(const FailureOptions *, const char *, GArray *) = {
		[INPUT_SCENARIO] = find_in_scenario, [INPUT_TRACE] = find_in_trace,
		[INPUT_CONSOLE] = find_in_console,
	};
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(guint));

	finders[options->input](options, text, lines);
	return lines;
}
