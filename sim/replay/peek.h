/* SPDX-License-Identifier: BSD-3-Clause */
/* The RMM's own records, as a trace peeks at them, against the state. */
#ifndef SIM_PEEK_H
#define SIM_PEEK_H

#include "state/state.h"
#include "replay/trace.h"

/*
 * Does a peek agree with the state? Bookkeeping of the implementation
 * (refcount, ripas_base) is not compared.
 */
gboolean peek_agrees(const struct rmm_model *model, const struct rmm *state,
		     const TraceLine *line);

/* Appends what the peek would read in @state: "state=NEW rec_index=0". */
void peek_append(GString *out, const struct rmm_model *model, const struct rmm *state,
		 const TraceLine *line);

#endif
