/* SPDX-License-Identifier: BSD-3-Clause */
/* run --format trace: a scenario as a named trace, with which a driver feeds a real RMM. */
#ifndef SIM_RUN_TRACE_H
#define SIM_RUN_TRACE_H

#include "cli/selection.h"
#include "options/options.h"

/* Prints the trace of the file that is selected; it must be one. */
ExitCode run_trace(const Options *options, const Selection *selection);

#endif
