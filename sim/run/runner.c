/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenarios: statements in order, loops, the end. */
#include "run/runner.h"

#include "run/runner_private.h"
#include "version/make.h"

#include <string.h>

#include "system/interrupt.h"

/* Statements, and rounds of loops, after which a run is called endless. */
#define WORK_MAX 4000000

/* What is looked at after each step. */
static guint watch_of(const RunOptions *options)
{
	return (options->no_invariants ? 0 : WATCH_INVARIANTS) | WATCH_TRAIL |
	       (options->self_check ? WATCH_SELF_CHECK : 0) |
	       (options->changes ? WATCH_CHANGES | WATCH_HINTS : 0);
}

void runner_init(Runner *runner, const Scenario *scenario, const RunOptions *options,
		 RunResult *result)
{
	memset(runner, 0, sizeof(*runner));
	runner->scenario = scenario;
	runner->options = options;
	runner->model = g_new(struct rmm_model, 1);
	rmm_model_init(runner->model, &scenario->config);
	if (options->bend)
		options->bend(options->user, runner->model);
	runner->machine = machine_new(runner->model, watch_of(options));
	runner->variables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	runner->marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					      (GDestroyNotify)g_bytes_unref);
	watches_init(&runner->watches);
	runner->spoiled = runner_spoiled_new();
	runner->machine->ignored = options->no_invariants ? ~(uint64_t)0 : 0;
	*result = (RunResult){
		.model = runner->model,
		.path = ((const Source *)scenario->sources->pdata[0])->path,
		.outcomes = g_ptr_array_new_with_free_func((GDestroyNotify)outcome_free),
	};
	runner->result = result;
}

void runner_clear(Runner *runner)
{
	machine_free(runner->machine);
	g_hash_table_unref(runner->variables);
	g_hash_table_unref(runner->marks);
	watches_clear(&runner->watches);
	g_array_unref(runner->spoiled);
	scene_free(runner->scene);
}

RunEnd runner_end(const Runner *runner)
{
	return (RunEnd){ runner->model, runner->machine->state, runner->variables, runner->rd,
			 runner->rec, runner->machine->trail, runner->scene };
}

uint64_t runner_expected_violations(const GPtrArray *steps)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	uint64_t expected = 0;

	for (guint i = 0; i < steps->len; i++) {
		const Step *step = steps->pdata[i];

		if (step->kind == STEP_EXPECT && step->predicate.invariant &&
		    !step->predicate.negated)
			expected |= (uint64_t)1 << (step->predicate.invariant - rows);
		if (step->body)
			expected |= runner_expected_violations(step->body);
	}
	return expected;
}

static void mark(Runner *runner, const char *name)
{
	gsize size = runner->model->layout.measurement_size;
	g_autoptr(GByteArray) all = g_byte_array_new();

	for (uint32_t i = 0; i < runner->model->config.realms; i++)
		g_byte_array_append(all, rmm_measurement(runner->model, runner->machine->state, i, 0),
				    (guint)size);
	g_hash_table_replace(runner->marks, g_strdup(name),
			     g_byte_array_free_to_bytes(g_steal_pointer(&all)));
}

static gboolean is_over(const Runner *runner)
{
	return runner->result->limit || runner->stopped ||
	       (runner->options->first_only && runner->result->failed > 0);
}

/* Is it behind the line that is the last to be run? */
static gboolean is_behind(const Runner *runner, const Step *step)
{
	guint last = runner->options->last_line;

	return last && step->at.source == runner->scenario->sources->pdata[0] &&
	       step->at.line > last;
}

/* Counts a statement or a round; TRUE, with the limit, if it is one too many. */
static gboolean is_endless(Runner *runner, Report *report)
{
	guint most = runner->options->work_max ? runner->options->work_max : WORK_MAX;

	if (runner->work++ < most && !interrupted())
		return FALSE;
	report->limit = TRUE;
	report_finding(report, (RunFinding){
		.kind = RUN_LIMIT,
		.message = interrupted() ? g_strdup("interrupted")
			: g_strdup_printf("more than %u statements and rounds of loops", most),
	});
	return TRUE;
}

static void run_for(Runner *runner, const Step *step, Report *report)
{
	guint64 from, to, by;

	g_string_append(report->text, "for");
	if (!runner_evaluate(runner, step->value, &from, report) ||
	    !runner_evaluate(runner, step->top, &to, report) ||
	    !runner_evaluate(runner, step->step, &by, report))
		return;
	if (by == 0) {
		report_error(report, "a step of 0 never ends");
		return;
	}
	if (from >= to) {
		report_error(report, from == to ? "the range is empty: nothing was repeated"
			    : "the range ends before it begins: nothing was repeated");
		return;
	}
	for (; from < to && !is_over(runner); from += by) {
		if (is_endless(runner, report))
			return;
		runner_set(runner, step->name, from);
		runner_run_steps(runner, step->body);
		if (from + by < from)
			break;
	}
}

