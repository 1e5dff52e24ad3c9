/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim report: scenarios, or logs, as one HTML file. */
#include <string.h>

#include "cli/running.h"
#include "cli/verbs.h"
#include "options/arguments.h"
#include "options/options.h"
#include "page/page.h"
#include "report/formats.h"
#include "system/files.h"
#include "system/search.h"

/* What the command line says. */
struct reporting {
	Running running;
	Selecting select;
	gint jobs_said;
	gboolean live;
};

/* ---- logs ---- */

/* A file that is no scenario, or a folder without scenarios? */
static gboolean is_log(const char *argument)
{
	static const char *const suffixes[] = { ".ripas", NULL };
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

	if (g_file_test(argument, G_FILE_TEST_IS_REGULAR))
		return !g_str_has_suffix(argument, ".ripas");
	if (!g_file_test(argument, G_FILE_TEST_IS_DIR))
		return FALSE;
	files_collect(argument, suffixes, files);
	return files->len == 0;
}

/* What replay says of logs, as a page. */
static ExitCode report_logs(const Options *options)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new();
	static const char *const begin[] = { "replay", "--verbose", "--format", "html" };

	for (gsize i = 0; i < G_N_ELEMENTS(begin); i++)
		g_ptr_array_add(words, (gpointer)(guintptr)begin[i]);
	if (options->spec) {
		g_ptr_array_add(words, (gpointer)(guintptr)"--spec");
		g_ptr_array_add(words, options->spec);
	}
	for (char **id = options->variant_ids; id && *id; id++) {
		g_ptr_array_add(words, (gpointer)(guintptr)"--variant");
		g_ptr_array_add(words, *id);
	}
	if (options->output) {
		g_ptr_array_add(words, (gpointer)(guintptr)"--output");
		g_ptr_array_add(words, options->output);
	}
	for (char **argument = options->arguments; *argument; argument++)
		g_ptr_array_add(words, *argument);
	g_ptr_array_add(words, NULL);
	return verb_replay.run((char **)words->pdata);
}

/* ---- scenarios ---- */

static ExitCode run_and_report(struct reporting *reporting)
{
	Running *running = &reporting->running;
	const Options *options = running->options;
	g_autoptr(GError) error = NULL;
	Output output;
	ExitCode code = EXIT_AS_EXPECTED;

	if (!output_open(&output, options->output, options->color, &error))
		return output_error("report", error);
	report_open(&running->report, format_find("html"), &run_source, &output);
	running->report.live = reporting->live;
	if (running->selection.files) {
		report_begin(&running->report, running->selection.files->len);
		code = running_files(running);
		report_end(&running->report, &running->totals);
	}
	report_close(&running->report);
	return output_close(&output, &error) ? code : output_error("report", error);
}

static ExitCode report_arguments(struct reporting *reporting)
{
	Running *running = &reporting->running;
	const Options *options = running->options;
	/* Where a playground starts from, if it is found. */
	g_autofree char *boot = search_find("boot");
	char *playground[] = { boot, NULL };
	guint logs = 0, arguments = options->arguments ? g_strv_length(options->arguments) : 0;

	for (guint i = 0; i < arguments; i++)
		logs += is_log(options->arguments[i]) ? 1 : 0;
	if (reporting->live && !page_has_model())
		return usage_error("report", "--live needs the model as WebAssembly, which this "
				   "program was built without: clang and lld were not there");
	if (arguments && logs == arguments)
		return report_logs(options);
	if (logs)
		return usage_error("report", "scenarios or logs, not both in one report");
	if (!options_jobs("report", reporting->jobs_said, "files", &running->jobs))
		return EXIT_BAD_USAGE;
	if ((arguments || !reporting->live || boot) &&
	    selection_make(&running->selection, "report", arguments || !reporting->live
			   ? options->arguments : playground, &reporting->select) !=
	    EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	running->verb = "report";
	running->claims = TRUE;
	return run_and_report(reporting);
}

static ExitCode report_verb(char **argv)
{
	struct reporting reporting = { .live = FALSE };
	Options options;
	ExitCode code;

	reporting.running.options = &options;
	if (options_parse(&options, &verb_report, &reporting, argv, &code))
		code = report_arguments(&reporting);
	options_clear(&options);
	selection_clear(&reporting.running.selection);
	selecting_clear(&reporting.select);
	return code;
}

static const GOptionEntry entries[] = {
	{ "live", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct reporting, live),
	  "Put the model into the page, to try other calls in it", NULL },
	SELECTING_OPTIONS(struct reporting, select),
	{ "jobs", 'j', 0, G_OPTION_ARG_INT, OPTION_AT(struct reporting, jobs_said),
	  "Files to run at a time (as many as there are processors)", "N" },
	OPTIONS_END
};

static const Example examples[] = {
	{ "report scenarios -o report.html", "the whole library in one file" },
	{ "report --live -o playground.html", "the boot scenarios, and an empty machine" },
	{ "report tests/traces/rmm-1.0/departs.trace -o log.html", "what a real RMM did" },
	{ NULL, NULL }
};

const Verb verb_report = {
	.name = "report", .arguments = "PATH…",
	.summary = "Make one HTML file of scenarios or logs",
	.description =
	"The file needs no network and no server. Without scripts it shows statements and results; "
	"with them it draws the memory of each scenario over time, shows the history of a page, "
	"and filters. 'run', 'replay', 'compare', 'explore' and 'mutate' make such a file of what "
	"they do with --format html.",
	.options = entries, .examples = examples, .run = report_verb, .versions_max = 1,
	.formats = "html", .complete = arguments_complete_scenarios,
	.status = {
		[EXIT_DIVERGED] = "An expectation failed, an invariant broke, or a log diverged; "
				  "the report is written all the same.",
	},
};
