/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim run --spec A,B: scenarios under several versions. */
#ifndef SIM_RUN_VERSIONS_H
#define SIM_RUN_VERSIONS_H

#include "cli/selection.h"
#include "options/options.h"
#include "report/report.h"

/* Runs what is chosen under each of options->versions and reports what differs. */
ExitCode run_versions(Report *report, const Options *options, const Selection *selection,
		      guint jobs);

#endif
