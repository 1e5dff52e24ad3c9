/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim run --spec A,B: scenarios under several versions. */
#include "cli/run_versions.h"

#include "report/versions_source.h"
#include "system/parallel.h"

struct job {
	Report *report;
	const Options *options;
	const Selection *selection;
	VersionComparison *comparisons; /* by file */
	VersionTotals totals;
};

static void compare_file(guint item, HashCache *cache, gpointer data)
{
	struct job *job = data;
	const char *path = job->selection->files->pdata[item];
	const VersionOptions options = {
		job->options->versions, job->options->version_count, job->options->variants,
		{ .self_check = job->options->self_check,
		  .last_line = selection_line(job->selection, path) },
	};

	versions_compare(&job->comparisons[item], path, &options, cache);
}

/* What is wrong in several versions is told once. */
static void tell_file(guint item, gpointer data)
{
	struct job *job = data;
	VersionComparison *comparison = &job->comparisons[item];
	const VersionRun *broken = versions_first(comparison, VERSION_ERRORS);

	if (broken)
		diagnostics_print(broken->diagnostics);
	versions_report_file(job->report, item + 1, comparison);
	versions_count(&job->totals, comparison);
	version_comparison_clear(comparison);
}

/* Of those that apply, the highest. Where nothing was compared, nothing was tested. */
static ExitCode exit_code(const VersionTotals *totals)
{
	if (totals->skipped && totals->skipped == totals->files) {
		g_printerr("ripas-sim run: no file there is for two of these versions\n");
		return EXIT_BAD_INPUT;
	}
	return totals->limit ? EXIT_INCOMPLETE : totals->broken ? EXIT_BAD_INPUT :
	       totals->failed ? EXIT_DIVERGED : EXIT_AS_EXPECTED;
}

ExitCode run_versions(Report *report, const Options *options, const Selection *selection,
		      guint jobs)
{
	const guint count = selection->files->len;
	g_autofree VersionComparison *comparisons = g_new0(VersionComparison, count);
	struct job job = { report, options, selection, comparisons, {
		.versions = options->versions, .count = options->version_count, .files = count } };

	report_begin(report, count);
	if (!parallel_run(&(Parallel){ count, "files", jobs, compare_file, tell_file }, &job))
		job.totals.limit = TRUE;
	report_end(report, &job.totals);
	return exit_code(&job.totals);
}
