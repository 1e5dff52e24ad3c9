/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim run: replays scenario files. */
#include <string.h>

#include "cli/verbs.h"
#include "options/arguments.h"
#include "options/options.h"
#include "system/parallel.h"
#include "language/parser.h"
#include "record/record.h"
#include "report/formats.h"
#include "report/run_source.h"
#include "run/runner.h"
#include "compare/versions.h"

/* A run of the verb. */
struct run {
	const Options *options;
	gboolean record;
	Report report;
	gint jobs_said;
	guint jobs;
	const GPtrArray *paths;
	FileReport *reports;            /* by file */
	Diagnostics **diagnostics;      /* by file */
	RunTotals totals;
};

static void count(RunTotals *totals, const FileReport *report)
{
	if (!report->scenario)
		totals->broken++;
	else if (!run_passed(report))
		totals->failed++;
	totals->steps += report->result.steps;
	totals->limit |= report->result.limit;
}

static gboolean record_file(const struct run *run, const FileReport *report)
{
	g_autoptr(GError) error = NULL;
	guint changed;

	if (!record(report->scenario, &report->result, &changed, &error)) {
		g_printerr("%s:1:1: error: cannot record: %s\n", report->path, error->message);
		return FALSE;
	}
	if (!run->options->quiet)
		fprintf(run->report.output->file, "recorded %s: %u results filled in\n",
			report->path, changed);
	return TRUE;
}

/* Reads and runs a file; tells nothing yet. */
static void run_file(guint item, HashCache *cache, gpointer data)
{
	struct run *run = data;
	FileReport *report = &run->reports[item];
	ParseOptions parse = { run->options->version, run->options->variants, cache };
	RunOptions options = {
		.keep_all = run->report.format->wants_all || run->report.verbose || run->record,
		.changes = run->report.verbose,
		.self_check = run->options->self_check,
	};
	Scenario *scenario;

	run->diagnostics[item] = diagnostics_new();
	scenario = scenario_parse(run->paths->pdata[item], &parse, run->diagnostics[item]);
	*report = (FileReport){ .path = run->paths->pdata[item], .scenario = scenario };
	if (scenario)
		scenario_run(scenario, &options, &report->result);
}

static void tell_file(guint item, gpointer data)
{
	struct run *run = data;
	FileReport *report = &run->reports[item];

	diagnostics_print(run->diagnostics[item]);
	if (!run->record) {
		run_report_file(&run->report, item + 1, report);
		count(&run->totals, report);
	} else if (!report->scenario || !record_file(run, report)) {
		run->totals.broken++;
	}
	run_result_clear(&report->result);
	scenario_free(report->scenario);
	diagnostics_free(run->diagnostics[item]);
}

static ExitCode compare_versions(const struct run *run, const GPtrArray *files)
{
	HashCache *cache = hash_cache_new();
	ExitCode code = versions_run(run->options, run->report.output, files, cache);

	hash_cache_free(cache);
	return code;
}

static ExitCode exit_code(const RunTotals *totals)
{
	return totals->broken ? EXIT_BAD_INPUT : totals->limit ? EXIT_INCOMPLETE :
	       totals->failed ? EXIT_DIVERGED : EXIT_AS_EXPECTED;
}

static ExitCode run_files(struct run *run, const GPtrArray *files)
{
	g_autofree FileReport *reports = g_new0(FileReport, files->len);
	g_autofree Diagnostics **diagnostics = g_new0(Diagnostics *, files->len);

	run->totals.files = files->len;
	run->paths = files;
	run->reports = reports;
	run->diagnostics = diagnostics;
	if (!run->record)
		report_begin(&run->report, files->len);
	if (!parallel_run(&(Parallel){ files->len, "files", run->jobs, run_file, tell_file },
			  run))
		run->totals.limit = TRUE;
	if (!run->record)
		run_report_end(&run->report, &run->totals);
	return exit_code(&run->totals);
}

static ExitCode open_and_run(struct run *run, const GPtrArray *files)
{
	g_autoptr(GError) error = NULL;
	Output output;
	ExitCode code;

	if (!output_open(&output, run->options->output, run->options->color, &error))
		return output_error("run", error);
	report_open(&run->report, format_find(run->options->format), &run_source, &output);
	run->report.quiet = run->options->quiet;
	run->report.verbose = run->options->verbose;
	code = run->options->version_count == 2 ? compare_versions(run, files)
						: run_files(run, files);
	report_close(&run->report);
	return output_close(&output, &error) ? code : output_error("run", error);
}

static ExitCode run_arguments(struct run *run)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	const Options *options = run->options;

	if (!options_jobs("run", run->jobs_said, "files", &run->jobs))
		return EXIT_BAD_USAGE;
	if (arguments_collect("run", options->arguments, FILES_SCENARIO, files) != EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	if (run->record && g_strv_contains((const char *const *)options->arguments, "-"))
		return usage_error("run", "--record writes files back, not standard input");
	if (options->version_count == 2 && (run->record || options->format))
		return usage_error("run", "two versions of the specification are told as text only");
	return open_and_run(run, files);
}

static ExitCode run_verb(char **argv)
{
	struct run run = { .record = FALSE };
	Options options;
	ExitCode code;

	run.options = &options;
	if (options_parse(&options, &verb_run, &run, argv, &code))
		code = run_arguments(&run);
	options_clear(&options);
	return code;
}

static const GOptionEntry entries[] = {
	{ "record", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct run, record),
	  "Write the files back with their results filled in", NULL },
	{ "jobs", 'j', 0, G_OPTION_ARG_INT, OPTION_AT(struct run, jobs_said),
	  "Files to run at a time (as many as there are processors)", "N" },
	OPTIONS_END
};

static const Example examples[] = {
	{ "run scenarios", "all scenarios below a folder" },
	{ "run -v scenarios/boot/host-init.ripas", "every step, its result and what it changed" },
	{ "run --spec 1.0,2.0 scenarios/boot", "where the versions differ" },
	{ NULL, NULL }
};

const Verb verb_run = {
	.name = "run", .arguments = "PATH…", .summary = "Replay scenario files",
	.description =
	"Folders stand for every *.ripas below them. The format tap is KTAP; jsonl is an "
	"object a line.\n\n"
	"--spec 1.0,2.0 runs each file under both versions and prints the steps whose results "
	"differ.",
	.options = entries, .examples = examples, .run = run_verb, .versions_max = 2,
	.formats = REPORT_FORMATS, .complete = arguments_complete_scenarios,
	.status = {
		[EXIT_DIVERGED] = "An expectation failed, or an invariant broke.",
		[EXIT_BAD_INPUT] = "A file cannot be read, or has errors.",
	},
};
