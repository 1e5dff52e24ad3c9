/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenarios: every statement is carried out and judged. */
#ifndef SIM_RUNNER_H
#define SIM_RUNNER_H

#include "run/outcome.h"
#include "run/run_options.h"

/* @scenario outlives @result, which the caller clears by run_result_clear(). */
void scenario_run(const Scenario *scenario, const RunOptions *options, RunResult *result);

#endif
