/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Units of a trace, which are judged together: one line, or the run of a REC
 * with what the Realm did, or a command and the interrupt that it meets.
 */
#ifndef SIM_UNIT_H
#define SIM_UNIT_H

#include "replay/line.h"

/* The number of lines from @first that make a unit. */
guint unit_size(const Trace *trace, guint first);

/* Can it be read? If not, running it does nothing. */
gboolean unit_can_run(TraceLine *const *lines, guint count);

/* Finds units that are no whole: flaws of their first line. */
void units_check(const Trace *trace);

/*
 * Carries out a unit of @count lines. @failed is the index of the line that
 * was judged last: the one that diverges, if one does.
 */
Verdict unit_run(Player *player, TraceLine *const *lines, guint count, guint *failed);

#endif
