/* SPDX-License-Identifier: BSD-3-Clause */
/* States without a component. */
#ifndef SIZES_WITHOUT_H
#define SIZES_WITHOUT_H

#include "sizes/component.h"

typedef enum { PART_PAGE_GONE, PART_GRANULE_GONE, PART_OPERATION_GONE, PART_REC_GONE } WithoutKind;

/* A component of a state, and the state without it. */
typedef struct {
	WithoutKind kind;
	guint number;                   /* which page, free Granule, or REC */
	Deletion gone;
	Composition less;
} Without;

#define WITHOUTS_MAX (2 * COMPONENTS_MAX + 1 + RECS_MAX)

/* Each component of @of; how many. RECs come last. */
guint withouts(const SizedWorld *world, const Composition *of, Without *all);

/*
 * The state @led, to which a step from @of led, without the same component. FALSE: this is
 * not as it was.
 */
gboolean without_in(const SizedWorld *world, const Without *without, const Composition *of,
		    const Composition *led, Composition *less);

#endif
