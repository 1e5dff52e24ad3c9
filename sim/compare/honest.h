/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How many RIMs an honest Host can come to, for one guest and memory map: in the
 * order of its calls, and in what happens meanwhile, it has a choice.
 */
#ifndef SIM_HONEST_H
#define SIM_HONEST_H

#include "compare/cell.h"

/* Ways to build a VM: bits. */
typedef enum {
	WAY_SPLIT = 1,          /* INIT_RIPAS of the memslot in two calls of the VMM */
	WAY_FIRST = 2,          /* RIPAS before the image, not behind it */
	WAY_RACE = 4,           /* a table is there that another thread made */
	WAYS = 8
} Way;

typedef struct {
	guint rims;             /* that differ, of WAYS ways; 0: in some the Realm is not activated */
	guint changing;         /* ways (bits) that change the RIM, all else alike */
} HonestRims;

/*
 * The RIMs of @version with @population; the KVM is the newest that speaks to it, or
 * the newest of all. Nothing is tried with a large image.
 */
HonestRims honest_rims(const struct rmm_version *version, const Population *population,
		       const struct rmm_variants *variants);

#endif
