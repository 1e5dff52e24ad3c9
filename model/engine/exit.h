/* SPDX-License-Identifier: BSD-3-Clause */
/* REC exit (A4.3): how the run of a REC ends and what the Host is told. */
#ifndef RMM_EXIT_H
#define RMM_EXIT_H

#include "engine/context.h"
#include "state/syndrome.h"

/*
 * Ends the run of the context's REC with @reason. All exit fields are zero;
 * the caller fills in more, unless exit.status is not RMI_SUCCESS: then the
 * RecRun object is out of reach and nothing is told (RFRGVT). The command of
 * the Realm, if one led here, gets STATUS_EXIT.
 */
void rmm_exit(struct rmm_context *c, enum rmm_exit_reason reason,
	      enum rmm_pending pending);

/*
 * REC exit due to Data Abort or Instruction Abort for an access of the
 * context's REC at @ipa that translated to OUTCOME_EXIT (A4.3.4.2, A4.3.4.3).
 * @value: what a write would store.
 */
void rmm_exit_abort(struct rmm_context *c, uint64_t ipa, struct rmm_abort abort,
		    const struct rmm_translation *t, uint64_t value);

/*
 * The PA of the buffer at @ipa that an RSI command is to read or write. FALSE:
 * the command failed where an access would take an SEA (A5.2.3), or left the
 * Realm as by a Data Abort.
 */
bool rmm_reach_buffer(struct rmm_context *c, uint64_t ipa, enum rmm_access_kind kind,
		      uint64_t *pa);

#endif
