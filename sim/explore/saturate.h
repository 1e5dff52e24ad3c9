/* SPDX-License-Identifier: BSD-3-Clause */
/* What events (relation.h) lead to, from a set of tuples (mdd.h). */
#ifndef SIM_SATURATE_H
#define SIM_SATURATE_H

#include "explore/mdd.h"
#include "explore/relation.h"

typedef struct {
	Mdd *mdd;
	const Relation *relation;
	const guint *domain;            /* by level: numbers are below */
	GArray *children;               /* of nodes under construction, by number */
	GArray *grown;                  /* the same: events are to be taken from there */
} Saturation;

/* New events make void what the cache knows of earlier ones. */
void saturation_init(Saturation *saturation, Mdd *mdd, const Relation *relation,
		     const guint *domain);
void saturation_clear(Saturation *saturation);

/* @set, and all that any number of events leads to. */
MddNode saturate(Saturation *saturation, MddNode set);

/* @set, and what one event leads to, whichever. */
MddNode saturation_step(Saturation *saturation, MddNode set);

#endif
