/* SPDX-License-Identifier: BSD-3-Clause */
/* The files that a verb is given on the command line. */
#include "options/arguments.h"

#include <string.h>

#include "options/options.h"
#include "system/files.h"
#include "system/search.h"

static const struct {
	const char *name, *listed;
	const char *suffixes[3];
	const char *verb;       /* that is for such files */
} kinds[] = {
	[FILES_SCENARIO] = { "scenario", ".ripas", { ".ripas", NULL }, "run" },
	[FILES_TRACE] = { "log", ".trace or .log", { ".trace", ".log", NULL }, "replay" },
};

static FileKind other(FileKind kind)
{
	return kind == FILES_SCENARIO ? FILES_TRACE : FILES_SCENARIO;
}

static gboolean is_of_kind(const char *path, FileKind kind)
{
	for (const char *const *suffix = kinds[kind].suffixes; *suffix; suffix++)
		if (g_str_has_suffix(path, *suffix))
			return TRUE;
	return FALSE;
}

/* Nothing of @kind in @folder: perhaps of the other. */
static ExitCode empty_folder(const char *verb, const char *folder, FileKind kind)
{
	FileKind instead = other(kind);
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

	files_collect(folder, kinds[instead].suffixes, files);
	if (files->len)
		return usage_error(verb, "no file ends in %s in %s, but there are %ss: "
				   "ripas-sim %s %s", kinds[kind].listed, folder,
				   kinds[instead].name, kinds[instead].verb, folder);
	return usage_error(verb, "no file ends in %s in %s", kinds[kind].listed, folder);
}

/* Once is enough of what was named before, by itself or by its folder. */
static void add_new(GPtrArray *files, const GPtrArray *more)
{
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < files->len; i++)
		g_hash_table_add(known, files->pdata[i]);
	for (guint i = 0; i < more->len; i++)
		if (!g_hash_table_contains(known, more->pdata[i]))
			g_ptr_array_add(files, g_strdup(more->pdata[i]));
}

static ExitCode collect(const char *verb, const char *argument, FileKind kind, GPtrArray *files)
{
	g_autofree char *path = kind == FILES_SCENARIO ? search_argument(argument)
						       : g_strdup(argument);
	g_autoptr(GPtrArray) more = g_ptr_array_new_with_free_func(g_free);
	FileKind instead = other(kind);

	if (is_of_kind(path, instead))
		return usage_error(verb, "%s is a %s: ripas-sim %s %s", argument,
				   kinds[instead].name, kinds[instead].verb, argument);
	files_collect(path, kinds[kind].suffixes, more);
	add_new(files, more);
	return more->len ? EXIT_AS_EXPECTED : empty_folder(verb, argument, kind);
}

ExitCode arguments_collect(const char *verb, char **arguments, FileKind kind, GPtrArray *files)
{
	if (!arguments)
		return usage_error(verb, "no %s given", kinds[kind].name);
	for (; *arguments; arguments++)
		if (collect(verb, *arguments, kind, files) != EXIT_AS_EXPECTED)
			return EXIT_BAD_USAGE;
	return EXIT_AS_EXPECTED;
}

/* ---- completion ---- */

/* The names in @folder that begin with @start; @shown stands before each. */
static void add_entries(FileKind kind, const char *folder, const char *shown, const char *start,
			gboolean by_name, GPtrArray *words)
{
	GDir *open = g_dir_open(folder, 0, NULL);
	const char *name;

	while (open && (name = g_dir_read_name(open))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		gboolean is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
		gsize size = strlen(name);

		if (!g_str_has_prefix(name, start) || *name == '.' ||
		    (!is_folder && !is_of_kind(name, kind)))
			continue;
		/* A scenario's name has no suffix. */
		if (by_name && !is_folder)
			size = (gsize)(strrchr(name, '.') - name);
		g_ptr_array_add(words, g_strdup_printf("%s%.*s%s", shown, (int)size, name,
						       is_folder ? "/" : ""));
	}
	if (open)
		g_dir_close(open);
}

void arguments_complete(FileKind kind, const char *start, GPtrArray *words)
{
	const char *last = strrchr(start, '/');
	g_autofree char *shown = last ? g_strndup(start, (gsize)(last - start) + 1) : g_strdup("");
	g_auto(GStrv) folders = search_folders();

	if (last)
		start = last + 1;
	add_entries(kind, *shown ? shown : ".", shown, start, FALSE, words);
	for (char **folder = folders; *folder && kind == FILES_SCENARIO; folder++) {
		g_autofree char *below = g_build_filename(*folder, shown, NULL);

		if (!g_path_is_absolute(shown) && !files_same(below, *shown ? shown : "."))
			add_entries(kind, below, shown, start, TRUE, words);
	}
}

void arguments_complete_scenarios(const char *option, char **before, const char *start,
				  GPtrArray *words)
{
	if (!option)
		arguments_complete(FILES_SCENARIO, start, words);
}
