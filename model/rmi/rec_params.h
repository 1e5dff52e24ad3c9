/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * RmiRecParams (B4.4.19; 2.0: B4.6.71) as inputs of RMI_REC_CREATE, and
 * conditions on them.
 */
#ifndef RMM_REC_PARAMS_H
#define RMM_REC_PARAMS_H

#include "engine/predicate.h"

/* Slots; NUM_AUX and AUX in 1.0 only. */
enum {
	RD, REC, PARAMS_PTR, FLAGS, MPIDR, PC, NUM_AUX,
	GPRS, AUX = GPRS + 8
};

#define FLAG_RUNNABLE 1


extern const struct rmm_predicate rmm_too_many_recs, rmm_index_is_not_next, rmm_mpidr_is_used,
	rmm_aux_count_differs, rmm_aux_unaligned, rmm_aux_alias,
	rmm_aux_not_delegated;

/* Entries of aux[] that count. */
int rmm_aux_entries(const struct rmm_context *c);

#endif
