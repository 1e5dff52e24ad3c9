/* SPDX-License-Identifier: BSD-3-Clause */
/* show actors: procedures of real software, with their parameters. */
#include <string.h>

#include "actor/actors.h"
#include "show/show.h"

#include "text/nearest.h"

static const char *kind_text(const Parameter *parameter)
{
	static const char *const texts[] = {
		[PARAMETER_ADDRESS] = "address", [PARAMETER_SIZE] = "bytes",
		[PARAMETER_NUMBER] = "number", [PARAMETER_FLAG] = "yes|no",
		[PARAMETER_BYTES] = "hexadecimal", [PARAMETER_COMMAND] = "command",
		[PARAMETER_STATUS] = "status",
	};

	return parameter->kind == PARAMETER_CHOICE ? parameter->choices : texts[parameter->kind];
}

static void add_default(Table *table, const Parameter *parameter)
{
	g_autofree char *word = NULL;

	if (parameter->otherwise) {
		table_cell(table, "%s", parameter->otherwise);
	} else if (parameter->kind == PARAMETER_CHOICE) {
		word = choice_word(parameter->choices, parameter->initial);
		table_cell(table, "%s", word);
	} else if (parameter->kind == PARAMETER_FLAG) {
		table_cell(table, "%s", parameter->initial ? "yes" : "no");
	} else {
		table_cell(table, "%" G_GINT64_MODIFIER "u", parameter->initial);
	}
}

static void add_procedure(Table *table, const Actor *actor, const Procedure *procedure)
{
	table_row(table);
	table_cell(table, "%s %s.%s", actor->host ? "host" : "guest", actor->name,
		   procedure->name);
	table_cell(table, "%s", "");
	table_cell(table, "%s", "");
	table_cell(table, "%s", "");
	table_cell(table, "%s", procedure->text);
	for (const Parameter *parameter = procedure->parameters; parameter->name; parameter++) {
		table_row(table);
		table_cell(table, "%s", "");
		table_cell(table, "%s=", parameter->name);
		table_cell(table, "%s", kind_text(parameter));
		add_default(table, parameter);
		table_cell(table, "%s", parameter->text);
	}
}

static void print_actor(const Show *show, const Actor *actor)
{
	g_autoptr(Table) table = table_new("procedure|parameter|value|default|text");

	for (guint i = 0; i < actor->count; i++)
		add_procedure(table, actor, &actor->procedures[i]);
	output_paint(show->output, PAINT_STRONG, actor->name);
	fprintf(show->output->file, ": %s\n%s", actor->text,
		show->style == TABLE_MARKDOWN ? "\n" : "");
	table_print(table, show->tables, show->style);
	fputc('\n', show->output->file);
}

ExitCode show_actors(const Show *show)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;
	gboolean found = FALSE;

	for (guint i = 0; actors[i]; i++) {
		g_ptr_array_add(names, (char *)(guintptr)actors[i]->name);
		if (show->argument && strcmp(show->argument, actors[i]->name) != 0)
			continue;
		print_actor(show, actors[i]);
		found = TRUE;
	}
	if (found)
		return EXIT_AS_EXPECTED;
	hint = nearest_hint(show->argument, names);
	return usage_error("show", "there is no actor '%s'%s", show->argument, hint);
}
