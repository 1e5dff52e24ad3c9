/* SPDX-License-Identifier: BSD-3-Clause */
/* "variant ID must fail": whether a scenario notices what it claims to notice. */
#include "run/claims.h"

#include "language/parser.h"
#include "run/runner.h"
#include "text/variants.h"

/* VARIANT_NONE: by itself. */
static gboolean fails_under(const Scenario *scenario, enum rmm_variant variant,
			    const RunOptions *options)
{
	RunOptions bent_options = { .first_only = TRUE, .no_invariants = options->no_invariants,
				    .work_max = options->work_max };
	Scenario bent = *scenario;
	RunResult result;
	gboolean fails;

	if (variant != VARIANT_NONE)
		rmm_add_variant(&bent.config.variants, variant);
	scenario_run(&bent, &bent_options, &result);
	/* What a bound cut off proves nothing. */
	fails = result.failed > 0 || result.limit;
	run_result_clear(&result);
	return fails;
}

static void add_failure(const Step *claim, RunResult *result)
{
	StepOutcome *outcome = outcome_new(claim);
	RunFinding finding = { .kind = RUN_ERROR,
			       .message = g_strdup("under this variant nothing fails: the claim "
						   "is false") };

	outcome->passed = FALSE;
	outcome->judged = TRUE;
	outcome->text = g_strdup_printf("variant %s must fail", claim->name);
	g_array_append_val(outcome->findings, finding);
	g_ptr_array_insert(result->outcomes, 0, outcome);
	result->steps++;
	result->failed++;
}

/* Does it hold under @version, and fail there once the variant bends that? */
static gboolean notices_in(const Scenario *scenario, const struct rmm_version *version,
			   enum rmm_variant variant, const RunOptions *options)
{
	const Source *file = scenario->sources->pdata[0];
	const ParseOptions parse = { .version = version };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) there = scenario_parse_text(file->path, g_strdup(file->text), file->size,
							&parse, diagnostics);

	return there && !fails_under(there, VARIANT_NONE, options) &&
	       fails_under(there, variant, options);
}

/* A rule of another version is bent where there is one that the file is for. */
static gboolean notices_elsewhere(const Scenario *scenario, enum rmm_variant variant,
				  const RunOptions *options)
{
	gboolean notices = FALSE;

	for (guint i = version_count(); i > 0 && !notices; i--) {
		const struct rmm_version *version = version_at(i - 1);

		notices = (!scenario->declared || scenario->declared & version_set(version)) &&
			  variant_applies(rmm_variant_info(variant), version) &&
			  notices_in(scenario, version, variant, options);
	}
	return notices;
}

void claims_check(const Scenario *scenario, const RunOptions *options, gboolean elsewhere,
		  RunResult *result)
{
	if (result->failed || result->limit)
		return;
	/* Each goes before those that follow it. */
	for (guint i = scenario->claims->len; i > 0; i--) {
		const Step *claim = scenario->claims->pdata[i - 1];
		gboolean here = variant_applies(rmm_variant_info(claim->variant),
						scenario->config.version);

		if (here ? !fails_under(scenario, claim->variant, options)
			 : elsewhere && !notices_elsewhere(scenario, claim->variant, options))
			add_failure(claim, result);
	}
}
