/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim explore --for-all: every number of pages and Granules. */
#include "cli/exploring.h"
#include "inquiry/witness_text.h"
#include "report/sized_source.h"

static ExitCode exit_code(const SizedFile *file)
{
	return !file->sized ? EXIT_BAD_INPUT :
	       exploring_cut_short(file->path, &file->sized->explored) ? EXIT_INCOMPLETE :
	       !file->sized->world ? EXIT_BAD_INPUT :
	       sized_is_open(file->sized) ? EXIT_INCOMPLETE :
	       sized_holds(file->sized) ? EXIT_AS_EXPECTED : EXIT_DIVERGED;
}

static gboolean write_witness(Exploring *exploring, const Sized *sized, char **written)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *path = NULL;

	if (!exploring->files.counterexample || !sized->witness || !sized->witness->confirmed)
		return TRUE;
	path = found_files_next(&exploring->files);
	witness_append_scenario(text, &sized->explored, sized->witness, path);
	return found_files_put(path, text, written);
}

static gboolean explore_file(Exploring *exploring, guint number, const char *path)
{
	const SizedRequest request = {
		exploring_parse(exploring), exploring->request.sink, exploring->seconds,
		(guint)exploring->components
	};
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	SizedFile file = { path, NULL, diagnostics, NULL };
	g_autofree char *written = NULL;
	gboolean ok = TRUE;
	Sized sized;
	ExitCode code;

	exploring_begin(exploring);
	sized_explore(path, &request, diagnostics, &sized);
	exploring_end(exploring);
	diagnostics_print(diagnostics);
	if (diagnostics->messages->len == 0)
		file.sized = &sized;
	if (file.sized && sized.explorable)
		ok = write_witness(exploring, &sized, &written);
	file.written = written;
	sized_report_file(&exploring->report, number, &file);
	code = exit_code(&file);
	exploring_count(exploring, code, code == EXIT_INCOMPLETE);
	sized_clear(&sized);
	return ok;
}

const ExploringWay exploring_sized = { &sized_source, explore_file };
