/* SPDX-License-Identifier: BSD-3-Clause */
/* What statements came to, in words. */
#include "run/outcome_words.h"

#include "system/version.h"
#include "text/exit_words.h"
#include "text/spelling.h"

/* ---- results ---- */

void outcome_append_fact(GString *out, const Fact *fact)
{
	g_string_append_printf(out, " %s=", fact->name);
	if (fact->word)
		g_string_append(out, fact->word);
	else
		g_string_append_printf(out, fact->is_address ? "0x%" G_GINT64_MODIFIER "x"
				       : "%" G_GINT64_MODIFIER "u", fact->number);
}

void outcome_append_procedure(GString *out, const ProcedureOutcome *procedure)
{
	g_string_append(out, ending_name(procedure->ending));
	for (guint i = 0; i < procedure->facts->len; i++)
		outcome_append_fact(out, &g_array_index(procedure->facts, Fact, i));
}

void outcome_append_result(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	const char *condition = outcome_condition(result, outcome);

	if (outcome->procedure)
		outcome_append_procedure(out, outcome->procedure);
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
	if (!outcome->result)
		return;
	if (outcome->result->condition != RMM_NO_CONDITION)
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

/* "NOT_RUN: no REC runs since line 7, RSI_HOST_CALL (B5.3.4)", "EXIT: RIPAS_CHANGE" */
static void append_got(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	const struct rmm_result *of = outcome->result;
	g_autoptr(GString) got = g_string_new(NULL);

	outcome_append_result(got, result, outcome);
	if (outcome->halted)
		g_string_append_printf(got, ": %s", outcome->halted);
	if (of && of->status == STATUS_EXIT && of->exit.happened) {
		g_string_append(got, ": ");
		exit_append(got, result->model->config.version, &of->exit);
	}
	append_line(out, "got", "%s", got->str);
}

/* What an ESR says that the result shows; and whose exit or result this is. */
static void append_origin(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (outcome_append_syndrome(text, result, outcome))
		append_line(out, "syndrome", "%s", text->str);
	if (outcome->pending)
		append_line(out, "of", "%s", outcome->pending);
}

static void append_difference(GString *out, const RunResult *result, const StepOutcome *outcome,
			      const RunFinding *finding)
{
	const Expectation *expectation = &outcome->step->expectation;
	g_autoptr(GString) recorded = g_string_new(NULL);

	append_line(out, "expected", "%s", expectation->text ? expectation->text : "success");
	append_got(out, result, outcome);
	append_origin(out, result, outcome);
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

	if (finding->demand == STEP_REACH) {
		append_line(out, "expected", "at some step: %s", predicate->text);
		return;
	}
	append_line(out, finding->demand == STEP_NEVER ? "never" : "expected", "%s",
		    predicate->text);
	outcome_append_found(got, result, finding);
	append_line(out, "got", "%s", got->str);
}

static void append_step(GString *out, const RunResult *result, const Finding *finding)
{
	static const char *const keywords[] = {
		[FINDING_INVARIANT] = "breaks", [FINDING_SELF_CHECK] = "model",
		[FINDING_LIMIT] = "limit", [FINDING_HINT] = "hint",
	};
	g_autoptr(GString) text = g_string_new(NULL);

	finding_append(text, result->model, finding);
	append_line(out, keywords[finding->kind], "%s", text->str);
}

void outcome_append_follows(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	g_autoptr(GString) line = g_string_new(NULL);

	if (!outcome->follows)
		return;
	origin_append(line, &(Origin){ outcome->follows->at.source->path,
				       outcome->follows->at.line }, result->path);
	append_line(out, "follows", "from %s", line->str);
}

void outcome_append_detail(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	outcome_append_follows(out, result, outcome);
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

gboolean outcome_append_syndrome(GString *out, const RunResult *result,
				 const StepOutcome *outcome)
{
	const struct rmm_result *of = outcome->result;
	SpelledValue esr;

	if (of && outcome->called == CMD_RMI_REC_ENTER && of->exit.happened &&
	    of->exit.field[EXIT_FIELD_REASON] == EXIT_SYNC) {
		exit_append(out, result->model->config.version, &of->exit);
		return TRUE;
	}
	return of && (of->status == STATUS_SEA || of->status == STATUS_ADDRESS_SIZE_FAULT) &&
	       spelling_output(rmm_command(result->model, of->command), "esr_el1", &esr) &&
	       syndrome_append(out, rmm_value_get(esr.value, of->out, 0));
}

void outcome_append_changes(GString *out, const RunResult *result, const StepOutcome *outcome)
{
	if (outcome->called == CMD_RMI_REC_ENTER && outcome_append_syndrome(out, result, outcome))
		g_string_append_c(out, '\n');
	changes_append(out, result->model->config.version, outcome->changes);
	for (guint i = 0; i < outcome->hints->len; i++) {
		g_string_append(out, "hint ");
		finding_append(out, result->model, &g_array_index(outcome->hints, Finding, i));
		g_string_append_c(out, '\n');
	}
	for (char **note = outcome->tells_notes && outcome->procedure ? outcome->procedure->notes
		: NULL; note && *note && **note; note++)
		g_string_append_printf(out, "%s\n", *note);
}
