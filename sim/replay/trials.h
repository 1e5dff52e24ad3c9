/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking parts of a history again, bent otherwise: to find what explains a line. */
#ifndef SIM_TRIALS_H
#define SIM_TRIALS_H

#include "replay/history.h"

/*
 * Lines that are taken again, to find what explains those that diverge: at most so
 * many for each that was judged, and so many in any case.
 */
#define HISTORY_AGAIN_PER_LINE 10
#define HISTORY_AGAIN_ALWAYS 20000

/* May the units since the mark of @level be taken again @times times? */
gboolean history_affords(const History *history, guint level, guint times);

/* Takes the last unit from where it begins, as a trial: does it agree under @bent? */
gboolean history_try_step(History *history, struct rmm_variants bent);

/*
 * Does the last unit come out otherwise under @bent, in what it says or in its state? What
 * it comes to without is noted first, by history_note_last().
 */
void history_note_last(History *history);
gboolean history_differs(History *history, struct rmm_variants bent);

/*
 * Takes all units since a mark, as a trial: do they agree under @bent as well? @level: from
 * 0, the nearest, to HISTORY_LEVELS - 1, the base.
 */
gboolean history_try_since(History *history, guint level, struct rmm_variants bent);

/* Is the mark of @level another one than that of the level below? */
gboolean history_reaches(const History *history, guint level);

/*
 * The variant, of those under which the last unit was taken, without which
 * @finding, an invariant, would not have broken there; VARIANT_NONE: none.
 */
enum rmm_variant history_cause(History *history, const Finding *finding);

/* The last unit is bent so: takes it again, and looks at what it shows. */
void history_settle(History *history, struct rmm_variants bent);

/*
 * All units since the mark of @level were bent so, too: takes them again, and looks at what
 * the last one shows, and at what breaks anew before.
 */
void history_settle_since(History *history, guint level, struct rmm_variants bent);

#endif
