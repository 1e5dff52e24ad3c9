/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands of the shell that look at the state: show, diff, watch. */
#include <string.h>

#include "shell/commands.h"
#include "shell/state_tables.h"
#include "text/nearest.h"

/* ---- show ---- */

static const struct {
	const char *word;
	StateTable *print;
} subjects[] = {
	{ "ripas", state_table_ripas }, { "rtt", state_table_rtt },
	{ "granules", state_table_granules }, { "rec", state_table_rec }, { "rim", state_table_rim },
};

gboolean command_show(Shell *shell, const char *rest)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++) {
		Course *course;

		g_ptr_array_add(names, (char *)(guintptr)subjects[i].word);
		if (strcmp(subjects[i].word, rest) != 0)
			continue;
		course = shell_course(shell);
		if (course) {
			const RunEnd now = course_end(course);

			subjects[i].print(&now, shell->report.output);
		}
		return course != NULL;
	}
	hint = nearest_hint(rest, names);
	return shell_error(shell, "cannot show '%s'%s", rest, hint);
}

/* ---- diff ---- */

/* How many statements had been carried out where line @line had been. */
static guint statements_by(const Draft *draft, guint line)
{
	guint count = 0;

	while (count < draft->now && draft_entry(draft, count)->line <= line)
		count++;
	return count;
}

/* Turns of the course behind the first @count statements. */
static guint turns_behind(const Draft *draft, guint count)
{
	return count < draft->now ? draft_entry(draft, count)->turns
				  : machine_past_turns(course_past(draft->course));
}

gboolean command_diff(Shell *shell, const char *rest)
{
	const Draft *draft = shell->draft;
	g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(Change));
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree struct rmm *old = NULL;
	guint line, count = draft->now ? draft->now - 1 : 0;
	RunEnd now;

	if (*rest) {
		if (!command_number(shell, rest, 0, &line))
			return FALSE;
		count = statements_by(draft, line);
	}
	if (!shell_course(shell))
		return FALSE;
	now = course_end(draft->course);
	old = machine_past_state(course_past(draft->course), turns_behind(draft, count));
	changes_collect_all(now.model, old, now.state, changes);
	changes_append(text, now.model->config.version, changes);
	fputs(text->len ? text->str : "nothing changed\n", shell_file(shell));
	return TRUE;
}

/* ---- watch ---- */

gboolean command_watch(Shell *shell, const char *rest)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Watched *watched;

	if (strcmp(rest, "off") == 0) {
		g_ptr_array_set_size(shell->watched, 0);
		return TRUE;
	}
	if (!*rest) {
		shell_show_watched(shell);
		return TRUE;
	}
	if (!shell_course(shell))
		return FALSE;
	watched = watched_new(shell->draft, rest, diagnostics);
	if (!watched)
		return shell_error(shell, "%s", (char *)diagnostics->messages->pdata[0] +
				   g_array_index(diagnostics->places, DiagnosticPlace, 0).text);
	g_ptr_array_add(shell->watched, watched);
	shell_show_watched(shell);
	return TRUE;
}
