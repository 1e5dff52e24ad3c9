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

		runner_copy_bytes(&expected->value, bytes);
		return expected->value.byte_count <= 8 * (gsize)found.value->count &&
		       memcmp(bytes, slots + found.value->slot, expected->value.byte_count) == 0;
	}
	return runner_value(runner, &expected->value, &number, report) && number == value;
}

const char *runner_refusal(const Runner *runner, const struct rmm_result *result)
{
	return result->condition == RMM_NO_CONDITION ? NULL :
	       rmm_condition_id(runner->model, result->command, result->condition);
}

static gboolean refusal_matches(const Expectation *expectation, const char *id)
{
	return !expectation->by ||
	       (id && g_strv_contains((const char *const *)expectation->by, id));
}

/* A step that says nothing must succeed; a Realm's action may also leave. */
static gboolean status_matches(const Expectation *expectation, const struct rmm_result *result)
{
	enum rmm_status status = result->status;
	uint64_t x0;

	switch (expectation->kind) {
	case EXPECT_ANY:
		return TRUE;
	case EXPECT_FAILS:
		return !rmm_succeeded(status) && status != STATUS_EXIT;
	case EXPECT_SUCCEEDS:
		return rmm_succeeded(status);
	case EXPECT_STATUS:
		return status == expectation->status;
	case EXPECT_X0:
		return spelling_x0(result, &x0) && x0 == expectation->x0;
	default:
		return rmm_succeeded(status) || status == STATUS_EXIT || status == STATUS_VERSION ||
		       status == STATUS_UNMODELLED || status == STATUS_UNDEF;
	}
}

/* The other results that the specification permits here. */
static void tell_permitted(Runner *runner, const struct rmm_call *call,
			   const struct rmm_result *result, Report *report)
{
	const struct rmm_command *command = rmm_command(runner->model, result->command);

	const struct rmm_version *version = runner->model->config.version;
	g_autofree char *condition = NULL;

	if (result->condition == RMM_NO_CONDITION)
		return;
	condition = version_condition_text(version, result->command, runner_refusal(runner, result));
	report_fail(report, "refused", "by %s, %s", condition,
		    version_section(version, command->section));
	/* Of a command that was resumed the other results are not known. */
	for (int i = 0; i < RMM_FAILURES_MAX && result->command == call->command; i++) {
		g_autoptr(GString) text = NULL;
		struct rmm_result other;

		if (i == result->condition || !(result->permitted >> i & 1))
			continue;
		text = g_string_new(NULL);
		rmm_refusal(runner->model, runner->machine->state, call, i, &other);
		spelling_append_result(text, runner->model, call, &other, NUMBERS_SCENARIO);
		report_fail(report, "or", "%s by=%s", text->str,
			    rmm_condition_id(runner->model, call->command, i));
	}
}

/* ---- what is recorded ---- */

/* Does the word "name=value" of a result tell the output? */
static gboolean tells(const Runner *runner, const char *word, const struct rmm_result *result,
		      const ExpectedOutput *output)
{
	gsize size = strcspn(word, "=");
	g_autofree char *name = g_strndup(word, size);
	SpelledValue told, wanted;

	if (!output->name)
		return strcmp(name, "level") == 0 || strcmp(name, "index") == 0;
	return spelling_result_output(runner->model, result, result->out, name, &told) &&
	       spelling_result_output(runner->model, result, result->out, output->name, &wanted) &&
	       told.value == wanted.value &&
	       told.element == wanted.element;
}

/* Is number @i as written, with the elements that its text tells as well? */
static gboolean holds(const Expectation *expectation, const gboolean *matches, guint i)
{
	const ExpectedOutput *output = expectation->outputs->pdata[i];
	gboolean good = output->text && matches[i];

	while (good && ++i < expectation->outputs->len) {
		output = expectation->outputs->pdata[i];
		if (output->text)
			break;
		good = matches[i];
	}
	return good;
}

/* The result with what the source said of it, where that holds (@matches). */
static void record_result(const Runner *runner, const Step *step,
			  const struct rmm_result *result, const gboolean *matches, Report *report)
{
	const Expectation *expectation = &step->expectation;
	g_auto(GStrv) words = g_strsplit(report->result->str, " ", -1);
	g_autofree gboolean *kept = g_new0(gboolean, expectation->outputs->len + 1);

	for (char **word = words; *word; word++) {
		const char *text = *word;

		for (guint i = 0; word > words && i < expectation->outputs->len; i++) {
			const ExpectedOutput *output = expectation->outputs->pdata[i];

			if (holds(expectation, matches, i) &&
			    tells(runner, *word, result, output)) {
				text = output->text;
				kept[i] = TRUE;
			}
		}
		if (expectation->by_text && g_str_has_prefix(text, "by=") &&
		    refusal_matches(expectation, text + strlen("by=")))
			text = expectation->by_text;
		g_string_append_printf(report->recorded, "%s%s", word == words ? "" : " ", text);
	}
	/* Outputs that the result does not show, such as those that are 0. */
	for (guint i = 0; i < expectation->outputs->len; i++) {
		const ExpectedOutput *output = expectation->outputs->pdata[i];

		if (holds(expectation, matches, i) && !kept[i])
			g_string_append_printf(report->recorded, " %s", output->text);
	}
}

/* Does the result lack an output that sets a variable for later steps? */
static gboolean loses_variable(const Expectation *expectation, const gboolean *matches)
{
	for (guint i = 0; i < expectation->outputs->len; i++)
		if (!matches[i] && ((ExpectedOutput *)expectation->outputs->pdata[i])->bind)
			return TRUE;
	return FALSE;
}

static void record(const Runner *runner, const Step *step, const struct rmm_result *result,
		   const gboolean *matches, Report *report)
{
	/* Without the variable the file would have errors: it stays, and fails. */
	if (loses_variable(&step->expectation, matches))
		g_string_assign(report->recorded, step->expectation.text);
	else
		record_result(runner, step, result, matches, report);
}

void runner_judge(Runner *runner, const Step *step, const struct rmm_call *call,
		  const struct rmm_result *result, const uint64_t *outputs, Report *report)
{
	const Expectation *expectation = &step->expectation;
	g_autofree gboolean *matches = g_new0(gboolean, expectation->outputs->len + 1);
	const char *id = runner_refusal(runner, result);
	gboolean good = status_matches(expectation, result) &&
			refusal_matches(expectation, id);

	spelling_append_result(report->result, runner->model, call, result, NUMBERS_SCENARIO);
	if (id)
		g_string_append_printf(report->result, " by=%s", id);
	for (guint i = 0; i < expectation->outputs->len; i++) {
		matches[i] = output_matches(runner, expectation->outputs->pdata[i], result,
					    outputs, report);
		good &= matches[i];
	}
	record(runner, step, result, matches, report);
	if (good)
		return;
	report_fail(report, "expected", "%s", expectation->text ? expectation->text : "success");
	report_fail(report, "got", "%s", report->result->str);
	tell_permitted(runner, call, result, report);
}
