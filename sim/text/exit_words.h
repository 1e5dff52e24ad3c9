/* SPDX-License-Identifier: BSD-3-Clause */
/* Why a REC left, and what an exception syndrome says, in words. */
#ifndef SIM_EXIT_WORDS_H
#define SIM_EXIT_WORDS_H

#include <glib.h>

#include "base/version.h"
#include "engine/command.h"

/*
 * Appends what an ESR says: "Data Abort, permission fault, level 3". FALSE, and
 * nothing, if it is of a class that this tool does not meet.
 */
gboolean syndrome_append(GString *out, guint64 esr);

/*
 * Appends what an exit that happened says: "Data Abort, translation fault,
 * level 2, IPA 0x80000000" of an abort, else its reason: "RIPAS_CHANGE".
 */
void exit_append(GString *out, const struct rmm_version *version, const struct rmm_exit *exit);

#endif
