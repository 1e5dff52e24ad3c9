/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands and actions of a scenario, and what they must come to. */
#include "runner_private.h"

#include <string.h>

#include "access.h"
#include "spelling.h"

/* ---- making the call ---- */

static void copy_bytes(const Value *value, uint64_t *slots)
{
	for (gsize i = 0; i < value->byte_count; i++)
		slots[i / 8] |= (uint64_t)value->bytes[i] << (i % 8 * 8);
}

/* Host memory that nobody names: the last page of the first region. */
static uint64_t scratch_page(const Runner *runner)
{
	const struct rmm_region *region = &runner->model->config.regions[0];

	return region->base + region->size - RMM_GRANULE_SIZE;
}

static void set_defaults(const Runner *runner, const struct rmm_command *command,
			 struct rmm_call *call)
{
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];

		call->in[value->slot] = value->initial;
		if (strcmp(value->name, "params_ptr") == 0 || strcmp(value->name, "run_ptr") == 0 ||
		    strcmp(value->name, "src") == 0)
			call->in[value->slot] = scratch_page(runner);
		if (strcmp(value->name, "num_aux") == 0)
			call->in[value->slot] = runner->model->config.platform.aux_count;
	}
}

static gboolean make_call(Runner *runner, const Step *step, struct rmm_call *call,
			  Report *report)
{
	const struct rmm_command *command = rmm_command(runner->model, step->command);

	memset(call, 0, sizeof(*call));
	call->command = step->command;
	call->rec = runner->rec;
	if (step->rec) {
		guint64 rec;

		if (!runner_evaluate(runner, step->rec, &rec, report))
			return FALSE;
		call->rec = rec;
	}
	set_defaults(runner, command, call);
	for (guint i = 0; i < step->arguments->len; i++) {
		const Argument *argument = &g_array_index(step->arguments, Argument, i);
		uint64_t *slots = &call->in[argument->input->slot + argument->element];
		guint64 number;

		if (argument->value.bytes) {
			copy_bytes(&argument->value, slots);
			continue;
		}
		if (!runner_value(runner, &argument->value, &number, report))
			return FALSE;
		*slots = number;
		/* In a log, one address stands for consecutive Granules. */
		for (unsigned j = 1; step->log_line && strcmp(argument->input->name, "aux") == 0 &&
		     j < argument->input->count; j++)
			slots[j] = number + j * RMM_GRANULE_SIZE;
	}
	return TRUE;
}

/* ---- one step of the model ---- */

static void note_violations(Runner *runner, struct rmm_event *event, Report *report)
{
	struct rmm_violation broken[RMM_INVARIANTS_MAX];
	unsigned rows, count;
	const struct rmm_invariant *first = rmm_invariants(&rows);

	count = rmm_check_invariants(event, runner->ignored, broken, RMM_INVARIANTS_MAX);
	for (unsigned i = 0; i < count; i++) {
		unsigned row = (unsigned)(broken[i].invariant - first);
		gboolean again = runner->broken >> row & 1;

		runner->broken |= (uint64_t)1 << row;
		/* Told once: what is broken may stay so at every later step. */
		if (!again && !(runner->expected >> row & 1))
			report_fail(report, "breaks", "%s (%s): %s", broken[i].invariant->id,
				    broken[i].invariant->section, broken[i].invariant->text);
	}
}

/* Carries out a call, checks invariants, remembers it. */
static void carry_out(Runner *runner, const struct rmm_call *call, Position at,
		      struct rmm_result *result, Report *report)
{
	struct rmm_event event = { runner->model, runner->old, runner->state, call, result, false };
	struct rmm_finding finding;
	TrailEntry entry = { *call, at };

