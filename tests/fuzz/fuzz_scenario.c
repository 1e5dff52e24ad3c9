/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any bytes as a scenario: parsed, run in self-check mode and recorded; its explore
 * block has a look round. What was recorded is a scenario again, in which nothing is
 * left to record.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "inquiry/inquiry.h"
#include "language/parser.h"
#include "record/record.h"
#include "run/runner.h"
#include "version/make.h"

/* Larger models, and longer runs, only take time. */
#define STATE_MAX (64u << 20)
#define WORK_MAX 400

static gboolean is_small(const Scenario *scenario)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);

	return rmm_model_init(model, &scenario->config) == CONFIG_OK &&
	       model->layout.size <= STATE_MAX;
}

/* A few states: what matters is which actions there are. */
static void explore(const Scenario *scenario)
{
	const ExploreRequest request = {
		.engine = &explore_plain, .options = { .states = 4, .seconds = 1, .all = TRUE }
	};
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Explored explored;

	explore_scenario(scenario, &request, diagnostics, &explored);
	explored_clear(&explored);
}

/* The text of @text after a run, recorded; NULL if it is no scenario. */
static char *run(char *text, gsize size, HashCache *cache, guint *changed)
{
	static const RunOptions options = {
		.keep_all = TRUE, .changes = TRUE, .self_check = TRUE, .work_max = WORK_MAX
	};
	ParseOptions parse = { .version = NULL, .cache = cache };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario =
		scenario_parse_text("tests/fuzz/input.ripas", text, size, &parse, diagnostics);
	g_autoptr(GPtrArray) lines = recorded_lines_new();
	RunResult result;
	char *recorded;

	if (!scenario || !is_small(scenario))
		return NULL;
	scenario_run(scenario, &options, &result);
	recorded = record_text(scenario, &result, RECORD_REPLACE, lines);
	*changed = recorded_changes(lines);
	/* A setup that is cut short is a long one. */
	if (scenario->explore && !result.limit)
		explore(scenario);
	run_result_clear(&result);
	return recorded;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static HashCache *cache;
	guint changed;
	char *text = g_malloc(size + 1);
	char *recorded, *again;

	if (!cache)
		cache = hash_cache_new();
	memcpy(text, data, size);
	text[size] = '\0';
	recorded = run(text, size, cache, &changed);
	if (!recorded)
		return 0;
	again = run(recorded, strlen(recorded), cache, &changed);
	if (!again || changed) {
		g_printerr("recorded, it is %s\n", again ? "recorded again" : "no scenario");
		abort();
	}
	g_free(again);
	return 0;
}
