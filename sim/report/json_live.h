/* SPDX-License-Identifier: BSD-3-Clause */
/* What the model in a page needs to do what a scenario did, as a member of an object. */
#ifndef SIM_JSON_LIVE_H
#define SIM_JSON_LIVE_H

#include <json-glib/json-glib.h>

#include "run/outcome.h"

/*
 * "live": "version" (its index), "config" (numbers of live/config.h), "header"
 * (lines of a scenario), "calls" (all of them: command, rec, interrupt, [slot,
 * value...]; and limit and stop where there are such), "ends" (calls up to each
 * step), "hash" (of the state at the end). @calls: of PackedCall.
 */
void json_live_member(JsonBuilder *builder, const Scenario *scenario, const RunResult *result,
		      const GPtrArray *calls);

/*
 * Empty machines to start from, the newest version first, as JSON: "name",
 * "version", "config", "header". The caller frees it.
 */
char *json_live_machines(void);

#endif
