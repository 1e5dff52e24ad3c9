/* SPDX-License-Identifier: BSD-3-Clause */
/* Lines in, answers out. */
#include "shell/loop.h"

#include <string.h>
#include <unistd.h>

#include "report/run_step.h"
#include "shell/commands.h"
#include "shell/prompt.h"
#include "shell/statements.h"
#include "system/interrupt.h"

/* ---- a line ---- */

/* Carries out what was added. */
static void carry_out(Shell *shell)
{
	Draft *draft = shell->draft;
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();

	while (draft->now < draft->entries->len) {
		if (!draft_forward(draft, diagnostics)) {
			draft_forget_rest(draft);
			shell_diagnose(shell, diagnostics);
			return;
		}
		shell_answer(shell, draft_last(draft));
	}
}

/* Comments alone are no statement. */
static gboolean is_complete(const Shell *shell)
{
	g_autoptr(GPtrArray) statements = statements_split(shell->pending->str);

	return statements != NULL;
}

static void take_statement(Shell *shell, const char *line)
{
	g_string_append_printf(shell->pending, "%s\n", line);
	if (!draft_add(shell->draft, shell->pending->str, TRUE) ||
	    shell->draft->now == shell->draft->entries->len)
		return;
	g_string_truncate(shell->pending, 0);
	carry_out(shell);
}

static void take_line(Shell *shell, const char *line)
{
	interrupt_forget();
	if (!is_complete(shell) || !command_run(shell, line))
		take_statement(shell, line);
	fflush(shell_file(shell));
}

/* ---- the whole ---- */

static char *prompt_of(const Shell *shell)
{
	const char *version = draft_version(shell->draft)->id;

	if (!is_complete(shell))
		return g_strdup_printf("%*s... ", (int)strlen(version), "");
	return g_strdup_printf("%s %u> ", version, draft_next_line(shell->draft));
}

/* What lines came to, and what was to come of them. */
static ExitCode end_of(Shell *shell)
{
	Draft *draft = shell->draft;
	guint before;

	if (!is_complete(shell) && !shell->terminal)
		shell_error(shell, "the last statement is not complete");
	if (!draft->course)
		return shell->code;
	before = course_result(draft->course)->outcomes->len;
	course_finish(draft->course);
	for (guint i = before; i < course_result(draft->course)->outcomes->len; i++)
		run_step_print(&shell->report, course_result(draft->course),
			       course_result(draft->course)->outcomes->pdata[i]);
	if (course_result(draft->course)->failed)
		shell_note(shell, EXIT_DIVERGED);
	if (course_machine(draft->course)->limit)
		shell_note(shell, EXIT_INCOMPLETE);
	/* Who types sees it, and may have tried on purpose. */
	return shell->terminal ? EXIT_AS_EXPECTED : shell->code;
}

/* Of a file: what failed in it, and how much was done. */
static void tell_loaded(const Shell *shell)
{
	const Draft *draft = shell->draft;
	const RunResult *result = draft->course ? course_result(draft->course) : NULL;

	if (draft->now == 0 || !result)
		return;
	for (guint i = 0; i < result->outcomes->len; i++) {
		const StepOutcome *outcome = result->outcomes->pdata[i];

		if (!outcome->passed)
			run_step_print(&shell->report, result, outcome);
	}
	fprintf(shell_file(shell), "# %u statement%s of %s, up to line %u\n", result->steps,
		result->steps == 1 ? "" : "s", draft->path, draft_next_line(draft) - 1);
}

/* At the prompt Ctrl-C does nothing: there is nothing to be ended. */
static char *read_line(const Shell *shell, const char *prompt)
{
	if (shell->terminal)
		interrupt_ignore();
	return prompt_read(shell, prompt);
}

ExitCode loop_run(Draft *draft, const Output *output)
{
	Shell shell = { .draft = draft, .report.output = output,
			.terminal = isatty(STDIN_FILENO) != 0 };
	ExitCode code;

	shell.watched = g_ptr_array_new_with_free_func((GDestroyNotify)watched_free);
	shell.pending = g_string_new(NULL);
	interrupt_watch();
	tell_loaded(&shell);
	prompt_open(&shell);
	while (!shell.over) {
		g_autofree char *prompt = prompt_of(&shell);
		g_autofree char *line = read_line(&shell, prompt);

		if (!line)
			break;
		take_line(&shell, line);
	}
	prompt_close(&shell);
	code = end_of(&shell);
	g_ptr_array_unref(shell.watched);
	g_string_free(shell.pending, TRUE);
	draft_free(shell.draft);
	return code;
}
