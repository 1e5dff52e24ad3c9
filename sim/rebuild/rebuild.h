/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A console as a scenario: the calls that it prints, and between them calls that it
 * leaves out and that they cannot do without, marked as inferred.
 */
#ifndef SIM_REBUILD_H
#define SIM_REBUILD_H

#include "dialect/recognise.h"
#include "partial/answer.h"

typedef struct {
	const char *name;               /* of the log */
	const struct rmm_version *version;
	struct rmm_variants variants;   /* under which lines agree */
	const GArray *realms;           /* of RealmTold */
} RebuildOptions;

typedef struct {
	guint lines, kept;              /* of the log; those that the scenario repeats */
	guint inferred;                 /* statements */
} RebuildCount;

/*
 * The scenario, which the caller frees. NULL with @error: of this dialect none is made,
 * or no model can be.
 */
char *rebuild_scenario(const LogPart *part, const RebuildOptions *options, RebuildCount *count,
		       GError **error);

#endif
