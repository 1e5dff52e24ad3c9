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

#endif
