/* SPDX-License-Identifier: BSD-3-Clause */
/* "variant ID must fail": whether a scenario notices what it claims to notice. */
#include "run/claims.h"

#include "run/runner.h"
#include "text/variants.h"

static gboolean fails_under(const Scenario *scenario, enum rmm_variant variant,
			    const RunOptions *options)
{
	RunOptions bent_options = { .first_only = TRUE, .no_invariants = options->no_invariants,
				    .work_max = options->work_max };
	Scenario bent = *scenario;
	RunResult result;
	gboolean fails;

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

void claims_check(const Scenario *scenario, const RunOptions *options, RunResult *result)
{
	if (result->failed || result->limit)
		return;
	/* Each goes before those that follow it. */
	for (guint i = scenario->claims->len; i > 0; i--) {
		const Step *claim = scenario->claims->pdata[i - 1];

		if (variant_applies(rmm_variant_info(claim->variant), scenario->config.version) &&
		    !fails_under(scenario, claim->variant, options))
			add_failure(claim, result);
	}
}
