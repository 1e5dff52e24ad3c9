/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * show index: scenarios by folder, and by the commands, statuses and tags that
 * they have in their own lines, not in those that they include.
 */
#include <string.h>

#include "engine/command.h"
#include "system/files.h"
#include "language/parser.h"
#include "show/show.h"
#include "system/version.h"

#define SUFFIX ".ripas"

struct index {
	const Show *show;
	const char *folder;     /* names are relative to it */
	Table *files;
	GTree *commands, *statuses, *tags;      /* of GPtrArray of names */
};

static int by_name(gconstpointer a, gconstpointer b, gpointer data)
{
	return strcmp(a, b);
}

static GTree *listing_new(void)
{
	return g_tree_new_full(by_name, NULL, g_free, (GDestroyNotify)g_ptr_array_unref);
}

/* "boot/both" */
static char *name_of(const struct index *index, const char *path)
{
	gsize skip = g_str_has_prefix(path, index->folder) ? strlen(index->folder) : 0;

	while (path[skip] == '/')
		skip++;
	return g_strndup(path + skip, strlen(path + skip) - strlen(SUFFIX));
}

/* Lists @name under @key, once. */
static void list(GTree *listing, const char *key, const char *name)
{
	GPtrArray *names = g_tree_lookup(listing, key);

	if (!names) {
		names = g_ptr_array_new_with_free_func(g_free);
		g_tree_insert(listing, g_strdup(key), names);
	}
	if (names->len == 0 || strcmp(names->pdata[names->len - 1], name) != 0)
		g_ptr_array_add(names, g_strdup(name));
}

static gboolean is_success(enum rmm_status status)
{
	return status == STATUS_OK || g_str_has_suffix(rmm_status(status)->name, "SUCCESS");
}

static void list_steps(struct index *index, const Scenario *scenario, const GPtrArray *steps,
		       const char *name)
{
	for (guint i = 0; i < steps->len; i++) {
		const Step *step = steps->pdata[i];
		const struct rmm_command *command = step->command == CMD_NONE ? NULL :
			version_commands(scenario->config.version)[step->command];

		if (step->body)
			list_steps(index, scenario, step->body, name);
		if (step->at.source != scenario->sources->pdata[0])
			continue;
		if (step->kind == STEP_COMMAND && command)
			list(index->commands, command->name, name);
		if (step->expectation.kind == EXPECT_STATUS &&
		    !is_success(step->expectation.status))
			list(index->statuses, rmm_status(step->expectation.status)->name, name);
	}
}

/* "1.0", "2.0-bet0, 2.0-bet3", or "all"; a part of it is kept in @text. */
static const char *versions_text(VersionSet versions, char **text)
{
	g_autoptr(GString) out = g_string_new(versions ? NULL : "all");

	for (guint i = 0; i < version_count(); i++)
		if (versions & version_set(version_at(i)))
			g_string_append_printf(out, "%s%s", out->len ? ", " : "",
					       version_at(i)->short_name);
	*text = g_strdup(out->str);
	return *text;
}

static void add_scenario(struct index *index, const char *path, const Scenario *scenario)
{
	g_autofree char *name = name_of(index, path), *versions = NULL;

	table_row(index->files);
	if (index->show->style == TABLE_MARKDOWN)
		table_cell(index->files, "[%s](%s" SUFFIX ")", name, name);
	else
		table_cell(index->files, "%s", name);
	table_cell(index->files, "%s", versions_text(scenario->declared, &versions));
	table_cell(index->files, "%s", scenario->question);
	table_cell(index->files, "%s", scenario->origin ? scenario->origin : "");
	list_steps(index, scenario, scenario->steps, name);
	for (guint i = 0; i < scenario->tags->len; i++)
		list(index->tags, scenario->tags->pdata[i], name);
}

static gboolean add_path(struct index *index, const char *path)
{
	ParseOptions parse = { .version = NULL };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse(path, &parse, diagnostics);

	diagnostics_print(diagnostics);
	if (!scenario)
		return FALSE;
	/* Those without a question are there to be included. */
	if (scenario->question)
		add_scenario(index, path, scenario);
	return TRUE;
}

static gboolean add_listed(gpointer key, gpointer value, gpointer table)
{
	GPtrArray *names = value;
	g_autoptr(GString) all = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(all, "%s%s", i ? ", " : "", (char *)names->pdata[i]);
	table_row(table);
	table_cell(table, "%s", (char *)key);
	table_cell(table, "%s", all->str);
	return FALSE;
}

static void print_title(const Show *show, const char *title)
{
	fprintf(show->output->file, show->style == TABLE_MARKDOWN ? "\n## %s\n\n" : "\n%s\n\n",
		title);
}

static void print_listing(const Show *show, const char *title, const char *heads, GTree *listing)
{
	g_autoptr(Table) table = table_new(heads);

	g_tree_foreach(listing, add_listed, table);
	print_title(show, title);
	table_print(table, show->tables, show->style);
}

static void print_index(const struct index *index)
{
	const Show *show = index->show;

	if (show->style == TABLE_MARKDOWN)
		fputs("# Index of the scenarios\n\nMade by `make index`, from the files.\n",
		      show->output->file);
	print_title(show, "By question");
	table_print(index->files, show->tables, show->style);
	print_listing(show, "By command", "command|scenarios", index->commands);
	print_listing(show, "By status that is expected", "status|scenarios", index->statuses);
	print_listing(show, "By tag", "tag|scenarios", index->tags);
}

ExitCode show_index(const Show *show)
{
	static const char *const suffixes[] = { SUFFIX, NULL };
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	struct index index = { show, show->argument, NULL, NULL, NULL, NULL };
	gboolean good = TRUE;

	if (!show->argument)
		return usage_error("show", "an index of which folder?");
	files_collect(show->argument, suffixes, paths);
	index.files = table_new("scenario|spec|question|origin");
	index.commands = listing_new();
	index.statuses = listing_new();
	index.tags = listing_new();
	for (guint i = 0; i < paths->len; i++)
		good &= add_path(&index, paths->pdata[i]);
	print_index(&index);
	table_free(index.files);
	g_tree_unref(index.commands);
	g_tree_unref(index.statuses);
	g_tree_unref(index.tags);
	return good ? EXIT_AS_EXPECTED : EXIT_BAD_INPUT;
}