static void run_let(Runner *runner, const Step *step, Report *report)
{
	guint64 value;

	if (runner_evaluate(runner, step->value, &value, report))
		runner_set(runner, step->name, value);
}

/* "expect ripas 0x80000000 RAM" */
static void append_predicate(Runner *runner, const char *word, const Step *step, Report *report)
{
	g_string_append_printf(report->text, "%s ", word);
	runner_append_text(runner, report->text, step->predicate.text);
}

static void run_watch(Runner *runner, const char *word, const Step *step, Report *report)
{
	append_predicate(runner, word, step, report);
	if (!runner_asks(runner, &step->predicate, report))
		return;
	runner_add_watch(runner, step, report);
}

static void run_step(Runner *runner, const Step *step, Report *report)
{
	switch (step->kind) {
	case STEP_COMMAND:
		runner_command(runner, step, report);
		runner_watch(runner, report);
		break;
	case STEP_EXIT:
		runner_exit(runner, step, report);
		runner_watch(runner, report);
		break;
	case STEP_COMPLETION:
		runner_completion(runner, step, report);
		break;
	case STEP_ACTOR:
		runner_procedure(runner, step, report);
		runner_watch(runner, report);
		break;
	case STEP_FOR:
		run_for(runner, step, report);
		break;
	case STEP_LET:
		run_let(runner, step, report);
		break;
	case STEP_EXPECT:
		append_predicate(runner, "expect", step, report);
		runner_expect(runner, step, report);
		break;
	case STEP_NEVER:
		run_watch(runner, "never", step, report);
		break;
	case STEP_REACH:
		run_watch(runner, "reach", step, report);
		break;
	case STEP_MARK:
		g_string_append_printf(report->text, "mark %s", step->name);
		mark(runner, step->name);
		break;
	case STEP_CLAIM:
		break;
	case STEP_CHECK_OFF:
		g_string_append_printf(report->text, "check off %s", step->name);
		runner->machine->ignored |= (uint64_t)1 << step->invariant;
		break;
	}
}

/* never and reach are judged at the end. */
static gboolean is_judged(const Step *step)
{
	return step->kind == STEP_COMMAND || step->kind == STEP_EXIT ||
	       step->kind == STEP_COMPLETION || step->kind == STEP_ACTOR || step->kind == STEP_EXPECT;
}

static gboolean is_block(const Step *step)
{
	return step->kind == STEP_FOR || step->kind == STEP_LET;
}

void runner_run_steps(Runner *runner, const GPtrArray *steps)
{
	for (guint i = 0; i < steps->len && !is_over(runner); i++) {
		const Step *step = steps->pdata[i];
		guint first = runner->result->outcomes->len;
		Report report;

		runner->stopped = is_behind(runner, step);
		if (runner->stopped)
			return;
		report_init(&report, step);
		if (!is_endless(runner, &report))
			run_step(runner, step, &report);
		/* Loops and variables are told by what they lead to. */
		if (is_block(step) && report.outcome->passed)
			report_clear(&report);
		else
			runner_tell(runner, is_judged(step),
				    report.outcome->expanded ? first : runner->result->outcomes->len,
				    &report);
	}
}

/* A never or reach that held to the end passes where it stands. */
static void pass(Runner *runner, const Step *step)
{
	GPtrArray *outcomes = runner->result->outcomes;

	runner->result->steps++;
	for (guint i = outcomes->len; i > 0; i--) {
		StepOutcome *outcome = outcomes->pdata[i - 1];

		if (outcome->step != step || outcome->judged)
			continue;
		outcome->judged = TRUE;
		return;
	}
}

void runner_finish(Runner *runner)
{
	runner_end_guests(runner);
	for (guint i = 0; i < runner->watches.all->len; i++) {
		const Watch *watch = &g_array_index(runner->watches.all, Watch, i);
		gboolean never = watch->step->kind == STEP_NEVER;
		Report report;

		/* A never that was hit has been told at its step. */
		if (never && watch->held)
			continue;
		if (never || watch->held) {
			pass(runner, watch->step);
			continue;
		}
		report_init(&report, watch->step);
		append_predicate(runner, "reach", watch->step, &report);
		report_finding(&report, (RunFinding){ .kind = RUN_PREDICATE,
						      .predicate = &watch->step->predicate,
						      .demand = STEP_REACH });
		runner_tell(runner, TRUE, runner->result->outcomes->len, &report);
	}
}

void scenario_run(const Scenario *scenario, const RunOptions *options, RunResult *result)
{
	Runner runner;

	runner_init(&runner, scenario, options, result);
	runner.machine->expected = runner_expected_violations(scenario->steps);
	runner_run_steps(&runner, scenario->steps);
	if (!is_over(&runner))
		runner_finish(&runner);
	result->broken = runner.machine->broken;
	if (options->finished) {
		const RunEnd end = runner_end(&runner);

		options->finished(options->user, &end);
	}
	runner_clear(&runner);
}
