/* SPDX-License-Identifier: BSD-3-Clause */
/* Which failure conditions, and which successes, runs of scenarios met. */
#ifndef SIM_COVERAGE_H
#define SIM_COVERAGE_H

#include "run/outcome.h"

typedef struct Coverage Coverage;

Coverage *coverage_new(void);
void coverage_free(Coverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Coverage, coverage_free)

/*
 * Adds what the steps of a run met; all outcomes must have been kept. With
 * @asserted only what a step names: "by=" with one id, or a success.
 */
void coverage_add(Coverage *coverage, const Scenario *scenario, const RunResult *result,
		  gboolean asserted);

/* How often condition @id ("" is success) of @command was met in @version. */
guint coverage_count(const Coverage *coverage, const struct rmm_version *version,
		     enum rmm_command_id command, const char *id);

#endif
