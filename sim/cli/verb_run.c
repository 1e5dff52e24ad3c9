/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim run: replays scenario files. */
#include <string.h>

#include "cli/run_trace.h"
#include "cli/run_versions.h"
#include "cli/running.h"
#include "cli/verbs.h"
#include "options/arguments.h"
#include "options/options.h"
#include "record/record.h"
#include "report/formats.h"
#include "report/run_source.h"
#include "report/versions_source.h"
#include "system/files.h"

/* A run of the verb. */
struct run {
	Running running;
	gboolean fail_fast, durations;
	char *cases;
	Selecting select;
	char *record;           /* fill, check or replace; NULL: nothing is */
	gint jobs_said;
};

/* ---- --record ---- */

static gboolean record_checks(const struct run *run)
{
	return strcmp(run->record, "check") == 0;
}

/* What is new, as lines that go and come; what stays although it does not hold. */
static void tell_lines(const struct run *run, const char *path, const GPtrArray *lines)
{
	const char *output = run->running.options->output;
	FILE *file = g_strcmp0(output, "-") == 0 ? stderr : run->running.report.output->file;
	guint changes = recorded_changes(lines);

	for (guint i = 0; i < lines->len; i++) {
		const RecordedLine *line = lines->pdata[i];

		fprintf(file, "%s:%u:\n%s %s\n", path, line->line, line->stays ? "!" : "-",
			line->was);
		if (line->stays)
			fputs("  does not hold, and stays; --record=replace writes what came\n", file);
		else
			fprintf(file, "+ %s\n", line->now);
	}
	fprintf(file, "%s %s: %u result%s%s\n",
		record_checks(run) ? "checked" : changes || output ? "recorded" : "unchanged", path,
		changes, changes == 1 ? "" : "s", record_checks(run) ? " would be filled in"
							       : " filled in");
}

/* To where -o says, or back, if anything changed. */
static gboolean write_recorded(const struct run *run, const char *path, const char *text,
			       guint changes, GError **error)
{
	const char *output = run->running.options->output;

	if (record_checks(run))
		return TRUE;
	if (g_strcmp0(output, "-") == 0) {
		fputs(text, run->running.report.output->file);
		return TRUE;
	}
	if (output || changes)
		return files_write(output ? output : path, text, strlen(text), error);
	return TRUE;
}

static void record_scenario(struct run *run, const FileReport *report)
{
	g_autoptr(GPtrArray) lines = recorded_lines_new();
	RecordMode mode = strcmp(run->record, "replace") == 0 ? RECORD_REPLACE : RECORD_FILL;
	g_autofree char *text = record_text(report->scenario, &report->result, mode, lines);
	guint changes = recorded_changes(lines);
	g_autoptr(GError) error = NULL;

	if (!write_recorded(run, report->path, text, changes, &error)) {
		output_error("run", error);
		run->running.totals.limit = TRUE;
		return;
	}
	if (!run->running.options->quiet)
		tell_lines(run, report->path, lines);
	run->running.totals.limit |= report->result.limit;
	run->running.totals.failed += lines->len > changes || (record_checks(run) && changes) ? 1 : 0;
}

static void record_file(Running *running, const FileReport *report)
{
	/* It is the first member. */
	struct run *run = (struct run *)(gpointer)running;

	if (report->scenario)
		record_scenario(run, report);
	else if (!running->options->quiet)
		fprintf(running->report.output->file, "skipped %s: %s\n", report->path,
			report->skipped);
}

static ExitCode run_files(struct run *run)
{
	Running *running = &run->running;
	ExitCode code;

	running->verb = "run";
	running->fail_fast = run->fail_fast;
	running->claims = !run->record;
	if (run->record) {
		running->tell = record_file;
		return running_files(running);
	}
	report_begin(&running->report, running->selection.files->len);
	code = running_files(running);
	report_end(&running->report, &running->totals);
	return code;
}

static ExitCode open_and_run(struct run *run)
{
	Running *running = &run->running;
	const Options *options = running->options;
	g_autoptr(GError) error = NULL;
	Output output;
	ExitCode code;

	/* What is recorded may go to the file that it comes from: not before it is read. */
	if (!output_open(&output, run->record ? NULL : options->output, options->color, &error))
		return output_error("run", error);
	report_open(&running->report, format_find(options->format),
		    options->version_count > 1 ? &versions_source : &run_source, &output);
	running->report.quiet = options->quiet;
	running->report.verbose = options->verbose || running->selection.lines;
	running->report.by_step = g_strcmp0(run->cases, "steps") == 0;
	running->report.durations = run->durations;
	code = options->version_count > 1 ? run_versions(&running->report, options,
							  &running->selection, running->jobs)
					  : run_files(run);
	report_close(&running->report);
	return output_close(&output, &error) ? code : output_error("run", error);
}

static gboolean is_trace(const struct run *run)
{
	return g_strcmp0(run->running.options->format, "trace") == 0;
}

