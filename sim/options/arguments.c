/* SPDX-License-Identifier: BSD-3-Clause */
/* The files that a verb is given on the command line. */
#include "options/arguments.h"

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

static ExitCode collect(const char *verb, const char *argument, FileKind kind, GPtrArray *files)
{
	g_autofree char *path = kind == FILES_SCENARIO ? search_argument(argument)
						       : g_strdup(argument);
	FileKind instead = other(kind);
	guint before = files->len;

	if (is_of_kind(path, instead))
		return usage_error(verb, "%s is a %s: ripas-sim %s %s", argument,
				   kinds[instead].name, kinds[instead].verb, argument);
	files_collect(path, kinds[kind].suffixes, files);
	return files->len > before ? EXIT_AS_EXPECTED : empty_folder(verb, argument, kind);
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
