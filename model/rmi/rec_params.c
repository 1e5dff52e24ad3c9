/* SPDX-License-Identifier: BSD-3-Clause */
/* Conditions on RmiRecParams (B4.4.19; 2.0: B4.6.71). */
#include "rmi/rec_params.h"

#include "state/rec.h"

SHARED_PREDICATE(too_many_recs, "realm.num_recs == 2^max_recs_order - 1")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && realm->num_recs ==
	       (1u << c->model->config.platform.max_recs_order) - 1;
}

SHARED_PREDICATE(index_is_not_next, "index(mpidr) != realm.rec_index")
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	return realm && (rmm_index_of_mpidr(rmm_in(c, MPIDR)) != realm->rec_index ||
			 (rmm_variant(c->model, VARIANT_TF_MPIDR_RESERVED) &&
			  rmm_mpidr_has_reserved(rmm_in(c, MPIDR))));
}

/* Reserved bits of the MPIDR do not count. */
SHARED_PREDICATE(mpidr_is_used, "mpidr_used(realm, params.mpidr)")
{
	return rmm_context_realm(c) &&
	       rmm_rec_with_index(c->model, c->state, c->realm,
				  rmm_index_of_mpidr(rmm_in(c, MPIDR))) != RMM_NONE;
}

SHARED_PREDICATE(aux_count_differs, "num_aux != aux_count(rd)")
{
	return rmm_context_realm(c) &&
	       rmm_in(c, NUM_AUX) != c->model->config.platform.aux_count;
}

int rmm_aux_entries(const struct rmm_context *c)
{
	return rmm_in(c, NUM_AUX) > RMM_AUX_MAX ? RMM_AUX_MAX : (int)rmm_in(c, NUM_AUX);
}

SHARED_PREDICATE(aux_unaligned, "!all_aligned(aux[0..num_aux), GS)")
{
	for (int i = 0; i < rmm_aux_entries(c); i++)
		if (!rmm_is_granule_aligned(rmm_in(c, AUX + i)))
			return true;
	return false;
}

/* B3.9 AuxAlias */
SHARED_PREDICATE(aux_alias, "any_equal(rec, aux[0..num_aux))")
{
	for (int i = 0; i < rmm_aux_entries(c); i++) {
		if (rmm_in(c, AUX + i) == rmm_in(c, REC))
			return true;
		for (int j = 0; j < i; j++)
			if (rmm_in(c, AUX + i) == rmm_in(c, AUX + j))
				return true;
	}
	return false;
}

/* B3.13 AuxStateEqual */
SHARED_PREDICATE(aux_not_delegated, "!all_aux(gran == DELEGATED && delegable)")
{
	for (int i = 0; i < rmm_aux_entries(c); i++)
		if (!rmm_granules_in_state(c->model, c->state, rmm_in(c, AUX + i), 1,
					   GRANULE_DELEGATED))
			return true;
	return false;
}
