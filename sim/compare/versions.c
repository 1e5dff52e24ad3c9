/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenarios under several versions of the specification. */
#include "compare/versions.h"

#include <string.h>

#include "language/parser.h"
#include "run/outcome_words.h"
#include "run/runner.h"
#include "system/version.h"

/* A file under one version. */
struct trial {
	const struct rmm_version *version;
	Scenario *scenario;     /* NULL: not for this version, or broken */
	Diagnostics *diagnostics;
	RunResult result;
};

/* A file under each version. */
struct trials {
	struct trial trial[VERSIONS_MAX];
	guint count;
};

struct comparison {
	const Options *options;
	FILE *file;
	HashCache *cache;
	guint width;            /* of the versions' names */
	guint same, different, failed, broken;
};

static void try_version(const struct comparison *comparison, const char *path,
			struct trial *trial)
{
	ParseOptions parse = { trial->version, comparison->options->variants, comparison->cache, NULL };
	RunOptions run = { .keep_all = TRUE, .self_check = comparison->options->self_check };

	trial->diagnostics = diagnostics_new();
	trial->scenario = scenario_parse(path, &parse, trial->diagnostics);
	if (trial->scenario)
		scenario_run(trial->scenario, &run, &trial->result);
}

static void trial_clear(struct trial *trial)
{
	if (trial->scenario)
		run_result_clear(&trial->result);
	scenario_free(trial->scenario);
	diagnostics_free(trial->diagnostics);
}

/* Does the header say that the file is for the version of another trial? */
static gboolean is_foreign(const struct trials *trials, const struct trial *trial)
{
	for (guint i = 0; i < trials->count; i++) {
		const struct trial *other = &trials->trial[i];

		if (other->scenario && other->scenario->declared == other->version &&
		    other->version != trial->version)
			return TRUE;
	}
	return FALSE;
}

/* Is it of the file, and not one of the calls that a procedure expands into? */
static gboolean is_own(const StepOutcome *outcome)
{
	return !outcome->step->actor || outcome->expanded;
}

/* The outcome of the statement that @of is of, met for the @nth time; or NULL. */
static const StepOutcome *find(const RunResult *result, const StepOutcome *of, guint nth)
{
	for (guint i = 0; i < result->outcomes->len; i++) {
		const StepOutcome *outcome = result->outcomes->pdata[i];

		if (is_own(outcome) && outcome->step->at.line == of->step->at.line &&
		    strcmp(outcome->step->at.source->path, of->step->at.source->path) == 0 &&
		    nth-- == 0)
			return outcome;
	}
	return NULL;
}

/* How often the statement has been met before outcome @end. */
static guint count_before(const RunResult *result, guint end)
{
	const StepOutcome *of = result->outcomes->pdata[end];
	guint count = 0;

	for (guint i = 0; i < end; i++) {
		const StepOutcome *outcome = result->outcomes->pdata[i];

		count += is_own(outcome) && outcome->step->at.line == of->step->at.line &&
			 outcome->step->at.source == of->step->at.source;
	}
	return count;
}

/* What the runs of a file come to for one statement; NULL where it is not met. */
struct row {
	const StepOutcome *outcome[VERSIONS_MAX];
};

static void tell(const struct comparison *comparison, const struct trials *trials,
		 const struct row *row, guint first)
{
	const StepOutcome *outcome = row->outcome[first];

	fprintf(comparison->file, "  %s:%u: %s\n", outcome->step->at.source->path,
		outcome->step->at.line, outcome->text);
	for (guint i = first; i < trials->count; i++) {
		g_autoptr(GString) result = g_string_new(NULL);

		if (!row->outcome[i])
			continue;
		outcome_append_result(result, &trials->trial[i].result, row->outcome[i]);
		fprintf(comparison->file, "      %-*s %s\n", (int)comparison->width,
			trials->trial[i].version->short_name, result->str);
	}
}

