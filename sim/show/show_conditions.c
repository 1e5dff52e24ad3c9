/* SPDX-License-Identifier: BSD-3-Clause */
/* show commands, show conditions: commands as the specification has them. */
#include <string.h>

#include "engine/command.h"
#include "show/show.h"
#include "text/nearest.h"
#include "text/notation.h"
#include "text/spelling.h"
#include "text/wrap.h"
#include "system/version.h"

gboolean show_is_specified(const struct rmm_command *command)
{
	return command && command->interface <= INTERFACE_PSCI;
}

ExitCode show_commands(const Show *show)
{
	g_autoptr(Table) table = table_new("command|fid|section|conditions|summary");

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(show->model, id);

		if (!show_is_specified(command))
			continue;
		table_row(table);
		table_cell(table, "%s", command->name);
		table_cell(table, "0x%08X", command->fid);
		table_cell(table, "%s", version_section(show->model->config.version, command->section));
		table_cell(table, "%u", show->model->rules[id].count);
		table_cell(table, "%s", command->summary);
	}
	/* "2.0" and no --spec at all are whatever is newest. */
	fprintf(show->output->file, show->style == TABLE_MARKDOWN ? "%s\n\n" : "%s\n",
		show->model->config.version->id);
	table_print(table, show->tables, show->style);
	return EXIT_AS_EXPECTED;
}

/* ---- conditions of a command ---- */

char *show_result_text(const struct rmm_failure *failure)
{
	static const char *const indexes[] = {
		[INDEX_NONE] = "", [INDEX_WALK] = " walk.level", [INDEX_LEVEL] = " level",
		[INDEX_0] = " 0", [INDEX_1] = " 1", [INDEX_TRACKING] = " level addr",
	};

	return g_strconcat(rmm_status(failure->status)->name, indexes[failure->index], NULL);
}

char *show_after_text(const struct rmm_rules *rules, unsigned i)
{
	GString *out = g_string_new(NULL);

	for (unsigned j = 0; j < rules->count; j++)
		if (rules->after[i] >> j & 1)
			g_string_append_printf(out, "%s%s", out->len ? ", " : "",
					       rules->failure[j]->id);
	return g_string_free(out, FALSE);
}

static void print_failures(const Show *show, enum rmm_command_id id)
{
	const struct rmm_command *command = rmm_command(show->model, id);
	const struct rmm_rules *rules = &show->model->rules[id];
	g_autoptr(Table) table = table_new("condition|result|fails if|after");

	for (unsigned i = 0; i < rules->count; i++) {
		const struct rmm_failure *failure = rules->failure[i];
		g_autofree char *result = show_result_text(failure), *after = show_after_text(rules, i);
		g_autofree char *text = notation_expand(failure->violated, failure->operands,
							command, show->model->config.version);

		g_autofree char *id_text = version_condition_text(show->model->config.version, id,
								  failure->id);

		table_row(table);
		table_cell(table, "%s", id_text);
		table_cell(table, "%s", result);
		table_cell(table, "%s", text);
		table_cell(table, "%s", after);
	}
	table_print(table, show->tables, show->style);
}

static void print_successes(const Show *show, const struct rmm_command *command)
{
	const struct rmm_version *version = show->model->config.version;
	g_autoptr(Table) table = table_new("success|then");

	for (unsigned i = 0; i < command->success_count; i++) {
		const struct rmm_success *success = &command->successes[i];
		g_autofree char *text = NULL;

		if (!rmm_is_in(show->model, success->in, success->until))
			continue;
		text = notation_expand(success->holds, success->operands, command, version);
		table_row(table);
		table_cell(table, "%s", success->id);
		table_cell(table, "%s", text);
	}
	table_print(table, show->tables, show->style);
}

static void print_footprint(const Show *show, const struct rmm_command *command)
{
	g_autoptr(Table) table = table_new("footprint|");

	for (unsigned i = 0; i < command->footprint_count; i++) {
		const struct rmm_footprint *item = &command->footprint[i];

		if (!rmm_is_in(show->model, item->in, item->until))
			continue;
		table_row(table);
		table_cell(table, "%s", item->id);
		table_cell(table, "%s", item->note ? item->note : "");
	}
	table_print(table, show->tables, show->style);
}

static void print_values(const Show *show, const char *head, const struct rmm_value *values,
			 unsigned count)
{
	g_autofree char *heads = g_strconcat(head, "|type|", NULL);
	g_autoptr(Table) table = table_new(heads);

	for (unsigned i = 0; i < count; i++) {
		table_row(table);
		table_cell(table, "%s", values[i].name);
		table_cell(table, "%s", values[i].type->name);
		table_cell(table, "%s", values[i].in_memory ? "in memory" : "");
	}
	if (count)
		table_print(table, show->tables, show->style);
}

static void print_command(const Show *show, enum rmm_command_id id)
{
	const struct rmm_command *command = rmm_command(show->model, id);
	FILE *file = show->output->file;

	output_paint(show->output, PAINT_STRONG, command->name);
	fprintf(file, "  %s  FID 0x%08X  %s\n%s\n",
		version_section(show->model->config.version, command->section), command->fid,
		show->model->config.version->id, command->summary);
	if (command->note)
		wrap_print(file, 0, show->output->width, "%s", command->note);
	fputc('\n', file);
	print_values(show, "input", command->inputs, command->input_count);
	print_values(show, "output", command->outputs, command->output_count);
	if (command->failure_count)
		fputc('\n', file);
	if (command->failure_count)
		print_failures(show, id);
	if (command->success_count) {
		fputc('\n', file);
		print_successes(show, command);
	}
	if (command->footprint_count) {
		fputc('\n', file);
		print_footprint(show, command);
	}
}

/* Every condition of every command. */
static void print_all(const Show *show)
{
	g_autoptr(Table) table = table_new("command|condition|result|fails if");

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(show->model, id);
		const struct rmm_rules *rules = &show->model->rules[id];

		for (unsigned i = 0; show_is_specified(command) && i < rules->count; i++) {
			g_autofree char *result = show_result_text(rules->failure[i]);
			g_autofree char *text = notation_expand(rules->failure[i]->violated,
								rules->failure[i]->operands, command,
								show->model->config.version);

			g_autofree char *condition = version_condition_text(
				show->model->config.version, id, rules->failure[i]->id);

			table_row(table);
			table_cell(table, "%s", command->name);
			table_cell(table, "%s", condition);
			table_cell(table, "%s", result);
			table_cell(table, "%s", text);
		}
	}
	table_print(table, show->tables, show->style);
}

static ExitCode unknown_command(const Show *show)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;

	for (unsigned id = 0; id < COMMANDS; id++)
		if (show_is_specified(rmm_command(show->model, id)))
			g_ptr_array_add(names, (char *)(guintptr)rmm_command(show->model, id)->name);
	hint = nearest_hint(show->argument, names);
	return usage_error("show", "unknown command '%s'%s", show->argument, hint);
}

ExitCode show_conditions(const Show *show)
{
	enum rmm_command_id id;

	if (!show->argument) {
		print_all(show);
		return EXIT_AS_EXPECTED;
	}
	id = spelling_command(show->model, show->argument, INTERFACES);
	if (id == CMD_NONE)
		return unknown_command(show);
	print_command(show, id);
	return EXIT_AS_EXPECTED;
}