	rmm_state_copy(runner->model, runner->old, runner->state);
	rmm_step(runner->model, runner->state, call, result);
	g_array_append_val(runner->trail, entry);
	if (result->exit.happened) {
		uint64_t rec = rmm_command(runner->model, call->command)->interface == INTERFACE_RMI
			       ? call->in[0] : call->rec;

		runner->exit = result->exit;
		runner->exit_seen = FALSE;
		runner_rec(runner, rec)->pending = call->command;
	}
	if (result->status == STATUS_LIMIT) {
		report->limit = TRUE;
		report_fail(report, "limit", "the model's storage is exhausted; see 'geometry'");
		return;
	}
	note_violations(runner, &event, report);
	if (runner->options->self_check &&
	    !rmm_check(runner->model, runner->old, runner->state, call, result, &finding))
		report_fail(report, "model", "self-check: %s",
			    finding.id ? finding.id : "a change outside the footprint");
	if (runner->options->changes)
		runner_changes(runner, report->changes);
}

/* What the Host writes to the source page before it is copied. */
static gboolean fill_source(Runner *runner, const Step *step, const struct rmm_call *call,
			    Report *report)
{
	struct rmm_call fill = { .command = CMD_HOST_FILL };
	struct rmm_result result;
	guint64 value;

	if (!step->has_fill)
		return TRUE;
	if (!runner_value(runner, &step->fill, &value, report))
		return FALSE;
	/* A byte fills as such; a wider value as a word. */
	fill.in[0] = call->in[3];
	fill.in[1] = value > 0xff ? value : value * G_GUINT64_CONSTANT(0x0101010101010101);
	carry_out(runner, &fill, step->at, &result, report);
	return TRUE;
}

/* Before RSI_HOST_CALL the Realm stores imm and registers, if it can. */
static void store_host_call(Runner *runner, const struct rmm_call *call, Position at,
			    Report *report)
{
	uint32_t slot = rmm_rec_at(runner->model, runner->state, call->rec);
	struct rmm_call write = { .command = CMD_WRITE, .rec = call->rec };
	struct rmm_result result;

	if (slot == RMM_NONE ||
	    rmm_translate(runner->model, runner->state,
			  rmm_realm(runner->model, runner->state,
				    rmm_rec(runner->model, runner->state, slot)->owner),
			  call->in[0], ACCESS_WRITE).outcome != OUTCOME_OK)
		return;
	for (unsigned i = 0; i < 32; i++) {
		write.in[0] = call->in[0] + 8 * i;
		write.in[1] = 1;
		write.in[2] = call->in[1 + i];
		carry_out(runner, &write, at, &result, report);
	}
}

/* ---- judging ---- */

static void append_refusal(GString *out, const Runner *runner, const struct rmm_call *call,
			   const struct rmm_result *result)
{
	if (result->condition == RMM_NO_CONDITION)
		return;
	g_string_append_printf(out, " by=%s",
			       rmm_condition_id(runner->model, call->command, result->condition));
}

/* Does an expected output equal the actual one? Unset variables are bound. */
static gboolean output_matches(Runner *runner, const ExpectedOutput *expected,
			       int index, const uint64_t *slots, Report *report)
{
	uint64_t value = expected->output
			 ? slots[expected->output->slot + expected->element] : (uint64_t)index;
	guint64 number;

	if (expected->bind) {
		runner_set(runner, expected->bind, value);
		return TRUE;
	}
	if (expected->value.bytes) {
		uint64_t bytes[RMM_OUTPUTS_MAX] = { 0 };

		copy_bytes(&expected->value, bytes);
		return memcmp(bytes, slots + expected->output->slot,
			      expected->value.byte_count) == 0;
	}
	return runner_value(runner, &expected->value, &number, report) && number == value;
}

static gboolean outputs_match(Runner *runner, const Expectation *expectation, int index,
			      const uint64_t *slots, Report *report)
{
	for (guint i = 0; i < expectation->outputs->len; i++)
		if (!output_matches(runner, expectation->outputs->pdata[i], index, slots, report))
			return FALSE;
	return TRUE;
}