/* What the runs of a file have in common. */
struct common {
	guint alone[VERSIONS_MAX];      /* steps of the file that one run has, by version */
	guint shared, different;
};

/* The statement of outcome @at of run @first; FALSE: an earlier run had it. */
static gboolean fill_row(const struct trials *trials, guint first, guint at, struct row *row)
{
	const RunResult *result = &trials->trial[first].result;
	guint nth = count_before(result, at);

	for (guint i = 0; i < trials->count; i++) {
		row->outcome[i] = i == first ? result->outcomes->pdata[at] :
				  !trials->trial[i].scenario ? NULL :
				  find(&trials->trial[i].result, result->outcomes->pdata[at], nth);
		if (i < first && row->outcome[i])
			return FALSE;
	}
	return TRUE;
}

static gboolean is_alone(const struct trials *trials, const struct row *row, guint first)
{
	for (guint i = first + 1; i < trials->count; i++)
		if (row->outcome[i])
			return FALSE;
	return TRUE;
}

/* Do all that have a result have the same? */
static gboolean is_alike(const struct trials *trials, const struct row *row, guint first)
{
	guint with = VERSIONS_MAX;

	for (guint i = first; i < trials->count; i++) {
		if (!row->outcome[i] || !outcome_has_result(row->outcome[i]))
			continue;
		if (with == VERSIONS_MAX)
			with = i;
		else if (!outcomes_agree(&trials->trial[with].result, row->outcome[with],
					 &trials->trial[i].result, row->outcome[i]))
			return FALSE;
	}
	return TRUE;
}

enum { TOLD_MAX = 20 };

static void compare_from(const struct comparison *comparison, const struct trials *trials,
			 guint first, struct common *common)
{
	const GPtrArray *outcomes = trials->trial[first].result.outcomes;

	for (guint i = 0; i < outcomes->len; i++) {
		struct row row;

		if (!is_own(outcomes->pdata[i]) || !fill_row(trials, first, i, &row))
			continue;
		if (is_alone(trials, &row, first)) {
			common->alone[first]++;
			continue;
		}
		common->shared++;
		if (!is_alike(trials, &row, first) && common->different++ < TOLD_MAX &&
		    !comparison->options->quiet)
			tell(comparison, trials, &row, first);
	}
}

/* Tells, up to a few, the steps that come to something else. */
static struct common compare(const struct comparison *comparison, const struct trials *trials)
{
	struct common common = { { 0 }, 0, 0 };

	for (guint i = 0; i < trials->count; i++)
		if (trials->trial[i].scenario)
			compare_from(comparison, trials, i, &common);
	if (common.different > TOLD_MAX && !comparison->options->quiet)
		fprintf(comparison->file, "  and %u more\n", common.different - TOLD_MAX);
	return common;
}

/* What fails under a version that the file is for, in full. */
static void tell_failures(struct comparison *comparison, const char *path,
			  const struct trial *trial)
{
	fprintf(comparison->file, "FAIL %s under %s\n", path, trial->version->short_name);
	for (guint i = 0; i < trial->result.outcomes->len; i++) {
		const StepOutcome *outcome = trial->result.outcomes->pdata[i];

		g_autoptr(GString) detail = g_string_new(NULL);

		if (outcome->passed)
			continue;
		outcome_append_detail(detail, &trial->result, outcome);
		fprintf(comparison->file, "  %s:%u: %s\n%s", outcome->step->at.source->path,
			outcome->step->at.line, outcome->text, detail->str);
	}
	comparison->failed++;
}

/* Cannot it be read, and not because the file is for another version? */
static gboolean is_broken(const struct trials *trials, const struct trial *trial)
{
	const Diagnostics *diagnostics = trial->diagnostics;

	return !trial->scenario && !is_foreign(trials, trial) &&
	       diagnostics->of_other_version != diagnostics->messages->len;
}

