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

struct comparison {
	const Options *options;
	FILE *file;
	HashCache *cache;
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

/* Does the header say that the file is for the version of the other trial? */
static gboolean is_foreign(const struct trial *trial, const struct trial *other)
{
	return other->scenario && other->scenario->declared == other->version &&
	       other->version != trial->version;
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

static void tell(const struct comparison *comparison, const struct trial *trials,
		 const StepOutcome *a, const StepOutcome *b)
{
	g_autoptr(GString) in_a = g_string_new(NULL), in_b = g_string_new(NULL);

	outcome_append_result(in_a, &trials[0].result, a);
	outcome_append_result(in_b, &trials[1].result, b);
	fprintf(comparison->file, "  %s:%u: %s\n      %-4s %s\n      %-4s %s\n",
		a->step->at.source->path, a->step->at.line, a->text,
		trials[0].version->short_name, in_a->str,
		trials[1].version->short_name, in_b->str);
}

/* What two runs of a file have in common. */
struct common {
	guint own[2];           /* steps of the file, by version */
	guint shared, different;
};

/* Tells, up to a few, the steps that come to something else. */
static struct common compare(const struct comparison *comparison, const struct trial *trials)
{
	enum { TOLD_MAX = 20 };
	struct common common = { { 0, 0 }, 0, 0 };

	for (guint i = 0; i < trials[0].result.outcomes->len; i++) {
		const StepOutcome *a = trials[0].result.outcomes->pdata[i];
		const StepOutcome *b;

		if (!is_own(a))
			continue;
		common.own[0]++;
		b = find(&trials[1].result, a, count_before(&trials[0].result, i));
		common.shared += b != NULL;
		if (!b || !outcome_has_result(a) || !outcome_has_result(b) ||
		    outcomes_agree(&trials[0].result, a, &trials[1].result, b))
			continue;
		if (common.different++ < TOLD_MAX && !comparison->options->quiet)
			tell(comparison, trials, a, b);
	}
	for (guint i = 0; i < trials[1].result.outcomes->len; i++)
		if (is_own(trials[1].result.outcomes->pdata[i]))
			common.own[1]++;
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

static void judge_one(struct comparison *comparison, const char *path,
		      const struct trial *trial, const struct trial *other)
{
	const Diagnostics *diagnostics = trial->diagnostics;

	if (trial->scenario) {
		if (trial->result.failed != 0 && !is_foreign(trial, other))
			tell_failures(comparison, path, trial);
	} else if (is_foreign(trial, other) ||
		   diagnostics->of_other_version == diagnostics->messages->len) {
		fprintf(comparison->file, "skip %s: not for %s\n", path,
			trial->version->id);
	} else if (other->scenario || trial < other) {
		/* What is wrong in both is told once. */
		diagnostics_print(diagnostics);
		comparison->broken++;
	}
}

/* "diff PATH: 61 steps, 1 of them otherwise, 4 of 1.0 alone". */
static void conclude(const struct comparison *comparison, const char *path,
		     const struct trial *trials, const struct common *common)
{
	fprintf(comparison->file, "%s %s: %u step%s", common->different ? "diff" : "same", path,
		common->shared, common->shared == 1 ? "" : "s");
	if (common->different)
		fprintf(comparison->file, ", %u of them otherwise", common->different);
	for (guint i = 0; i < 2; i++)
		if (common->own[i] > common->shared)
			fprintf(comparison->file, ", %u of %s alone",
				common->own[i] - common->shared,
				trials[i].version->short_name);
	fputc('\n', comparison->file);
}

static void judge(struct comparison *comparison, const char *path, const struct trial *trials)
{
	struct common common;

	for (guint i = 0; i < 2; i++)
		judge_one(comparison, path, &trials[i], &trials[1 - i]);
	if (!trials[0].scenario || !trials[1].scenario)
		return;
	common = compare(comparison, trials);
	comparison->same += common.different == 0;
	comparison->different += common.different != 0;
	conclude(comparison, path, trials, &common);
}

static void run_file(struct comparison *comparison, const char *path,
		     const struct rmm_version *versions[2])
{
	struct trial trials[2] = { { .version = versions[0] }, { .version = versions[1] } };

	for (guint i = 0; i < 2; i++)
		try_version(comparison, path, &trials[i]);
	judge(comparison, path, trials);
	for (guint i = 0; i < 2; i++)
		trial_clear(&trials[i]);
}

ExitCode versions_run(const Options *options, const Output *output,
		      const GPtrArray *files, HashCache *cache)
{
	struct comparison comparison = { options, output->file, cache, 0, 0, 0, 0 };
	const struct rmm_version *versions[2] = { options->versions[0], options->versions[1] };

	for (guint i = 0; i < files->len; i++)
		run_file(&comparison, files->pdata[i], versions);
	fprintf(output->file, "%u file%s under %s and %s: %u alike, %u differ, %u failed, "
		"%u with errors\n", files->len, files->len == 1 ? "" : "s", versions[0]->short_name, versions[1]->short_name,
		comparison.same, comparison.different, comparison.failed, comparison.broken);
	return comparison.broken ? EXIT_BAD_INPUT : comparison.failed ? EXIT_DIVERGED
								      : EXIT_AS_EXPECTED;
}
