/* SPDX-License-Identifier: BSD-3-Clause */
/* Carrying out the entry of a REC with what the Realm did. */
#ifndef SIM_REC_ENTRY_H
#define SIM_REC_ENTRY_H

#include "replay/line.h"

/*
 * RMI_REC_ENTER and the lines before it that say what the Realm did: the last
 * of @count lines is the entry. @failed is the first line that does not agree.
 */
Verdict rec_entry_run(Player *player, TraceLine *const *lines, guint count, guint *failed);

/*
 * Inputs that @line of a Realm, in the run that @entry ends, does not tell: whether the
 * hardware traps WFI, what a WRITE without value stores, which its outcome or the exit
 * shows, and what an RMM decides of a token.
 */
void rec_entry_take_recorded(struct rmm_call *call, const TraceLine *line,
			     const TraceLine *entry);

#endif
