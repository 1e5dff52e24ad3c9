/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A console as a scenario: the calls that it prints, and between them calls that it
 * leaves out and that they cannot do without, marked as inferred.
 */
#ifndef SIM_REBUILD_H
#define SIM_REBUILD_H

#include "rebuild/request.h"

/*
 * The scenario, which the caller frees. NULL with @error: of this dialect none is made,
 * or no model can be.
 */
char *rebuild_scenario(const LogPart *part, const RebuildOptions *options, RebuildCount *count,
		       GError **error);

#endif
