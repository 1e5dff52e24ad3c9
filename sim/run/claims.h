/* SPDX-License-Identifier: BSD-3-Clause */
/* "variant ID must fail": whether a scenario notices what it claims to notice. */
#ifndef SIM_CLAIMS_H
#define SIM_CLAIMS_H

#include "run/outcome.h"
#include "run/run_options.h"

/*
 * Runs @scenario, which held, under each variant that it says must fail; where
 * nothing fails, the claim does, in @result. One that bends nothing in its
 * version is tried, if @elsewhere, in those others that the scenario is for.
 */
void claims_check(const Scenario *scenario, const RunOptions *options, gboolean elsewhere,
		  RunResult *result);

#endif
