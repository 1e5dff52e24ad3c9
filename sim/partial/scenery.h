/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What stands on a stage: a Realm with tables down to each level, two RECs, and a
 * Granule in each state. There is a state for each level at which a walk may end.
 */
#ifndef SIM_SCENERY_H
#define SIM_SCENERY_H

#include <glib.h>

#include "engine/command.h"

typedef struct {
	const struct rmm_model *model;
	guint width;            /* bits of the IPA space */
	int start;              /* level */
	guint tables;           /* at the start */
	uint32_t realm, rec[2]; /* slots */
	guint64 rd, rec_pa[2];
	guint64 data, ns;       /* pages that entries point to */
	guint64 free;           /* the first page that nothing uses */
	struct rmm *pristine[RMM_PAGE_LEVEL + 2], *state[RMM_PAGE_LEVEL + 2];
} Scenery;

/* Instead of a level: the Realm has neither RECs nor tables but those of its start. */
#define SCENERY_BARE (RMM_PAGE_LEVEL + 1)

/* What a stage needs of memory and pools; its RECs have no auxiliary Granules. */
void scenery_configure(struct rmm_config *config, const struct rmm_platform *platform);

Scenery *scenery_new(const struct rmm_model *model, guint width);
void scenery_free(Scenery *scenery);

/* That in which walks end at @level, or at the start below it. */
struct rmm *scenery_state(Scenery *scenery, int level);

/* Takes back what happened in it. */
void scenery_restore(Scenery *scenery, int level);

/*
 * A Granule in @state, another one for each slot; an RD that is meant is that of the
 * Realm. GRANULE_STATES: memory that is not tracked.
 */
guint64 scenery_granule(const Scenery *scenery, guint slot, guint state, gboolean as_rd);

/* An IPA that is aligned as @ipa is, in the same part of the IPA space. */
guint64 scenery_ipa(const Scenery *scenery, guint64 ipa);

/* The end of a range from scenery_ipa(@base) that is as long as [base, top). */
guint64 scenery_top(const Scenery *scenery, guint64 base, guint64 top);

/* The entry that stands at @ipa of the stage if nobody says otherwise. */
struct rmm_rtte scenery_default(const Scenery *scenery, guint64 ipa);

/* Sets inputs in memory to what makes a Realm or REC here. */
void scenery_parameters(const Scenery *scenery, struct rmm_call *call);

#endif
