/* SPDX-License-Identifier: BSD-3-Clause */
/* What the statements of a scenario came to, as values. */
#include "run/outcome.h"

#include <string.h>

#include "text/spelling.h"

static void finding_clear(gpointer data)
{
	RunFinding *finding = data;

	g_clear_pointer(&finding->others, g_array_unref);
	g_clear_pointer(&finding->values, g_array_unref);
	g_clear_pointer(&finding->places, g_array_unref);
	g_clear_pointer(&finding->message, g_free);
}

StepOutcome *outcome_new(const Step *step)
{
	StepOutcome *outcome = g_new0(StepOutcome, 1);

	outcome->step = step;
	outcome->passed = TRUE;
	outcome->findings = g_array_new(FALSE, TRUE, sizeof(RunFinding));
	g_array_set_clear_func(outcome->findings, finding_clear);
	outcome->changes = g_array_new(FALSE, FALSE, sizeof(Change));
	outcome->hints = g_array_new(FALSE, FALSE, sizeof(Finding));
	return outcome;
}

static void procedure_free(ProcedureOutcome *procedure)
{
	if (!procedure)
		return;
	g_array_unref(procedure->facts);
	g_array_unref(procedure->asked);
	g_strfreev(procedure->notes);
	g_free(procedure);
}

void outcome_free(StepOutcome *outcome)
{
	g_free(outcome->text);
	g_free(outcome->halted);
	g_free(outcome->pending);
	g_free(outcome->result);
	procedure_free(outcome->procedure);
	g_clear_pointer(&outcome->matches, g_array_unref);
	g_array_unref(outcome->findings);
	g_array_unref(outcome->changes);
	g_array_unref(outcome->hints);
	g_free(outcome);
}

void run_result_clear(RunResult *result)
{
	g_clear_pointer(&result->outcomes, g_ptr_array_unref);
	g_clear_pointer(&result->model, g_free);
}

gboolean outcome_has_result(const StepOutcome *outcome)
{
	return outcome->result || outcome->procedure;
}

const char *outcome_condition(const RunResult *result, const StepOutcome *outcome)
{
	const struct rmm_result *of = outcome->result;

	return !of || of->condition == RMM_NO_CONDITION ? NULL
		: rmm_condition_id(result->model, of->command, of->condition);
}

/* ---- comparing ---- */

static gboolean facts_agree(const ProcedureOutcome *a, const ProcedureOutcome *b)
{
	if (a->ending != b->ending || a->facts->len != b->facts->len)
		return FALSE;
	for (guint i = 0; i < a->facts->len; i++) {
		const Fact *x = &g_array_index(a->facts, Fact, i);
		const Fact *y = &g_array_index(b->facts, Fact, i);

		if (strcmp(x->name, y->name) != 0 || g_strcmp0(x->word, y->word) != 0 ||
		    x->number != y->number)
			return FALSE;
	}
	return TRUE;
}

/* What the results tell, word by word. */
static gboolean values_agree(const RunResult *a, const StepOutcome *of_a, const RunResult *b,
			     const StepOutcome *of_b)
{
	g_autoptr(GArray) words_a = g_array_new(FALSE, FALSE, sizeof(SpelledWord));
	g_autoptr(GArray) words_b = g_array_new(FALSE, FALSE, sizeof(SpelledWord));

	spelling_add_result(words_a, a->model, of_a->called, of_a->result);
	spelling_add_result(words_b, b->model, of_b->called, of_b->result);
	if (words_a->len != words_b->len)
		return FALSE;
	for (guint i = 0; i < words_a->len; i++)
		if (!spelling_words_agree(&g_array_index(words_a, SpelledWord, i),
					  a->model->config.version,
					  &g_array_index(words_b, SpelledWord, i),
					  b->model->config.version))
			return FALSE;
	return TRUE;
}

gboolean outcomes_agree(const RunResult *a, const StepOutcome *of_a, const RunResult *b,
			const StepOutcome *of_b)
{
	if (of_a->procedure || of_b->procedure)
		return of_a->procedure && of_b->procedure &&
		       facts_agree(of_a->procedure, of_b->procedure);
	return of_a->result->status == of_b->result->status &&
	       of_a->result->index == of_b->result->index &&
	       g_strcmp0(outcome_condition(a, of_a), outcome_condition(b, of_b)) == 0 &&
	       values_agree(a, of_a, b, of_b);
}
