/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Units of a trace, which are judged together: one line, or the run of a REC
 * with what the Realm did, or a command and the interrupt that it meets.
 */
#ifndef SIM_UNIT_H
#define SIM_UNIT_H

#include "replay/line.h"

/* In so many lines what a Realm does comes to its RMI_REC_ENTER. */
#define UNIT_LINES_MAX 16384

/*
 * The number of lines from @first, which is there, that make a unit. They are read, and
 * at hand. If they are no whole the first of them has a flaw.
 */
guint unit_size(Trace *trace, guint first);

/* Can it be read? If not, running it does nothing. */
gboolean unit_can_run(TraceLine *const *lines, guint count);

/*
 * Carries out a unit of @count lines. @failed is the index of the line that
 * was judged last: the one that diverges, if one does.
 */
Verdict unit_run(Player *player, TraceLine *const *lines, guint count, guint *failed);

#endif
