/* SPDX-License-Identifier: BSD-3-Clause */
/* The memory of a scenario over time, as SVG. */
#ifndef SIM_MAP_H
#define SIM_MAP_H

#include "timeline/timeline.h"

/* A scenario that was run, and its memory over time. */
typedef struct {
	const char *title;
	const RunResult *result;
	const Timeline *timeline;
} MapSubject;

/* Appends a picture of @count scenarios, one below the other, with a legend. */
void map_append_svg(GString *out, const char *title, const MapSubject *subjects, guint count);

#endif
