/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of the shell share. */
#include "shell/shell.h"

#include "shell/answer.h"

/* ---- what is wrong ---- */

gboolean shell_diagnose(Shell *shell, const Diagnostics *diagnostics)
{
	/* Errors and answers keep their order. */
	fflush(shell_file(shell));
	diagnostics_print(diagnostics);
	shell_note(shell, EXIT_BAD_INPUT);
	return FALSE;
}

gboolean shell_error(Shell *shell, const char *format, ...)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const Source source = { .path = shell->draft->path };
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	diagnostics_error(diagnostics, (Position){ &source, draft_next_line(shell->draft), 1 },
			  "%s", message);
	return shell_diagnose(shell, diagnostics);
}

Course *shell_course(Shell *shell)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();

	if (!draft_begin(shell->draft, diagnostics))
		shell_diagnose(shell, diagnostics);
	return shell->draft->course;
}

void shell_take(Shell *shell, Draft *draft)
{
	draft_free(shell->draft);
	shell->draft = draft;
}

/* ---- what it came to ---- */

void shell_show_watched(const Shell *shell)
{
	for (guint i = 0; i < shell->watched->len; i++) {
		g_autofree char *text = watched_text(shell->watched->pdata[i], shell->draft);

		fprintf(shell_file(shell), "      %s\n", text);
	}
}

void shell_answer(const Shell *shell, const Entry *entry)
{
	answer_print(&shell->report, shell->draft, entry);
	shell_show_watched(shell);
}
