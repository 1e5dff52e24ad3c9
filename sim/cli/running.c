/* SPDX-License-Identifier: BSD-3-Clause */
/* Scenarios that a verb runs. */
#include "cli/running.h"

#include "language/parser.h"
#include "run/claims.h"
#include "run/runner.h"
#include "system/parallel.h"

static void count(RunTotals *totals, const FileReport *report)
{
	if (report->skipped)
		totals->skipped++;
	else if (!report->scenario)
		totals->broken++;
	else if (!run_passed(report))
		totals->failed++;
	totals->steps += report->result.steps;
	totals->limit |= report->result.limit;
}

/* Below a folder, what is for another version. */
static gboolean is_foreign(const Running *running, const char *path, const Diagnostics *diagnostics,
			   VersionSet declared)
{
	const struct rmm_version *version = running->options->version;
	guint errors = diagnostics->messages->len;

	return version && !selection_is_named(&running->selection, path) &&
	       ((declared && !(declared & version_set(version))) ||
		(errors && errors == diagnostics->of_other_version));
}

static void run_scenario(const Running *running, FileReport *report)
{
	const ReportFormat *format = running->report.format;
	RunOptions options = {
		.keep_all = format->wants_items || running->report.by_step ||
			    running->report.verbose || running->tell != NULL,
		.changes = running->report.verbose || format->wants_maps,
		.self_check = running->options->self_check, .first_only = running->fail_fast,
		.last_line = selection_line(&running->selection, report->path),
	};
	gint64 begun = g_get_monotonic_time();

	if (format->wants_maps) {
		report->timeline = timeline_new();
		options.kept = timeline_note;
		options.finished = running->report.live ? timeline_keep_calls : NULL;
		options.user = report->timeline;
	}
	scenario_run(report->scenario, &options, &report->result);
	if (report->timeline)
		timeline_close(report->timeline, &report->result);
	options.kept = NULL;
	options.finished = NULL;
	/* A rule that is bent already leaves nothing to claim; nor do parts. */
	if (!running->options->variant_ids && running->claims && !options.last_line)
		claims_check(report->scenario, &options, !running->options->version,
			     &report->result);
	if (report->result.steps == 0 && report->result.failed == 0 && !report->result.limit)
		report->skipped = "it has no step: nothing was tested";
	report->seconds = (gdouble)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
}

/* Reads and runs a file; tells nothing yet. */
static void run_file(guint item, HashCache *cache, gpointer data)
{
	Running *running = data;
	FileReport *report = &running->reports[item];
	const char *path = running->selection.files->pdata[item];
	VersionSet declared = 0;
	ParseOptions parse = { running->options->version, running->options->variants, cache,
			       &declared };
	Diagnostics *diagnostics = diagnostics_new();

	running->diagnostics[item] = diagnostics;
	*report = (FileReport){ .path = path, .diagnostics = diagnostics };
	if (running->fail_fast && g_atomic_int_get(&running->failed))
		return;
	report->scenario = scenario_parse(path, &parse, diagnostics);
	if (is_foreign(running, path, diagnostics, declared)) {
		g_autofree char *why = g_strdup_printf("not for %s", running->options->version->id);

		g_clear_pointer(&report->scenario, scenario_free);
		report->skipped = g_intern_string(why);
		g_atomic_int_inc(&running->foreign);
	} else if (report->scenario) {
		run_scenario(running, report);
	}
}

static void tell_file(guint item, gpointer data)
{
	Running *running = data;
	FileReport *report = &running->reports[item];

	/* Perhaps it was already being run. */
	if (running->fail_fast && running->failed)
		report->skipped = "a file before it failed";
	if (!report->skipped)
		diagnostics_print(running->diagnostics[item]);
	if (!running->tell) {
		run_report_file(&running->report, item + 1, report);
		count(&running->totals, report);
	} else if (report->scenario || report->skipped) {
		running->tell(running, report);
		running->totals.skipped += report->scenario ? 0 : 1;
	} else {
		running->totals.broken++;
	}
	if (running->totals.failed || running->totals.broken)
		g_atomic_int_set(&running->failed, TRUE);
	timeline_free(report->timeline);
	run_result_clear(&report->result);
	scenario_free(report->scenario);
	diagnostics_free(running->diagnostics[item]);
}

/* Of those that apply, the highest. */
static ExitCode exit_code(const RunTotals *totals)
{
	return totals->limit ? EXIT_INCOMPLETE : totals->broken ? EXIT_BAD_INPUT :
	       totals->failed ? EXIT_DIVERGED : EXIT_AS_EXPECTED;
}

/* Where all was skipped, nothing was tested. */
static ExitCode check_tested(const Running *running)
{
	const struct rmm_version *version = running->options->version;

	if (running->totals.skipped == 0 || running->totals.skipped < running->totals.files)
		return exit_code(&running->totals);
	g_printerr("ripas-sim %s: %s%s\n", running->verb,
		   running->foreign ? "no file there is for " : "nothing was tested",
		   running->foreign ? version->id : "");
	return EXIT_BAD_INPUT;
}

ExitCode running_files(Running *running)
{
	const GPtrArray *files = running->selection.files;
	g_autofree FileReport *reports = g_new0(FileReport, files->len);
	g_autofree Diagnostics **diagnostics = g_new0(Diagnostics *, files->len);

	running->totals.files = files->len;
	running->reports = reports;
	running->diagnostics = diagnostics;
	if (!parallel_run(&(Parallel){ files->len, "files", running->jobs, run_file, tell_file },
			  running))
		running->totals.limit = TRUE;
	return check_tested(running);
}

