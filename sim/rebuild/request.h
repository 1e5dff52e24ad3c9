/* SPDX-License-Identifier: BSD-3-Clause */
/* What a scenario is made of, and what it came to. */
#ifndef SIM_REQUEST_H
#define SIM_REQUEST_H

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

#endif
