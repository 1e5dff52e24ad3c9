/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What may have become of an entry or a Granule between two lines of a log, by calls
 * that its dialect does not print: from the table of transitions of the model.
 */
#ifndef SIM_BECOMING_H
#define SIM_BECOMING_H

#include "dialect/dialect.h"
#include "partial/entry_set.h"

/* A set of Granule states, a bit each; also: the RMM tracks no such Granule. */
typedef guint32 GranuleSet;
#define GRANULE_UNTRACKED GRANULE_STATES
#define GRANULE_ANY (((GranuleSet)1 << (GRANULE_UNTRACKED + 1)) - 1)

typedef struct {
	EntrySet entry[2][ENTRIES];     /* of a Realm that is ACTIVE; that may be NEW */
	GranuleSet granule[GRANULE_STATES + 1];
} Becoming;

void becoming_init(Becoming *becoming, const struct rmm_model *model, const LogDialect *dialect);

/* What those of @set may be a while later. */
EntrySet becoming_entries(const Becoming *becoming, EntrySet set, gboolean may_be_new);
GranuleSet becoming_granules(const Becoming *becoming, GranuleSet set);

#endif
