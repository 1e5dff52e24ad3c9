/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands of the shell about its statements: back, forth, list, save. */
#include <string.h>

#include "shell/answer.h"
#include "shell/commands.h"
#include "shell/saved.h"

/* ---- back and forth ---- */

/* Where the shell stands now. */
static gboolean tell_where(const Shell *shell)
{
	const Entry *last = draft_last(shell->draft);
	g_autofree char *text = last ? g_strstrip(g_strdup(last->text)) : NULL;
	const char *line = text ? strrchr(text, '\n') : NULL;

	if (!last)
		fputs("at the beginning\n", shell_file(shell));
	else
		fprintf(shell_file(shell), "at line %u: %s\n", last->line + last->lines - 1,
			line ? line + 1 : text);
	return TRUE;
}

static gboolean steps_of(Shell *shell, const char *rest, guint *count)
{
	*count = 1;
	return !*rest || command_number(shell, rest, 1, count);
}

gboolean command_undo(Shell *shell, const char *rest)
{
	guint count;

	if (!steps_of(shell, rest, &count))
		return FALSE;
	if (count > shell->draft->now)
		return shell_error(shell, shell->draft->now ? "there are only %u statements"
				   : "there is nothing to undo", shell->draft->now);
	draft_back_to(shell->draft, shell->draft->now - count);
	return tell_where(shell);
}

/* The next statement, with what it comes to. */
static gboolean forward(Shell *shell)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();

	if (!draft_forward(shell->draft, diagnostics))
		return shell_diagnose(shell, diagnostics);
	shell_answer(shell, draft_last(shell->draft));
	return TRUE;
}

gboolean command_redo(Shell *shell, const char *rest)
{
	guint left = shell->draft->entries->len - shell->draft->now, count;

	if (!steps_of(shell, rest, &count))
		return FALSE;
	if (count > left)
		return shell_error(shell, left ? "there are only %u statements"
				   : "there is nothing to redo", left);
	while (count-- > 0)
		if (!forward(shell))
			return FALSE;
	return TRUE;
}

gboolean command_goto(Shell *shell, const char *rest)
{
	Draft *draft = shell->draft;
	guint line, count = 0;

	if (!command_number(shell, rest, 0, &line))
		return FALSE;
	while (count < draft->entries->len && draft_entry(draft, count)->line <= line)
		count++;
	if (count < draft->now)
		draft_back_to(draft, count);
	while (draft->now < count) {
		g_autoptr(Diagnostics) diagnostics = diagnostics_new();

		if (!draft_forward(draft, diagnostics))
			return shell_diagnose(shell, diagnostics);
	}
	return tell_where(shell);
}

/* ---- history ---- */

/* What stands behind the last line of a statement: its result, if the line does not say one. */
static char *remark(const Draft *draft, const Entry *entry)
{
	g_autofree char *result = answer_result(draft, entry);
	gboolean told = strchr(entry->text, '>') != NULL;

	return g_strconcat(result && !told ? " > " : "", result && !told ? result : "",
			   answer_failed(draft, entry) ? "    FAIL" : "", NULL);
}

static void print_entry(const Shell *shell, const Entry *entry, gboolean done)
{
	g_auto(GStrv) lines = g_strsplit(entry->text, "\n", -1);
	g_autofree char *behind = done ? remark(shell->draft, entry) : g_strdup("");

	for (guint i = 0; i < entry->lines; i++)
		fprintf(shell_file(shell), "%s%4u  %s%s\n", done ? "  " : "- ", entry->line + i,
			lines[i], i + 1 == entry->lines ? behind : "");
}

gboolean command_history(Shell *shell, const char *rest)
{
	for (guint i = 0; i < shell->draft->entries->len; i++)
		print_entry(shell, draft_entry(shell->draft, i), i < shell->draft->now);
	return TRUE;
}

gboolean command_save(Shell *shell, const char *rest)
{
	g_autoptr(GError) error = NULL;

	if (!*rest)
		return shell_error(shell, "expected the name of a file");
	if (!saved_write(shell->draft, rest, &error))
		return shell_error(shell, "%s", error->message);
	fprintf(shell_file(shell), "%s is a scenario: ripas-sim run %s\n", rest, rest);
	return TRUE;
}
