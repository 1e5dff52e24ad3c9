/* SPDX-License-Identifier: BSD-3-Clause */
/* Results as --record writes them: what the source said stays where it holds. */
#include <string.h>

#include "run/outcome_words.h"
#include "text/spelling.h"

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

/*
 * Where an access went in memory a Realm does not see, and with another memory
 * map it goes elsewhere: that is recorded for who asks.
 */
static gboolean is_unasked(const StepOutcome *outcome, const SpelledWord *word)
{
	static const char *const places[] = { "pa", "level", NULL };
	const GPtrArray *outputs = outcome->step->expectation.outputs;

	if (rmm_status(outcome->result->status)->interface != INTERFACE_REALM || !word->value ||
	    !g_strv_contains(places, word->value->name))
		return FALSE;
	for (guint i = 0; i < outputs->len; i++)
		if (g_strcmp0(((ExpectedOutput *)outputs->pdata[i])->name, word->value->name) == 0)
			return FALSE;
	return TRUE;
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
	for (guint i = 0; i < words->len; i++) {
		const SpelledWord *word = &g_array_index(words, SpelledWord, i);

		if (!is_unasked(outcome, word))
			append_word(out, result, outcome, word, kept);
	}
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
		outcome_append_procedure(out, procedure);
		return;
	}
	g_string_append(out, ending_name(procedure->ending));
	for (guint i = 0; i < procedure->asked->len; i++) {
		const Fact *fact = &g_array_index(procedure->asked, Fact, i);
		const ExpectedOutput *output = expectation->outputs->pdata[i];

		if (fact->word || !matches(outcome, i))
			outcome_append_fact(out, fact);
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