static ExitCode run_arguments(struct run *run)
{
	const Options *options = run->running.options;

	if (run->cases && strcmp(run->cases, "files") != 0 && strcmp(run->cases, "steps") != 0)
		return usage_error("run", "--cases is files or steps, not '%s'", run->cases);
	if (!options_jobs("run", run->jobs_said, "files", &run->running.jobs))
		return EXIT_BAD_USAGE;
	if (selection_make(&run->running.selection, "run", options->arguments, &run->select) !=
	    EXIT_AS_EXPECTED)
		return EXIT_BAD_USAGE;
	if (run->record && !options->output &&
	    g_strv_contains((const char *const *)options->arguments, "-"))
		return usage_error("run", "--record writes files back, not standard input");
	if (run->record && strcmp(run->record, "fill") != 0 && strcmp(run->record, "check") != 0 &&
	    strcmp(run->record, "replace") != 0)
		return usage_error("run", "--record=%s: fill, check or replace", run->record);
	if (run->record && options->output && run->running.selection.files->len != 1)
		return usage_error("run", "--record with -o takes one file");
	if (options->version_count > 1 && (run->record || run->cases || run->fail_fast))
		return usage_error("run", "--record, --cases and --fail-fast take one version of the "
				   "specification");
	if (is_trace(run) && (run->record || run->cases || options->version_count > 1))
		return usage_error("run", "--format trace is of one version, without --record and "
				   "--cases");
	if (is_trace(run))
		return run_trace(options, &run->running.selection);
	return open_and_run(run);
}

static ExitCode run_verb(char **argv)
{
	struct run run = { .record = NULL };
	Options options;
	ExitCode code;

	/* "--record" alone fills in: an option whose value may be left out. */
	for (char **word = argv; *word && strcmp(*word, "--") != 0; word++)
		if (strcmp(*word, "--record") == 0)
			*word = (char *)(guintptr)"--record=fill";
	run.running.options = &options;
	if (options_parse(&options, &verb_run, &run, argv, &code))
		code = run_arguments(&run);
	options_clear(&options);
	selection_clear(&run.running.selection);
	selecting_clear(&run.select);
	g_free(run.cases);
	g_free(run.record);
	return code;
}

static void complete_run(const char *option, char **before, const char *start, GPtrArray *words)
{
	if (g_strcmp0(option, "cases") == 0) {
		g_ptr_array_add(words, g_strdup("files"));
		g_ptr_array_add(words, g_strdup("steps"));
	} else {
		arguments_complete_scenarios(option, before, start, words);
	}
}

static const GOptionEntry entries[] = {
	{ "record", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(struct run, record),
	  "Write results back that are missing (fill, also without a value), or that do not hold "
	  "(replace); or only say what would be written (check)", "HOW" },
	{ "fail-fast", 'x', 0, G_OPTION_ARG_NONE, OPTION_AT(struct run, fail_fast),
	  "Stop at the first failure", NULL },
	{ "cases", 0, 0, G_OPTION_ARG_STRING, OPTION_AT(struct run, cases),
	  "What is a test case in tap and junit: files, or steps", "files|steps" },
	{ "durations", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(struct run, durations),
	  "Say how long a file took, where the format has a place for it", NULL },
	SELECTING_OPTIONS(struct run, select),
	{ "jobs", 'j', 0, G_OPTION_ARG_INT, OPTION_AT(struct run, jobs_said),
	  "Files to run at a time (as many as there are processors)", "N" },
	OPTIONS_END
};

static const Example examples[] = {
	{ "run scenarios", "all scenarios below a folder" },
	{ "run -v scenarios/boot/host-init.ripas", "every step, its result and what it changed" },
	{ "run scenarios/boot/both.ripas:30", "up to a line, with every step" },
	{ "run --spec 1.0,2.0 scenarios/boot", "where the versions differ" },
	{ "run --spec 1.0 --format trace scenarios/boot/both.ripas", "its calls, for a real RMM" },
	{ NULL, NULL }
};

const Verb verb_run = {
	.name = "run", .arguments = "PATH…", .summary = "Replay scenario files",
	.description =
	"Folders stand for every *.ripas below them; with --spec, for those that are for this "
	"version, and the others are skipped. FILE:LINE stops after the line, and prints as -v "
	"does. The format tap is KTAP; jsonl is an object a line; md is for the summary of a "
	"job; trace is the calls of one file with all that may come of each, as replay reads them, "
	"for a driver of a real RMM.\n\n"
	"--spec 1.0,2.0 runs each file under both versions, or under more, and prints the steps "
	"whose results differ: 20 of a file, with -v all. A file that says which version it is for "
	"may fail under another. With --spec 1.0,2.0 there is no --record, --cases or --fail-fast.",
	.options = entries, .examples = examples, .run = run_verb, .versions_max = VERSIONS_MAX,
	.formats = TABLE_FORMATS "|trace", .complete = complete_run,
	.status = {
		[EXIT_DIVERGED] = "An expectation failed, or an invariant broke; with --record: what "
				  "is written does not hold, or --record=check would write.",
		[EXIT_BAD_INPUT] = "A file cannot be read, or has errors.",
	},
};
