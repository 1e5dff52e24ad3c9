/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands of the shell that ask the model: why, what. */
#include <string.h>

#include "calls/possible.h"
#include "inquiry/call_text.h"
#include "machine/place.h"
#include "report/table.h"
#include "shell/commands.h"
#include "state/granule.h"
#include "system/version.h"
#include "text/spelling.h"

/* ---- why ---- */

static gboolean has(uint64_t bits, unsigned i)
{
	return bits >> i & 1;
}

/* Does the condition hold, and what follows? */
static const char *verdict(const Refusal *refusal, unsigned i)
{
	return (int)i == refusal->condition ? "yes: refused" :
	       has(refusal->permitted, i) ? "yes: permitted" :
	       has(refusal->violated, i) ? "yes, behind others" : "no";
}

static void add_condition(Table *table, const Refusal *refusal, unsigned i)
{
	const struct rmm_version *version = refusal->model->config.version;
	const struct rmm_failure *row = refusal->model->rules[refusal->command].failure[i];
	const struct rmm_result asked = { .command = refusal->command, .condition = (int)i };
	g_autofree char *text = cause_text(refusal->model, &asked);
	g_autofree char *id = version_condition_text(version, refusal->command, row->id);
	g_autoptr(GString) values = g_string_new(NULL);

	cause_append_values(values, refusal->model, refusal->values->pdata[i]);
	table_row(table);
	table_cell(table, "%s", id);
	table_cell(table, "%s", verdict(refusal, i));
	if ((int)i == refusal->condition)
		table_paint(table, PAINT_BAD);
	table_cell(table, "%s", rmm_status(row->status)->name);
	table_cell(table, "%s", text);
	table_cell(table, "%s", values->str);
}

static void print_permitted(const Shell *shell, const Refusal *refusal)
{
	const struct rmm_rules *rules = &refusal->model->rules[refusal->command];

	for (unsigned i = 0; i < rules->count; i++)
		if (has(refusal->permitted, i) && (int)i != refusal->condition)
			fprintf(shell_file(shell), "permitted as well: %s by=%s\n",
				(char *)refusal->results->pdata[i], rules->failure[i]->id);
}

/* What is at the places that the call names: now, which was then unless more has been done. */
static void print_places(Shell *shell, const Refusal *refusal)
{
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(CallPlace));
	struct rmm_call call;

	if (draft_last(shell->draft)->refusal != refusal)
		return;
	packed_call_unpack(refusal->call, &call);
	places_find(course_machine(shell->draft->course), &call, places);
	for (guint i = 0; i < places->len; i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		place_append(text, refusal->model, &g_array_index(places, CallPlace, i),
			     shell->draft->path);
		fprintf(shell_file(shell), "%s\n", text->str);
	}
}

gboolean command_why(Shell *shell, const char *rest)
{
	const Refusal *refusal = draft_refusal(shell->draft);
	g_autoptr(Table) table = table_new("condition|holds|result|fails if|found");
	g_autoptr(GString) inputs = g_string_new(NULL);
	const struct rmm_command *command;
	struct rmm_call call;

	command = refusal ? rmm_command(refusal->model, refusal->command) : NULL;
	if (!command)
		return shell_error(shell, "nothing was refused");
	packed_call_unpack(refusal->call, &call);
	spelling_append_inputs(inputs, refusal->model, &call, refusal->granule_shift,
			       NUMBERS_SCENARIO);
	fprintf(shell_file(shell), "%s%s > %s by=%s\n%s %s, line %u\n", command->name, inputs->str,
		(char *)refusal->results->pdata[refusal->condition],
		rmm_condition_id(refusal->model, refusal->command, refusal->condition),
		refusal->model->config.version->id,
		version_section(refusal->model->config.version, command->section), refusal->at.line);
	for (unsigned i = 0; i < refusal->model->rules[refusal->command].count; i++)
		add_condition(table, refusal, i);
	table_print(table, shell->report.output, TABLE_TEXT);
	print_permitted(shell, refusal);
	print_places(shell, refusal);
	return TRUE;
}

/* ---- what ---- */

gboolean command_what(Shell *shell, const char *rest)
{
	Course *course = shell_course(shell);
	g_autofree char *pattern = g_ascii_strup(*rest ? rest : "*", -1);
	g_autoptr(GArray) calls = NULL;
	g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	RunEnd end;
	guint count;

	if (!course)
		return FALSE;
	end = course_end(course);
	calls = calls_possible(end.model, end.state);
	for (guint i = 0; i < calls->len; i++) {
		const struct rmm_call *call = &g_array_index(calls, struct rmm_call, i);
		g_autoptr(GString) text = g_string_new(NULL);

		if (!g_pattern_match_simple(pattern, rmm_command(end.model, call->command)->name))
			continue;
		call_append(text, end.model, end.variables, call,
			    rmm_granule_shift(end.state));
		if (g_hash_table_add(told, g_strdup(text->str)))
			fprintf(shell_file(shell), "%s\n", text->str);
	}
	count = g_hash_table_size(told);
	fprintf(shell_file(shell), "# %u call%s that succeed%s; of Granules and entries that are "
		"alike one is named\n", count, count == 1 ? "" : "s", count == 1 ? "s" : "");
	return TRUE;
}
