/* SPDX-License-Identifier: BSD-3-Clause */
/* Small explorations for tests. */
#include "inquiry.h"

#include <check.h>
#include <string.h>

#include "explore/engine.h"

Scenario *inquiry_parse(const char *text, struct rmm_variants variants)
{
	const ParseOptions options = { .variants = variants };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Scenario *scenario = scenario_parse_text("t", g_strdup(text), strlen(text), &options,
						 diagnostics);

	if (!scenario)
		ck_abort_msg("%s", (char *)diagnostics->messages->pdata[0]);
	return scenario;
}

void inquiry_explore(const Scenario *scenario, const ExploreRequest *request, Explored *explored)
{
	ExploreRequest plain = *request;
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();

	plain.engine = &explore_plain;
	explore_scenario(scenario, &plain, diagnostics, explored);
	if (diagnostics->messages->len)
		ck_abort_msg("%s", (char *)diagnostics->messages->pdata[0]);
	ck_assert(explored->exploration);
}

void inquiry_sized(const char *path, enum rmm_variant variant, Sized *result)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	SizedRequest request = { .parse.version = NULL };

	if (variant != VARIANT_NONE)
		rmm_add_variant(&request.parse.variants, variant);
	sized_explore(path, &request, diagnostics, result);
	ck_assert(result->explorable && result->world);
}
