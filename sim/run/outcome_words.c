/* SPDX-License-Identifier: BSD-3-Clause */
/* What statements came to, in words. */
#include "run/outcome_words.h"

#include <string.h>

#include "system/version.h"
#include "text/spelling.h"

/* ---- results ---- */

static void append_fact(GString *out, const Fact *fact)
{
	g_string_append_printf(out, " %s=", fact->name);
	if (fact->word)
		g_string_append(out, fact->word);
	else
		g_string_append_printf(out, fact->is_address ? "0x%" G_GINT64_MODIFIER "x"
				       : "%" G_GINT64_MODIFIER "u", fact->number);
}

static void append_procedure(GString *out, const ProcedureOutcome *procedure)
{
	g_string_append(out, ending_name(procedure->ending));
	for (guint i = 0; i < procedure->facts->len; i++)
		append_fact(out, &g_array_index(procedure->facts, Fact, i));
}

void outcome_append_result(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	const char *condition = outcome_condition(result, outcome);

	if (outcome->procedure)
		append_procedure(out, outcome->procedure);
	else if (outcome->result)
		spelling_append_result(out, result->model, outcome->called, outcome->result,
				       NUMBERS_SCENARIO);
	if (condition)
		g_string_append_printf(out, " by=%s", condition);
}

const char *outcome_status(const StepOutcome *outcome)
{
	return outcome->procedure ? ending_name(outcome->procedure->ending) :
	       outcome->result ? rmm_status(outcome->result->status)->name : NULL;
}

/* ---- what is recorded ---- */

static gboolean matches(const StepOutcome *outcome, guint i)
{
	return g_array_index(outcome->matches, gboolean, i);
}

/* Is number @i as written, with the elements that its text tells as well? */
static gboolean holds(const StepOutcome *outcome, guint i)
{
	const GPtrArray *outputs = outcome->step->expectation.outputs;
	gboolean good = ((ExpectedOutput *)outputs->pdata[i])->text && matches(outcome, i);

	while (good && ++i < outputs->len && !((ExpectedOutput *)outputs->pdata[i])->text)
		good = matches(outcome, i);
	return good;
}

/* Does the word of a result tell the output? */
static gboolean tells(const RunResult *result, const StepOutcome *outcome,
		      const SpelledWord *word, const ExpectedOutput *output)
{
	SpelledValue wanted;

	if (!output->name || !word->value)
		return !output->name && !word->value;
	return spelling_result_output(result->model, outcome->result, outcome->result->out,
				      output->name, &wanted) &&
	       wanted.value == word->value && wanted.element == word->element;
}

/* The word, or what the source has in its place. */
static void append_word(GString *out, const RunResult *result, const StepOutcome *outcome,
			const SpelledWord *word, gboolean *kept)
{
	const GPtrArray *outputs = outcome->step->expectation.outputs;
	const char *written = NULL;

	for (guint i = 0; i < outputs->len; i++) {
		const ExpectedOutput *output = outputs->pdata[i];

		if (holds(outcome, i) && tells(result, outcome, word, output)) {
			written = output->text;
			kept[i] = TRUE;
		}
	}
	g_string_append_c(out, ' ');
	if (written)
		g_string_append(out, written);
	else
		spelling_append_word(out, word, result->model->config.version, NUMBERS_SCENARIO);
}

static void append_condition(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	const Expectation *expectation = &outcome->step->expectation;
	const char *id = outcome_condition(result, outcome);

	if (!id)
		return;
	if (expectation->by_text &&
	    g_strv_contains((const char *const *)expectation->by, id))
		g_string_append_printf(out, " %s", expectation->by_text);
	else
		g_string_append_printf(out, " by=%s", id);
}

