/* SPDX-License-Identifier: BSD-3-Clause */
/* A scenario under several versions of the specification. */
#include "compare/versions.h"

#include <string.h>

#include "language/parser.h"
#include "run/runner.h"

/* ---- runs ---- */

static void run_version(VersionComparison *comparison, VersionRun *run,
			const VersionOptions *options, HashCache *cache)
{
	ParseOptions parse = { run->version, options->variants, cache, &comparison->declared };
	RunOptions how = options->run;

	how.keep_all = TRUE;
	run->diagnostics = diagnostics_new();
	run->scenario = scenario_parse(comparison->path, &parse, run->diagnostics);
	if (run->scenario)
		scenario_run(run->scenario, &how, &run->result);
}

/* Does the header say that the file is for another version? */
static gboolean is_foreign(const VersionComparison *comparison, const VersionRun *run)
{
	return comparison->declared && !(comparison->declared & version_set(run->version));
}

static VersionState state_of(const VersionComparison *comparison, const VersionRun *run)
{
	const Diagnostics *diagnostics = run->diagnostics;
	gboolean foreign = is_foreign(comparison, run);

	if (!run->scenario)
		return foreign || diagnostics->of_other_version == diagnostics->messages->len
		       ? VERSION_SKIPPED : VERSION_ERRORS;
	if (run->result.failed == 0 && !run->result.limit)
		return VERSION_HOLDS;
	return foreign ? VERSION_EXCUSED : VERSION_FAILS;
}

/* ---- the same statement in several runs ---- */

/* Is it of the file, and not one of the calls that a procedure expands into? */
static gboolean is_own(const StepOutcome *outcome)
{
	return !outcome->step->actor || outcome->expanded;
}

static gboolean is_same_statement(const StepOutcome *a, const StepOutcome *b)
{
	return is_own(a) && is_own(b) && a->step->at.line == b->step->at.line &&
	       strcmp(a->step->at.source->path, b->step->at.source->path) == 0;
}

/* The outcome of the statement that @of is of, met for the @nth time; or NULL. */
static const StepOutcome *find(const RunResult *result, const StepOutcome *of, guint nth)
{
	for (guint i = 0; i < result->outcomes->len; i++)
		if (is_same_statement(result->outcomes->pdata[i], of) && nth-- == 0)
			return result->outcomes->pdata[i];
	return NULL;
}

/* How often the statement has been met before outcome @end. */
static guint count_before(const RunResult *result, guint end)
{
	guint count = 0;

	for (guint i = 0; i < end; i++)
		if (is_same_statement(result->outcomes->pdata[i], result->outcomes->pdata[end]))
			count++;
	return count;
}

/* The statement of outcome @at of run @first; FALSE: an earlier run had it. */
static gboolean find_in_all(const VersionComparison *comparison, guint first, guint at,
			    VersionDifference *row)
{
	const RunResult *result = &comparison->runs[first].result;
	guint nth = count_before(result, at);

	*row = (VersionDifference){ { NULL } };
	for (guint i = 0; i < comparison->count; i++) {
		const VersionRun *run = &comparison->runs[i];

		if (run->scenario)
			row->outcomes[i] = i == first ? result->outcomes->pdata[at] :
					   find(&run->result, result->outcomes->pdata[at], nth);
		if (i < first && row->outcomes[i])
			return FALSE;
	}
	return TRUE;
}

static gboolean is_alone(const VersionDifference *row, guint first)
{
	for (guint i = first + 1; i < VERSIONS_MAX; i++)
		if (row->outcomes[i])
			return FALSE;
	return TRUE;
}

/* Do all that have a result have the same? */
static gboolean is_alike(const VersionComparison *comparison, const VersionDifference *row)
{
	guint with = VERSIONS_MAX;

	for (guint i = 0; i < comparison->count; i++) {
		if (!row->outcomes[i] || !outcome_has_result(row->outcomes[i]))
			continue;
		if (with == VERSIONS_MAX)
			with = i;
		else if (!outcomes_agree(&comparison->runs[with].result, row->outcomes[with],
					 &comparison->runs[i].result, row->outcomes[i]))
			return FALSE;
	}
	return TRUE;
}

/* The statements that run @first has, and none before it. */
static void compare_from(VersionComparison *comparison, guint first)
{
	VersionRun *run = &comparison->runs[first];

	for (guint i = 0; i < run->result.outcomes->len; i++) {
		VersionDifference row;

		if (!is_own(run->result.outcomes->pdata[i]) ||
		    !find_in_all(comparison, first, i, &row))
			continue;
		if (is_alone(&row, first)) {
			run->alone++;
			continue;
		}
		comparison->shared++;
		if (!is_alike(comparison, &row))
			g_array_append_val(comparison->differences, row);
	}
}

/* ---- comparisons ---- */

void versions_compare(VersionComparison *comparison, const char *path,
		      const VersionOptions *options, HashCache *cache)
{
	guint ran = 0;

	*comparison = (VersionComparison){ .path = path, .count = options->count };
	comparison->differences = g_array_new(FALSE, FALSE, sizeof(VersionDifference));
	for (guint i = 0; i < comparison->count; i++) {
		comparison->runs[i].version = options->versions[i];
		run_version(comparison, &comparison->runs[i], options, cache);
		ran += comparison->runs[i].scenario ? 1 : 0;
	}
	for (guint i = 0; i < comparison->count; i++)
		comparison->runs[i].state = state_of(comparison, &comparison->runs[i]);
	comparison->compared = ran > 1;
	for (guint i = 0; i < comparison->count && comparison->compared; i++)
		if (comparison->runs[i].scenario)
			compare_from(comparison, i);
}

void version_comparison_clear(VersionComparison *comparison)
{
	for (guint i = 0; i < comparison->count; i++) {
		VersionRun *run = &comparison->runs[i];

		if (run->scenario)
			run_result_clear(&run->result);
		scenario_free(run->scenario);
		diagnostics_free(run->diagnostics);
	}
	g_clear_pointer(&comparison->differences, g_array_unref);
}

const VersionRun *versions_first(const VersionComparison *comparison, VersionState state)
{
	for (guint i = 0; i < comparison->count; i++)
		if (comparison->runs[i].state == state)
			return &comparison->runs[i];
	return NULL;
}

gboolean versions_limit(const VersionComparison *comparison)
{
	for (guint i = 0; i < comparison->count; i++)
		if (comparison->runs[i].result.limit)
			return TRUE;
	return FALSE;
}

guint version_difference_first(const VersionDifference *difference)
{
	guint first = 0;

	while (!difference->outcomes[first])
		first++;
	return first;
}

const StepOutcome *version_difference_outcome(const VersionDifference *difference)
{
	return difference->outcomes[version_difference_first(difference)];
}
