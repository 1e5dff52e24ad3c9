/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim explore --diff: where two versions or variants part. */
#include "cli/exploring.h"
#include "report/parted_source.h"

/* A difference as a scenario each, in the order in which they were found. */
static gboolean write_differences(Exploring *exploring, const Parted *parted, char **first)
{
	for (guint i = 0; i < parted->result.partings->len; i++) {
		g_autofree char *path = found_files_next(&exploring->files);
		g_autoptr(GString) text = g_string_new(NULL);

		parted_append_scenario(text, parted, i, path);
		if (!found_files_put(path, text, first))
			return FALSE;
	}
	return TRUE;
}

static ExitCode exit_code(const PartedFile *file)
{
	return !file->parted ? EXIT_BAD_INPUT :
	       exploring_cut_short(file->path, parted_unexplored(file->parted)) ? EXIT_INCOMPLETE :
	       !file->parted->explorable || file->parted->result.partings->len ? EXIT_DIVERGED :
	       parted_is_partial(file->parted) ? EXIT_INCOMPLETE : EXIT_AS_EXPECTED;
}

static gboolean explore_file(Exploring *exploring, guint number, const char *path)
{
	const PartedRequest request = {
		exploring->sides, exploring_parse(exploring), exploring->request.options,
		exploring->request.sink,
		exploring->permitted ? PARTING_PERMITTED :
		exploring->realm ? PARTING_TOLD_TO_REALM : PARTING_SEEN
	};
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	PartedFile file = { path, NULL, diagnostics, NULL };
	g_autofree char *written = NULL;
	gboolean ok = TRUE;
	Parted parted;

	exploring_begin(exploring);
	parted_explore(path, &request, diagnostics, &parted);
	exploring_end(exploring);
	diagnostics_print(diagnostics);
	if (diagnostics->messages->len == 0)
		file.parted = &parted;
	if (file.parted && parted.explorable && exploring->files.counterexample)
		ok = write_differences(exploring, &parted, &written);
	file.written = written;
	parted_report_file(&exploring->report, number, &file);
	exploring_count(exploring, exit_code(&file),
			file.parted && (parted.explorable ? parted_is_partial(&parted)
					: parted_unexplored(&parted)->cut_short));
	parted_clear(&parted);
	return ok;
}

const ExploringWay exploring_parted = { &parted_source, explore_file };
