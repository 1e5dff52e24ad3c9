/* SPDX-License-Identifier: BSD-3-Clause */
/* Judging what a step came to. */
#include "run/runner_private.h"

#include <string.h>

#include "state/address_set.h"
#include "text/spelling.h"

/* Does an expected output equal the actual one? Unset variables are bound. */
static gboolean output_matches(Runner *runner, const ExpectedOutput *expected,
			       const struct rmm_result *result, const uint64_t *slots,
			       Report *report)
{
	uint64_t value = (uint64_t)result->index;
	SpelledValue found;
	guint64 number;

	if (expected->name) {
		slots = spelling_result_output(runner->model, result, slots, expected->name, &found);
		if (!slots)
			return FALSE;
	}
	if (expected->name)
		value = rmm_value_get(found.value, slots, found.element);
	/* A size of blocks is written as the level of their entries. */
	if (expected->name && found.value->type->form == FORM_LEVEL)
		value = (uint64_t)rmm_descriptor_level(value);
	if (expected->bind) {
		runner_set(runner, expected->bind, value);
		return TRUE;
	}
	if (expected->value.bytes) {
		uint64_t bytes[RMM_OUTPUTS_MAX] = { 0 };

		value_copy_bytes(&expected->value, bytes);
		return expected->value.byte_count <= 8 * (gsize)found.value->count &&
		       memcmp(bytes, slots + found.value->slot, expected->value.byte_count) == 0;
	}
	return runner_value(runner, &expected->value, &number, report) && number == value;
}

static gboolean refusal_matches(const Expectation *expectation, const char *id)
{
	return !expectation->by ||
	       (id && g_strv_contains((const char *const *)expectation->by, id));
}

/* Of an SMC by its FID the Realm sees X0, whatever the status in it is called. */
static gboolean reads_alike(enum rmm_command_id called, enum rmm_status expected,
			    enum rmm_status status)
{
	return called == CMD_SMC && rmm_status(expected)->encoding < 0 &&
	       rmm_status(expected)->encoding == rmm_status(status)->encoding;
}

/* Where nothing was done, or nobody knows what, it has neither succeeded nor failed. */
static gboolean is_untried(enum rmm_status status)
{
	return status == STATUS_NOT_RUN || status == STATUS_UNMODELLED;
}

/* A step that says nothing must succeed; a Realm's action may also leave. */
static gboolean status_matches(const Expectation *expectation, enum rmm_command_id called,
			       const struct rmm_result *result)
{
	enum rmm_status status = result->status;
	uint64_t x0;

	switch (expectation->kind) {
	case EXPECT_ANY:
		return TRUE;
	case EXPECT_FAILS:
		return !rmm_succeeded(status) && status != STATUS_EXIT && !is_untried(status);
	case EXPECT_SUCCEEDS:
		return rmm_succeeded(status);
	case EXPECT_STATUS:
		return status == expectation->status ||
		       reads_alike(called, expectation->status, status);
	case EXPECT_X0:
		return spelling_x0(result, &x0) && x0 == expectation->x0;
	default:
		return rmm_succeeded(status) || status == STATUS_EXIT || status == STATUS_VERSION ||
		       status == STATUS_UNDEF;
	}
}

/* The other results that the specification permits here. */
static GArray *permitted(Runner *runner, const struct rmm_call *call,
			 const struct rmm_result *result)
{
	GArray *others = g_array_new(FALSE, FALSE, sizeof(struct rmm_result));

	/* Of a command that was resumed the other results are not known. */
	for (int i = 0; result->condition != RMM_NO_CONDITION && i < RMM_FAILURES_MAX &&
	     result->command == call->command; i++) {
		struct rmm_result other;

		if (i == result->condition || !(result->permitted >> i & 1))
			continue;
		rmm_refusal(runner->model, runner->machine->state, call, i, &other);
		other.condition = i;
		g_array_append_val(others, other);
	}
	return others;
}

/* What is told of a result that is not the one expected: a refusal changed nothing. */
static RunFinding difference(Runner *runner, const struct rmm_call *call,
			     const struct rmm_result *result)
{
	RunFinding finding = { .kind = RUN_RESULT, .others = permitted(runner, call, result) };

	gboolean is_access = rmm_command(runner->model, call->command)->interface == INTERFACE_REALM;

	/* Of a command that was resumed the inputs are not known. */
	if (result->command != call->command ||
	    (result->condition == RMM_NO_CONDITION && !is_access))
		return finding;
	finding.places = g_array_new(FALSE, FALSE, sizeof(CallPlace));
	places_find(runner->machine, call, finding.places);
	if (result->condition == RMM_NO_CONDITION)
		return finding;
	finding.values = g_array_new(FALSE, FALSE, sizeof(CauseValue));
	cause_find(runner->model, runner->machine->state, call, result, finding.values);
	return finding;
}

/* "no REC runs since line 7, RSI_HOST_CALL (B5.3.4)" */
static char *halted(Runner *runner, guint64 rec)
{
	GString *out = g_string_new(NULL);
	Since since;

	if (execution_is_idle(runner->machine))
		g_string_append(out, "no REC runs");
	else
		g_string_append_printf(out, "REC 0x%" G_GINT64_MODIFIER "x does not run", rec);
	since = execution_since(runner->machine, rec);
	if (since.known) {
		g_string_append_c(out, ' ');
		since_append(out, runner->model, &since, runner->result->path);
	} else {
		g_string_append(out, rec ? ": it was never entered" : ": none was entered");
	}
	return g_string_free(out, FALSE);
}

void runner_judge(Runner *runner, const Step *step, const struct rmm_call *call,
		  const struct rmm_result *result, const uint64_t *outputs, Report *report)
{
	const Expectation *expectation = &step->expectation;
	const char *id = result->condition == RMM_NO_CONDITION ? NULL :
			 rmm_condition_id(runner->model, result->command, result->condition);
	gboolean good = status_matches(expectation, call->command, result) &&
			refusal_matches(expectation, id);
	GArray *matches = g_array_new(FALSE, FALSE, sizeof(gboolean));

	report_result(report, call->command, result);
	report->outcome->matches = matches;
	for (guint i = 0; i < expectation->outputs->len; i++) {
		gboolean match = output_matches(runner, expectation->outputs->pdata[i], result,
						outputs, report);

		g_array_append_val(matches, match);
		good &= match;
	}
	/* That the model's storage is exhausted has been told by the step. */
	if (!good && result->status != STATUS_LIMIT)
		report_finding(report, difference(runner, call, result));
	if (!good && result->status == STATUS_NOT_RUN)
		report->outcome->halted = halted(runner, call->rec);
}