static gboolean refused_by(const Runner *runner, const Expectation *expectation,
			   const struct rmm_call *call, const struct rmm_result *result)
{
	const char *id;

	if (!expectation->by)
		return TRUE;
	if (result->condition == RMM_NO_CONDITION)
		return FALSE;
	id = rmm_condition_id(runner->model, call->command, result->condition);
	return g_strv_contains((const char *const *)expectation->by, id);
}

/* A step that says nothing must succeed; a Realm's action may also leave. */
static gboolean status_matches(const Expectation *expectation, enum rmm_status status)
{
	switch (expectation->kind) {
	case EXPECT_ANY:
		return TRUE;
	case EXPECT_FAILS:
		return !rmm_succeeded(status) && status != STATUS_EXIT;
	case EXPECT_SUCCEEDS:
		return rmm_succeeded(status);
	case EXPECT_STATUS:
		return status == expectation->status;
	default:
		return rmm_succeeded(status) || status == STATUS_EXIT || status == STATUS_VERSION ||
		       status == STATUS_UNMODELLED || status == STATUS_UNDEF;
	}
}

/* The expectation as the source has it: from '>' on. */
static char *expected_text(const Step *step)
{
	g_autofree char *line = NULL;
	char *comment;

	if (step->expectation.kind == EXPECT_DEFAULT || step->result_column == 0)
		return g_strdup("success");
	line = source_line(step->at.source, step->end_line);
	if (strlen(line) <= step->result_column)
		return g_strdup("success");
	line[MIN(strlen(line), (gsize)step->text_end - 1)] = '\0';
	comment = line + step->result_column;
	return g_strstrip(g_strdup(comment));
}

static void fail_expectation(const Step *step, Report *report)
{
	g_autofree char *expected = expected_text(step);

	report_fail(report, "expected", "%s", expected);
	report_fail(report, "got", "%s", report->result->str);
}

/* The other results that the specification permits here. */
static void tell_permitted(Runner *runner, const struct rmm_call *call,
			   const struct rmm_result *result, Report *report)
{
	const struct rmm_command *command = rmm_command(runner->model, call->command);

	if (result->condition == RMM_NO_CONDITION)
		return;
	report_fail(report, "refused", "by %s, %s",
		    rmm_condition_id(runner->model, call->command, result->condition),
		    command->section[runner->model->config.version]);
	for (int i = 0; i < RMM_FAILURES_MAX; i++) {
		g_autoptr(GString) text = NULL;
		struct rmm_result other;

		if (i == result->condition || !(result->permitted >> i & 1))
			continue;
		text = g_string_new(NULL);
		rmm_refusal(runner->model, runner->state, call, i, &other);
		spelling_append_result(text, runner->model, call, &other, NUMBERS_SCENARIO);
		report_fail(report, "or", "%s by=%s", text->str,
			    rmm_condition_id(runner->model, call->command, i));
	}
}

static void judge(Runner *runner, const Step *step, const struct rmm_call *call,
		  const struct rmm_result *result, Report *report)
{
	const Expectation *expectation = &step->expectation;

	spelling_append_result(report->result, runner->model, call, result, NUMBERS_SCENARIO);
	append_refusal(report->result, runner, call, result);
	if (status_matches(expectation, result->status) &&
	    refused_by(runner, expectation, call, result) &&
	    outputs_match(runner, expectation, result->index, result->out, report))
		return;
	fail_expectation(step, report);
	tell_permitted(runner, call, result, report);
}

/* ---- RMI_REC_ENTER ---- */

static gboolean expects_exit(const Step *step)
{
	for (guint i = 0; i < step->expectation.outputs->len; i++)
		if (((ExpectedOutput *)step->expectation.outputs->pdata[i])->output)
			return TRUE;
	return FALSE;
}

/* Nothing left to do for the Realm: an interrupt takes the REC out. */
static void interrupt(Runner *runner, Position at, Report *report)
{
	struct rmm_call irq = { .command = CMD_IRQ, .rec = runner->rec };
	struct rmm_result result;

	carry_out(runner, &irq, at, &result, report);
}