/* What is wrong in several is told once. */
static gboolean is_first_broken(const struct trials *trials, const struct trial *trial)
{
	for (const struct trial *before = trials->trial; before < trial; before++)
		if (is_broken(trials, before))
			return FALSE;
	return TRUE;
}

static void judge_one(struct comparison *comparison, const char *path,
		      const struct trials *trials, const struct trial *trial)
{
	if (trial->scenario) {
		if (trial->result.failed != 0 && !is_foreign(trials, trial))
			tell_failures(comparison, path, trial);
	} else if (!is_broken(trials, trial)) {
		fprintf(comparison->file, "skip %s: not for %s\n", path,
			trial->version->id);
	} else if (is_first_broken(trials, trial)) {
		diagnostics_print(trial->diagnostics);
		comparison->broken++;
	}
}

/* "diff PATH: 61 steps, 1 of them otherwise, 4 of 1.0 alone". */
static void conclude(const struct comparison *comparison, const char *path,
		     const struct trials *trials, const struct common *common)
{
	fprintf(comparison->file, "%s %s: %u step%s", common->different ? "diff" : "same", path,
		common->shared, common->shared == 1 ? "" : "s");
	if (common->different)
		fprintf(comparison->file, ", %u of them otherwise", common->different);
	for (guint i = 0; i < trials->count; i++)
		if (common->alone[i])
			fprintf(comparison->file, ", %u of %s alone", common->alone[i],
				trials->trial[i].version->short_name);
	fputc('\n', comparison->file);
}

/* There must be two runs to compare. */
static gboolean are_comparable(const struct trials *trials)
{
	guint ran = 0;

	for (guint i = 0; i < trials->count; i++)
		ran += trials->trial[i].scenario != NULL;
	return ran > 1;
}

static void judge(struct comparison *comparison, const char *path, const struct trials *trials)
{
	struct common common;

	for (guint i = 0; i < trials->count; i++)
		judge_one(comparison, path, trials, &trials->trial[i]);
	if (!are_comparable(trials))
		return;
	common = compare(comparison, trials);
	comparison->same += common.different == 0;
	comparison->different += common.different != 0;
	conclude(comparison, path, trials, &common);
}

static void run_file(struct comparison *comparison, const char *path)
{
	const Options *options = comparison->options;
	struct trials trials = { .count = options->version_count };

	for (guint i = 0; i < trials.count; i++) {
		trials.trial[i].version = options->versions[i];
		try_version(comparison, path, &trials.trial[i]);
	}
	judge(comparison, path, &trials);
	for (guint i = 0; i < trials.count; i++)
		trial_clear(&trials.trial[i]);
}

/* "1.0, 2.0-bet0 and 2.0-bet3". */
static char *names_of(const Options *options)
{
	GString *names = g_string_new(NULL);

	for (guint i = 0; i < options->version_count; i++)
		g_string_append_printf(names, "%s%s",
				       i == 0 ? "" : i + 1 == options->version_count ? " and " : ", ",
				       options->versions[i]->short_name);
	return g_string_free(names, FALSE);
}

static guint width_of(const Options *options)
{
	guint width = 0;

	for (guint i = 0; i < options->version_count; i++)
		width = MAX(width, (guint)strlen(options->versions[i]->short_name));
	return width;
}

ExitCode versions_run(const Options *options, const Output *output,
		      const GPtrArray *files, HashCache *cache)
{
	struct comparison comparison = { .options = options, .file = output->file, .cache = cache,
					 .width = width_of(options) };
	g_autofree char *names = names_of(options);

	for (guint i = 0; i < files->len; i++)
		run_file(&comparison, files->pdata[i]);
	fprintf(output->file, "%u file%s under %s: %u alike, %u differ, %u failed, "
		"%u with errors\n", files->len, files->len == 1 ? "" : "s", names,
		comparison.same, comparison.different, comparison.failed, comparison.broken);
	return comparison.broken ? EXIT_BAD_INPUT : comparison.failed ? EXIT_DIVERGED
								      : EXIT_AS_EXPECTED;
}
