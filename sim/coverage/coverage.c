/* SPDX-License-Identifier: BSD-3-Clause */
/* Which failure conditions, and which successes, runs of scenarios met. */
#include "coverage/coverage.h"

#include <string.h>

struct Coverage {
	GHashTable *counts;     /* "version command id" to a number */
};

Coverage *coverage_new(void)
{
	Coverage *coverage = g_new(Coverage, 1);

	coverage->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return coverage;
}

void coverage_free(Coverage *coverage)
{
	if (!coverage)
		return;
	g_hash_table_unref(coverage->counts);
	g_free(coverage);
}

static char *key_of(const struct rmm_version *version, enum rmm_command_id command, const char *id)
{
	return g_strdup_printf("%s %u %s", version->id, command, id);
}

/* Does the step itself say what it is refused by? */
static gboolean is_asserted(const Step *step, const char *id)
{
	char **by = step->expectation.by;

	return *id == '\0' || (by && by[0] && !by[1] && strcmp(by[0], id) == 0);
}

void coverage_add(Coverage *coverage, const Scenario *scenario, const RunResult *result,
		  gboolean asserted)
{
	for (guint i = 0; i < result->outcomes->len; i++) {
		const StepOutcome *outcome = result->outcomes->pdata[i];
		const char *id;
		char *key;

		if (outcome->step->kind != STEP_COMMAND || !outcome->result)
			continue;
		id = outcome_condition(result, outcome);
		id = id ? id : "";
		if (asserted && (!outcome->passed || !is_asserted(outcome->step, id)))
			continue;
		key = key_of(scenario->config.version, outcome->step->command, id);
		g_hash_table_replace(coverage->counts, key, GUINT_TO_POINTER(
			GPOINTER_TO_UINT(g_hash_table_lookup(coverage->counts, key)) + 1));
	}
}

guint coverage_count(const Coverage *coverage, const struct rmm_version *version,
		     enum rmm_command_id command, const char *id)
{
	g_autofree char *key = key_of(version, command, id);

	return GPOINTER_TO_UINT(g_hash_table_lookup(coverage->counts, key));
}