static void append_recorded_result(GString *out, const RunResult *result,
				   const StepOutcome *outcome)
{
	const GPtrArray *outputs = outcome->step->expectation.outputs;
	g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(SpelledWord));
	g_autofree gboolean *kept = g_new0(gboolean, outputs->len + 1);

	spelling_add_result(words, result->model, outcome->called, outcome->result);
	g_string_append(out, rmm_status(outcome->result->status)->name);
	for (guint i = 0; i < words->len; i++)
		append_word(out, result, outcome, &g_array_index(words, SpelledWord, i), kept);
	append_condition(out, result, outcome);
	/* Outputs that the result does not show, such as those that are 0. */
	for (guint i = 0; i < outputs->len; i++)
		if (holds(outcome, i) && !kept[i])
			g_string_append_printf(out, " %s",
					       ((ExpectedOutput *)outputs->pdata[i])->text);
}

/* Where nothing is expected yet, all of it is recorded. */
static void append_recorded_procedure(GString *out, const StepOutcome *outcome)
{
	const Expectation *expectation = &outcome->step->expectation;
	const ProcedureOutcome *procedure = outcome->procedure;

	if (!expectation->text) {
		append_procedure(out, procedure);
		return;
	}
	g_string_append(out, ending_name(procedure->ending));
	for (guint i = 0; i < procedure->asked->len; i++) {
		const Fact *fact = &g_array_index(procedure->asked, Fact, i);
		const ExpectedOutput *output = expectation->outputs->pdata[i];

		if (fact->word || !matches(outcome, i))
			append_fact(out, fact);
		else
			g_string_append_printf(out, " %s", output->text);
	}
}

/* Does the result lack an output that sets a variable for later steps? */
static gboolean loses_variable(const StepOutcome *outcome)
{
	const GPtrArray *outputs = outcome->step->expectation.outputs;

	for (guint i = 0; i < outputs->len; i++)
		if (!matches(outcome, i) && ((ExpectedOutput *)outputs->pdata[i])->bind)
			return TRUE;
	return FALSE;
}

void outcome_append_recorded(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	if (outcome->procedure)
		append_recorded_procedure(out, outcome);
	/* Without the variable the file would have errors: it stays, and fails. */
	else if (loses_variable(outcome))
		g_string_append(out, outcome->step->expectation.text);
	else
		append_recorded_result(out, result, outcome);
}

/* ---- what is wrong ---- */

