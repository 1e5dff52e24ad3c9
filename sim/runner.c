/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenarios: statements in order, loops, the end. */
#include "runner_private.h"

#include <string.h>

/* Steps that loops may make before the run is called endless. */
#define ITERATIONS_MAX 10000000

static void runner_init(Runner *runner, const Scenario *scenario, const RunOptions *options)
{
	memset(runner, 0, sizeof(*runner));
	runner->scenario = scenario;
	runner->options = options;
	runner->model = g_new(struct rmm_model, 1);
	rmm_model_init(runner->model, &scenario->config);
	runner->state = g_malloc0(runner->model->layout.size);
	runner->old = g_malloc0(runner->model->layout.size);
	rmm_state_init(runner->model, runner->state);
	rmm_state_init(runner->model, runner->old);
	runner->variables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	runner->marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					      (GDestroyNotify)g_bytes_unref);
	runner->recs = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	runner->trail = g_array_new(FALSE, FALSE, sizeof(TrailEntry));
	runner->watches = g_array_new(FALSE, FALSE, sizeof(Watch));
}

static void runner_clear(Runner *runner)
{
	g_free(runner->model);
	g_free(runner->state);
	g_free(runner->old);
	g_hash_table_unref(runner->variables);
	g_hash_table_unref(runner->marks);
	g_hash_table_unref(runner->recs);
	g_array_unref(runner->trail);
	g_array_unref(runner->watches);
}

/* The invariants that the file says must break, wherever it says so. */
static uint64_t expected_violations(GPtrArray *steps)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	uint64_t expected = 0;

	for (guint i = 0; i < steps->len; i++) {
		const Step *step = steps->pdata[i];

		if (step->kind == STATEMENT_EXPECT && step->predicate.invariant &&
		    !step->predicate.negated)
			expected |= (uint64_t)1 << (step->predicate.invariant - rows);
		if (step->body)
			expected |= expected_violations(step->body);
	}
	return expected;
}

static void mark(Runner *runner, const char *name)
{
	gsize size = runner->model->layout.measurement_size;
	g_autoptr(GByteArray) all = g_byte_array_new();

	for (uint32_t i = 0; i < runner->model->config.realms; i++)
		g_byte_array_append(all, rmm_measurement(runner->model, runner->state, i, 0),
				    (guint)size);
	g_hash_table_replace(runner->marks, g_strdup(name),
			     g_byte_array_free_to_bytes(g_steal_pointer(&all)));
}

/* Tells the outcome of a statement. */
static void tell(Runner *runner, const Step *step, const Report *report)
{
	StepOutcome outcome = {
		.step = step, .at = step->at, .title = report->title,
		.passed = report->passed, .limit = report->limit,
		.result = report->result->len ? report->result->str : NULL,
		.detail = report->detail->len ? report->detail->str : NULL,
		.changes = report->changes->len ? report->changes->str : NULL,
	};

	runner->result.steps++;
	runner->result.failed += !report->passed;
	runner->result.limit |= report->limit;
	if (runner->options->function)
		runner->options->function(runner->options->user, &outcome);
}

static void report_init(Report *report)
{
	report->passed = TRUE;
	report->limit = FALSE;
	report->title = NULL;
	report->result = g_string_new(NULL);
	report->detail = g_string_new(NULL);
	report->changes = g_string_new(NULL);
}

static void report_clear(Report *report)
{
	g_free(report->title);
	g_string_free(report->result, TRUE);
	g_string_free(report->detail, TRUE);
	g_string_free(report->changes, TRUE);
}

static void run_steps(Runner *runner, GPtrArray *steps);

static void run_for(Runner *runner, const Step *step, Report *report)
{
	guint64 from, to, by;
	guint iterations = 0;

	report->title = g_strdup("for");
	if (!runner_evaluate(runner, step->value, &from, report) ||
	    !runner_evaluate(runner, step->top, &to, report) ||
	    !runner_evaluate(runner, step->step, &by, report))
		return;
	if (by == 0) {
		report_fail(report, "error", "a step of 0 never ends");
		return;
	}
	for (; from < to && !runner->result.limit; from += by) {
		runner_set(runner, step->name, from);
		run_steps(runner, step->body);
		if (++iterations > ITERATIONS_MAX || from + by < from)
			break;
	}
}

static void run_let(Runner *runner, const Step *step, Report *report)
{
	guint64 value;

	report->title = g_strdup("let");
	if (runner_evaluate(runner, step->value, &value, report))
		runner_set(runner, step->name, value);
}

/* Statements that change nothing are judged only if they fail. */
static gboolean is_silent(const Step *step)
{
	return step->kind == STATEMENT_FOR || step->kind == STATEMENT_LET ||
	       step->kind == STATEMENT_MARK || step->kind == STATEMENT_CHECK_OFF ||
	       step->kind == STATEMENT_NEVER || step->kind == STATEMENT_REACH;
}

static void run_step(Runner *runner, const Step *step, Report *report)
{
	Watch watch = { step, FALSE, FALSE };

	switch (step->kind) {
	case STATEMENT_COMMAND:
		runner_command(runner, step, report);
		runner_watch(runner, report);
		break;
	case STATEMENT_EXIT:
		runner_exit(runner, step, report);
		runner_watch(runner, report);
		break;
	case STATEMENT_COMPLETION:
		runner_completion(runner, step, report);
		break;
	case STATEMENT_FOR:
		run_for(runner, step, report);
		break;
	case STATEMENT_LET:
		run_let(runner, step, report);
		break;
	case STATEMENT_EXPECT:
		report->title = g_strdup_printf("expect %s", step->predicate.text);
		runner_expect(runner, step, report);
		break;
	case STATEMENT_NEVER:
	case STATEMENT_REACH:
		g_array_append_val(runner->watches, watch);
		break;
	case STATEMENT_MARK:
		mark(runner, step->name);
		break;
	case STATEMENT_CHECK_OFF:
		runner->ignored |= (uint64_t)1 << step->invariant;
		break;
	}
}

static void run_steps(Runner *runner, GPtrArray *steps)
{
	for (guint i = 0; i < steps->len && !runner->result.limit; i++) {
		const Step *step = steps->pdata[i];
		Report report;

		report_init(&report);
		run_step(runner, step, &report);
		if (!is_silent(step) || !report.passed)
			tell(runner, step, &report);
		report_clear(&report);
	}
}

/* never and reach are judged at the end. */
static void finish(Runner *runner)
{
	for (guint i = 0; i < runner->watches->len; i++) {
		const Watch *watch = &g_array_index(runner->watches, Watch, i);
		gboolean never = watch->step->kind == STATEMENT_NEVER;
		Report report;

		report_init(&report);
		report.title = g_strdup_printf("%s %s", never ? "never" : "reach",
					       watch->step->predicate.text);
		if (!never && !watch->held)
			report_fail(&report, "expected", "at some step: %s",
				    watch->step->predicate.text);
		/* A never that was hit has been told at its step. */
		if (!never || !watch->held)
			tell(runner, watch->step, &report);
		report_clear(&report);
	}
}

RunResult scenario_run(const Scenario *scenario, const RunOptions *options)
{
	RunResult result;
	Runner runner;

	runner_init(&runner, scenario, options);
	runner.expected = expected_violations(scenario->steps);
	run_steps(&runner, scenario->steps);
	if (!runner.result.limit)
		finish(&runner);
	result = runner.result;
	runner_clear(&runner);
	return result;
}