static void judge_exit(Runner *runner, const Step *step, Report *report)
{
	struct rmm_call call = { .command = CMD_RMI_REC_ENTER };
	struct rmm_result result = { .status = runner->exit.status, .index = -1,
				     .condition = RMM_NO_CONDITION, .exit = runner->exit };

	runner->exit_seen = TRUE;
	g_string_truncate(report->result, 0);
	spelling_append_result(report->result, runner->model, &call, &result, NUMBERS_SCENARIO);
	if (!status_matches(&step->expectation, result.status) ||
	    !outputs_match(runner, &step->expectation, -1, runner->exit.field, report))
		fail_expectation(step, report);
}

static void enter(Runner *runner, const Step *step, const struct rmm_call *call, Report *report)
{
	struct rmm_result result;

	carry_out(runner, call, step->at, &result, report);
	if (result.status != RMI_SUCCESS) {
		judge(runner, step, call, &result, report);
		return;
	}
	runner->rec = call->in[0];
	runner_rec(runner, runner->rec)->completion = result.completion;
	if (!expects_exit(step)) {
		judge(runner, step, call, &result, report);
		return;
	}
	if (!result.exit.happened)
		interrupt(runner, step->at, report);
	judge_exit(runner, step, report);
}

/* ---- statements ---- */

void runner_command(Runner *runner, const Step *step, Report *report)
{
	const struct rmm_command *command = rmm_command(runner->model, step->command);
	struct rmm_result result;
	struct rmm_call call;

	report->title = g_strdup(command->name);
	if (!make_call(runner, step, &call, report) ||
	    !fill_source(runner, step, &call, report))
		return;
	if (step->command == CMD_RMI_REC_ENTER) {
		enter(runner, step, &call, report);
		return;
	}
	if (step->command == CMD_RSI_HOST_CALL)
		store_host_call(runner, &call, step->at, report);
	carry_out(runner, &call, step->at, &result, report);
	if (step->command == CMD_RMI_REALM_CREATE && result.status == RMI_SUCCESS)
		runner->rd = call.in[0];
	judge(runner, step, &call, &result, report);
}

/* "host > ...": what RMI_REC_ENTER returned. */
void runner_exit(Runner *runner, const Step *step, Report *report)
{
	uint32_t slot = rmm_rec_at(runner->model, runner->state, runner->rec);

	report->title = g_strdup("RMI_REC_ENTER returns");
	/* Out of actions, the REC leaves by an interrupt. */
	if (slot != RMM_NONE &&
	    rmm_rec(runner->model, runner->state, slot)->state == REC_RUNNING)
		interrupt(runner, step->at, report);
	if (!runner->exit.happened) {
		report_fail(report, "error", "no REC was entered");
		return;
	}
	judge_exit(runner, step, report);
}

/* "guest > ...": what the action that was pending came to. */
void runner_completion(Runner *runner, const Step *step, Report *report)
{
	guint64 rec = runner->rec;
	const struct rmm_command *command;
	struct rmm_result result = { .index = -1, .condition = RMM_NO_CONDITION };
	struct rmm_call call = { .command = step->command };
	RecMemory *memory;

	report->title = g_strdup("completion");
	if (step->rec && !runner_evaluate(runner, step->rec, &rec, report))
		return;
	memory = runner_rec(runner, rec);
	if (memory->pending != CMD_NONE)
		call.command = memory->pending;
	command = rmm_command(runner->model, call.command);
	g_free(report->title);
	report->title = g_strdup_printf("%s completes", command->name);
	result.status = memory->completion.status;
	memcpy(result.out, memory->completion.out, sizeof(result.out));
	spelling_append_result(report->result, runner->model, &call, &result, NUMBERS_SCENARIO);
	if (!status_matches(&step->expectation, result.status) ||
	    !outputs_match(runner, &step->expectation, -1, result.out, report))
		fail_expectation(step, report);
}
