/* SPDX-License-Identifier: BSD-3-Clause */
/* Saying in the words of the specification what the model makes of a line. */
#ifndef SIM_DESCRIBE_H
#define SIM_DESCRIBE_H

#include "base/model.h"
#include "state/state.h"
#include "replay/trace.h"

/*
 * What the model permits for a recorded command in @state: its own result, or
 * every failure that may be reported with the condition that says so. The
 * caller frees it; NULL if the line is no command that can be told in advance.
 */
char *describe_permitted(const struct rmm_model *model, const struct rmm *state,
			 const TraceLine *line);

/* The Granules, entries, Realm and REC that the inputs of a line name. */
char *describe_state(const struct rmm_model *model, const struct rmm *state,
		     const TraceLine *line);

/* Appends what an RTT entry says: "ASSIGNED RAM 0x88104000 (level 3)". */
void describe_entry(GString *out, const struct rmm_model *model, const struct rmm *state,
		    const struct rmm_realm *realm, uint64_t ipa);

#endif
