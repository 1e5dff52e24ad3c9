/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim explore --cover: scenarios that reach all that can be reached. */
#include <glib/gstdio.h>
#include <unistd.h>

#include "cli/exploring.h"
#include "language/parser.h"
#include "report/covering_source.h"
#include "retell/retell.h"
#include "system/search.h"

/* "conditions-03.ripas": as many digits as the last needs. */
static char *path_of(const Exploring *exploring, const Covering *covering, guint number,
		     const char *ending)
{
	g_autofree char *last = g_strdup_printf("%u", covering->histories->len);
	g_autofree char *name =
		g_strdup_printf("%s-%0*u.%s", goals_kind_name(covering->reach.goals->kind),
				(int)strlen(last), number + 1, ending);

	return g_build_filename(exploring->folder, name, NULL);
}

/* Its calls with all that may come of each, for a driver of a real RMM. */
static gboolean write_trace(const Exploring *exploring, const Covering *covering, guint number,
			    const char *scenario_path, char **first)
{
	const ParseOptions parse = exploring_parse(exploring);
	g_autofree char *path = path_of(exploring, covering, number, "trace");
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse(scenario_path, &parse, diagnostics);
	g_autoptr(GString) trace = g_string_new(NULL);
	Retold retold;

	diagnostics_print(diagnostics);
	if (!scenario)
		return FALSE;
	retell_scenario(scenario, 0, trace, &retold);
	return found_files_put(path, trace, first);
}

/* "conditions-03.ripas", as path_of names them? */
static gboolean is_ours(const char *name, const char *kind)
{
	g_autofree char *pattern = g_strdup_printf("^%s-[0-9]+\\.(ripas|trace)$", kind);

	return g_regex_match_simple(pattern, name, 0, 0);
}

/* An earlier suite of the kind may have more files than this one. */
static void remove_earlier(const Exploring *exploring)
{
	g_autoptr(GDir) folder = g_dir_open(exploring->folder, 0, NULL);
	const char *name;

	while (folder && (name = g_dir_read_name(folder))) {
		g_autofree char *path = g_build_filename(exploring->folder, name, NULL);

		if (is_ours(name, goals_kind_name(exploring->goals)))
			g_unlink(path);
	}
}

/* Before anything is explored, which may take long. */
static gboolean make_folder(const Exploring *exploring)
{
	g_autoptr(GError) error = NULL;

	if (g_mkdir_with_parents(exploring->folder, 0777) == 0 &&
	    g_access(exploring->folder, W_OK) == 0)
		return TRUE;
	error = g_error_new(G_FILE_ERROR, G_FILE_ERROR_FAILED,
			    "%s cannot be made, or not be written to", exploring->folder);
	output_error("explore", error);
	return FALSE;
}

static gboolean write_scenarios(const Exploring *exploring, const Covering *covering)
{
	g_autofree char *first = NULL;

	remove_earlier(exploring);
	for (guint i = 0; i < covering->histories->len; i++) {
		g_autofree char *path = path_of(exploring, covering, i, "ripas");
		g_autoptr(GString) text = g_string_new(NULL);

		covering_append_scenario(text, covering, i, path);
		if (!found_files_put(path, text, &first) ||
		    !write_trace(exploring, covering, i, path, &first))
			return FALSE;
	}
	return TRUE;
}

static ExitCode exit_code(const CoveringFile *file)
{
	return !file->covering ? EXIT_BAD_INPUT :
	       exploring_cut_short(file->path, &file->covering->explored) ? EXIT_INCOMPLETE : !file->covering->explorable ? EXIT_DIVERGED :
	       file->covering->reach.end != EXPLORE_CLOSED ? EXIT_INCOMPLETE : EXIT_AS_EXPECTED;
}

static gboolean explore_file(Exploring *exploring, guint number, const char *path)
{
	/* It takes a second, for what few ask. */
	g_auto(GStrv) library = exploring->options->verbose ? search_folders() : NULL;
	const CoveringRequest request = {
		exploring->goals, exploring_parse(exploring), exploring->request.options,
		exploring->request.sink, library
	};
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	CoveringFile file = { path, NULL, diagnostics, exploring->folder };
	gboolean ok = TRUE;
	Covering covering;
	ExitCode code;

	if (!make_folder(exploring))
		return FALSE;
	exploring_begin(exploring);
	covering_find(path, &request, diagnostics, &covering);
	exploring_end(exploring);
	diagnostics_print(diagnostics);
	if (diagnostics->messages->len == 0)
		file.covering = &covering;
	if (file.covering && covering.explorable)
		ok = write_scenarios(exploring, &covering);
	covering_report_file(&exploring->report, number, &file);
	code = exit_code(&file);
	exploring_count(exploring, code, code == EXIT_INCOMPLETE);
	covering_clear(&covering);
	return ok;
}

const ExploringWay exploring_covering = {
	&covering_source, explore_file,
};
