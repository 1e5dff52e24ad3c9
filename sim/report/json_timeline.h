/* SPDX-License-Identifier: BSD-3-Clause */
/* The memory of a scenario over time, as members of an object. */
#ifndef SIM_JSON_TIMELINE_H
#define SIM_JSON_TIMELINE_H

#include <json-glib/json-glib.h>

#include "timeline/timeline.h"

/*
 * "maps": of each Realm its rd, cuts (addresses), rows (moments), looks, tiles
 * ([column, columns, row, rows, look]) and accesses ([moment, command, status,
 * address]). A moment is the number of a step, from 1.
 */
void json_timeline_members(JsonBuilder *builder, const struct rmm_version *version,
			   const Timeline *timeline);

#endif
