/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim explore: every state of a scenario's block. */
#include "cli/exploring.h"
#include "report/explore_source.h"

/* Of a file. A search that found something was long enough. */
static ExitCode exit_code(const char *path, const Explored *explored)
{
	return !explored ? EXIT_BAD_INPUT :
	       exploring_cut_short(path, explored) ? EXIT_INCOMPLETE : !explored_holds(explored) ? EXIT_DIVERGED :
	       explored_is_partial(explored) ? EXIT_INCOMPLETE : EXIT_AS_EXPECTED;
}

static gboolean explore_file(Exploring *exploring, guint number, const char *path)
{
	const ParseOptions parse = exploring_parse(exploring);
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse(path, &parse, diagnostics);
	Explored explored = { 0 };
	ExploreFile file = { path, NULL, diagnostics, NULL };
	g_autofree char *written = NULL;
	gboolean ok = TRUE;

	exploring_begin(exploring);
	if (scenario && scenario_asks(scenario, diagnostics))
		explore_scenario(scenario, &exploring->request, diagnostics, &explored);
	exploring_end(exploring);
	diagnostics_print(diagnostics);
	if (diagnostics->messages->len == 0)
		file.explored = &explored;
	if (file.explored && explored.exploration)
		ok = found_files_write(&exploring->files, &explored, &written);
	file.written = written;
	explore_report_file(&exploring->report, number, &file);
	exploring_count(exploring, exit_code(path, file.explored),
			file.explored && explored_is_partial(&explored));
	if (scenario && scenario->explore)
		explored_clear(&explored);
	return ok;
}

const ExploringWay exploring_states = { &explore_source, explore_file };
