/* SPDX-License-Identifier: BSD-3-Clause */
/* How a scenario, a trace or a console fails. */
#include "reduce/failure.h"

#include <string.h>

#include "dialect/recognise.h"
#include "run/outcome_words.h"
#include "run/runner.h"

ReduceInput failure_input(const char *path, const char *text, gsize size)
{
	return g_str_has_suffix(path, ".ripas") ? INPUT_SCENARIO :
	       !g_str_has_suffix(path, ".trace") && log_is_console(text, size) ? INPUT_CONSOLE
									       : INPUT_TRACE;
}

/* ---- scenarios ---- */

/* What is wrong, without what shrinking changes: addresses and lines. */
static char *of_finding(const RunResult *result, const StepOutcome *outcome,
			const RunFinding *finding)
{
	const struct rmm_command *command = rmm_command(result->model, outcome->called);
	const char *condition = outcome_condition(result, outcome);
	const char *status = outcome_status(outcome);

	switch (finding->kind) {
	case RUN_RESULT:
		return g_strdup_printf("%s %s %s", command ? command->name : "-",
				       status ? status : "-", condition ? condition : "-");
	case RUN_STEP:
		return g_strdup_printf("%s breaks %s", command ? command->name : "-",
				       finding->step.id ? finding->step.id : "-");
	case RUN_PREDICATE:
		return g_strdup_printf("state %d", (int)finding->demand);
	default:
		return g_strdup("error");
	}
}

static char *of_scenario(const FailureOptions *options, const char *text, guint *line)
{
	const RunOptions run = { .first_only = TRUE };
	g_autoptr(Scenario) scenario = attempt_parse(options, text);
	RunResult result;
	char *failure = NULL;

	if (!scenario)
		return NULL;
	scenario_run(scenario, &run, &result);
	for (guint i = 0; !failure && i < result.outcomes->len; i++) {
		const StepOutcome *outcome = result.outcomes->pdata[i];

		if (outcome->passed || !outcome->findings || outcome->findings->len == 0)
			continue;
		failure = of_finding(&result, outcome,
				     &g_array_index(outcome->findings, RunFinding, 0));
		*line = outcome->step->at.line;
	}
	run_result_clear(&result);
	return failure;
}

/* ---- traces and consoles ---- */

struct divergence {
	char *what;
	guint line;
};

/* What the model returns instead: its status, and the condition that refuses. */
static char *answer_of(const ReplayEvent *event)
{
	const Answer *answer = event->answers && event->answers->len
		? &g_array_index(event->answers, Answer, 0) : NULL;
	const struct rmm_result *result = answer ? &answer->result : NULL;

	if (event->permitted)
		return g_strndup(event->permitted, strcspn(event->permitted, ",="));
	if (!result)
		return g_strdup("-");
	return g_strdup_printf("%s %s", rmm_status(result->status)->name,
			       result->condition == RMM_NO_CONDITION ? "-" :
			       rmm_condition_id(event->model, result->command, result->condition));
}

/* The command as it is written; what came of it; what the model has; what explains it. */
static void note(gpointer user, const ReplayEvent *event)
{
	struct divergence *found = user;
	const char *mark = strstr(event->line->text, "> ");
	const struct rmm_variant_info *info = rmm_variant_info(event->explained[0]);
	g_autofree char *answer = NULL;

	if (found->what || (event->kind != REPLAY_DIVERGES && event->kind != REPLAY_FINDING &&
			    event->kind != REPLAY_ENDS))
		return;
	if (event->kind == REPLAY_FINDING && info)
		return;
	answer = answer_of(event);
	found->line = event->line->number;
	found->what = event->finding
		? g_strdup_printf("breaks %s", event->finding->id ? event->finding->id : "-")
		: g_strdup_printf("%.*s > %.*s, model %s%s%s",
				  (int)strcspn(event->line->text, " "), event->line->text,
				  mark ? (int)strcspn(mark + 2, " ") : 0, mark ? mark + 2 : "",
				  answer, info ? ", " : "", info ? info->id : "");
}

/* The first divergence; NULL: there is none, or a line cannot be read. */
static char *find_in_log(const FailureOptions *options, const char *text, gboolean unexplained,
			 guint *line)
{
	struct divergence found = { NULL, 0 };
	ReplayCount count = { 0 };

	if (options->input == INPUT_CONSOLE)
		attempt_console(options, text, unexplained, note, &found, &found.what, &count);
	else if (!attempt_trace(options, text, unexplained, note, &found, &count) || count.flawed)
		g_clear_pointer(&found.what, g_free);
	*line = found.line;
	return found.what;
}

/* To look for a variant takes long: only if it is what is expected otherwise. */
static char *of_log(const FailureOptions *options, const char *text, guint *line)
{
	g_autofree char *brief = NULL;

	if (options->expected) {
		brief = find_in_log(options, text, TRUE, line);
		if (!brief || !g_str_has_prefix(options->expected, brief))
			return g_steal_pointer(&brief);
	}
	return find_in_log(options, text, FALSE, line);
}

char *failure_find(const FailureOptions *options, const char *text, guint *line)
{
	*line = 0;
	return options->input == INPUT_SCENARIO ? of_scenario(options, text, line)
						: of_log(options, text, line);
}