static void append_line(GString *out, const char *keyword, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

static void append_line(GString *out, const char *keyword, const char *format, ...)
{
	va_list arguments;

	g_string_append_printf(out, "    %-9s ", keyword);
	va_start(arguments, format);
	g_string_append_vprintf(out, format, arguments);
	va_end(arguments);
	g_string_append_c(out, '\n');
}

/* "by base_bound: base != rec.ripas_addr (0x80000000, 0x0), B4.5.75.2" */
static void append_condition_found(GString *out, const RunResult *result,
				   const StepOutcome *outcome, const RunFinding *finding)
{
	const struct rmm_result *of = outcome->result;
	const struct rmm_version *version = result->model->config.version;
	g_autofree char *condition = version_condition_text(version, of->command,
							    outcome_condition(result, outcome));
	g_autoptr(GString) cause = g_string_new(NULL);

	if (finding->values) {
		g_string_append(cause, ": ");
		cause_append(cause, result->model, of, finding->values);
	}
	append_line(out, "refused", "by %s%s, %s", condition, cause->str,
		    version_section(version, rmm_command(result->model, of->command)->section));
}

/* What the objects are that the call names, as they were when it was refused. */
static void append_places(GString *out, const RunResult *result, const RunFinding *finding)
{
	for (guint i = 0; finding->places && i < finding->places->len; i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		place_append(text, result->model, &g_array_index(finding->places, CallPlace, i),
			     result->path);
		append_line(out, i ? "" : "state", "%s", text->str);
	}
}

/* What refused, and the other results that the specification permits here. */
static void append_refusal(GString *out, const RunResult *result, const StepOutcome *outcome,
			   const RunFinding *finding)
{
	if (!outcome->result || outcome->result->condition == RMM_NO_CONDITION)
		return;
	append_condition_found(out, result, outcome, finding);
	append_places(out, result, finding);
	for (guint i = 0; finding->others && i < finding->others->len; i++) {
		const struct rmm_result *other =
			&g_array_index(finding->others, struct rmm_result, i);
		g_autoptr(GString) text = g_string_new(NULL);

		spelling_append_result(text, result->model, outcome->called, other,
				       NUMBERS_SCENARIO);
		append_line(out, "or", "%s by=%s", text->str,
			    rmm_condition_id(result->model, other->command, other->condition));
	}
}

static void append_difference(GString *out, const RunResult *result, const StepOutcome *outcome,
			      const RunFinding *finding)
{
	const Expectation *expectation = &outcome->step->expectation;
	g_autoptr(GString) got = g_string_new(NULL), recorded = g_string_new(NULL);

	outcome_append_result(got, result, outcome);
	append_line(out, "expected", "%s", expectation->text ? expectation->text : "success");
	append_line(out, "got", "%s", got->str);
	append_refusal(out, result, outcome, finding);
	if (!outcome->procedure)
		return;
	if (expectation->outputs->len) {
		outcome_append_recorded(recorded, result, outcome);
		append_line(out, "that is", "%s", recorded->str);
	}
	for (char **note = outcome->procedure->notes; *note && **note; note++)
		append_line(out, "as", "%s", *note);
}

/* "EMPTY (level 2) at 0x80000000    since line 12, RMI_RTT_CREATE (B4.3.15)" */
static void append_sight(GString *out, const RunResult *result, const RunFinding *finding)
{
	const Sight *sight = &finding->sight;

	sight_append(out, result->model, sight);
	if (finding->predicate->top && (sight->kind == SIGHT_GRANULE || sight->found.in_space))
		g_string_append_printf(out, " at 0x%" G_GINT64_MODIFIER "x", sight->address);
	if (sight->since.known) {
		g_string_append(out, "    ");
		since_append(out, result->model, &sight->since, result->path);
	}
}

void outcome_append_found(GString *out, const RunResult *result, const RunFinding *finding)
{
	PredicateKind kind = finding->predicate->kind;

	if (kind == PREDICATE_VIOLATES)
		g_string_append(out, "the invariant held so far");
	else if (kind > PREDICATE_VIOLATES)
		g_string_append(out, "the opposite");
	else
		append_sight(out, result, finding);
}

static void append_predicate(GString *out, const RunResult *result, const RunFinding *finding)
{
	const Predicate *predicate = finding->predicate;
	g_autoptr(GString) got = g_string_new(NULL);

	if (finding->demand == STATEMENT_REACH) {
		append_line(out, "expected", "at some step: %s", predicate->text);
		return;
	}
	append_line(out, finding->demand == STATEMENT_NEVER ? "never" : "expected", "%s",
		    predicate->text);
	outcome_append_found(got, result, finding);
	append_line(out, "got", "%s", got->str);
}

static void append_step(GString *out, const RunResult *result, const Finding *finding)
{
	static const char *const keywords[] = {
		[FINDING_INVARIANT] = "breaks", [FINDING_SELF_CHECK] = "model",
		[FINDING_LIMIT] = "limit",
	};
	g_autoptr(GString) text = g_string_new(NULL);

	finding_append(text, result->model, finding);
	append_line(out, keywords[finding->kind], "%s", text->str);
}

void outcome_append_detail(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	for (guint i = 0; i < outcome->findings->len; i++) {
		const RunFinding *finding = &g_array_index(outcome->findings, RunFinding, i);

		switch (finding->kind) {
		case RUN_RESULT:
			append_difference(out, result, outcome, finding);
			break;
		case RUN_PREDICATE:
			append_predicate(out, result, finding);
			break;
		case RUN_STEP:
			append_step(out, result, &finding->step);
			break;
		case RUN_ERROR:
			append_line(out, "error", "%s", finding->message);
			break;
		case RUN_LIMIT:
			append_line(out, "limit", "%s", finding->message);
			break;
		}
	}
}

void outcome_append_changes(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	changes_append(out, result->model->config.version, outcome->changes);
	for (char **note = outcome->tells_notes && outcome->procedure ? outcome->procedure->notes
		: NULL; note && *note && **note; note++)
		g_string_append_printf(out, "%s\n", *note);
}
