/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Footprint items that commands share (B1.9): which changes an item covers.
 * c->state is the state before the effect. The attributes of an object that
 * the command creates or destroys need no item of their own.
 */
#ifndef RMM_FOOTPRINT_H
#define RMM_FOOTPRINT_H

#include "engine/context.h"
#include "state/diff.h"

typedef bool rmm_covers(struct rmm_context *c, struct rmm_operands o,
			const struct rmm_change *change);

/* COVERS(granule_state, DATA) completes a row of footprint items. */
#define COVERS(...) COVERS_(__VA_ARGS__, 0, 0)
#define COVERS_(items, a, ...) .covers = rmm_covers_##items, .operands = { (a), 0 }

rmm_covers rmm_covers_granule_state;        /* a: input */
rmm_covers rmm_covers_granule_gpt;          /* a: input */
rmm_covers rmm_covers_contents;             /* a: input */
rmm_covers rmm_covers_output_granule;       /* of the entry at the walk's end */
rmm_covers rmm_covers_entry;                /* RttEntry(walk.rtt_addr, entry_idx) */
rmm_covers rmm_covers_rtt;                  /* Rtt(walk.rtt_addr) */
rmm_covers rmm_covers_rim;                  /* Realm(rd).measurements[0] */
rmm_covers rmm_covers_rem;                  /* a: input that names the REM */
rmm_covers rmm_covers_realm;                /* a: enum rmm_realm_field */
rmm_covers rmm_covers_rec;                  /* a: enum rmm_rec_field */
rmm_covers rmm_covers_exit;                 /* any attribute of the REC (A4.3) */
rmm_covers rmm_covers_gprs;                 /* of the REC of the context */
rmm_covers rmm_covers_global;                /* a: enum rmm_global_field */
rmm_covers rmm_covers_realm_contents;       /* a: input, an IPA of the Realm */

#endif
