/* SPDX-License-Identifier: BSD-3-Clause */
/* Conditions on RmiRecParams (B4.4.19; 2.0: B4.6.71). */
#include "rmi/rec_params.h"

#include "state/rec.h"

static bool too_many_recs_holds(struct rmm_context *c, struct rmm_operands o)
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	(void)o;
	return realm && realm->num_recs ==
	       (1u << c->model->config.platform.max_recs_order) - 1;
}

const struct rmm_predicate too_many_recs = {
	too_many_recs_holds, "realm.num_recs == 2^max_recs_order - 1"
};

static bool index_is_not_next_holds(struct rmm_context *c, struct rmm_operands o)
{
	const struct rmm_realm *realm = rmm_context_realm(c);

	(void)o;
	return realm && (rmm_index_of_mpidr(rmm_in(c, MPIDR)) != realm->rec_index ||
			 (rmm_variant(c->model, VARIANT_TF_MPIDR_RESERVED) &&
			  rmm_mpidr_has_reserved(rmm_in(c, MPIDR))));
}

const struct rmm_predicate index_is_not_next = {
	index_is_not_next_holds, "index(mpidr) != realm.rec_index"
};

static bool aux_count_differs_holds(struct rmm_context *c, struct rmm_operands o)
{
	(void)o;
	return rmm_context_realm(c) &&
	       rmm_in(c, NUM_AUX) != c->model->config.platform.aux_count;
}

const struct rmm_predicate aux_count_differs = {
	aux_count_differs_holds, "num_aux != aux_count(rd)"
};

int rmm_aux_entries(const struct rmm_context *c)
{
	return rmm_in(c, NUM_AUX) > AUX_MAX ? AUX_MAX : (int)rmm_in(c, NUM_AUX);
}

static bool aux_unaligned_holds(struct rmm_context *c, struct rmm_operands o)
{
	(void)o;
	for (int i = 0; i < rmm_aux_entries(c); i++)
		if (!rmm_is_granule_aligned(rmm_in(c, AUX + i)))
			return true;
	return false;
}

const struct rmm_predicate aux_unaligned = {
	aux_unaligned_holds, "!all_aligned(aux[0..num_aux), GS)"
};

/* B3.9 AuxAlias */
static bool aux_alias_holds(struct rmm_context *c, struct rmm_operands o)
{
	(void)o;
	for (int i = 0; i < rmm_aux_entries(c); i++) {
		if (rmm_in(c, AUX + i) == rmm_in(c, REC))
			return true;
		for (int j = 0; j < i; j++)
			if (rmm_in(c, AUX + i) == rmm_in(c, AUX + j))
				return true;
	}
	return false;
}

const struct rmm_predicate aux_alias = {
	aux_alias_holds, "any_equal(rec, aux[0..num_aux))"
};

/* B3.13 AuxStateEqual */
static bool aux_not_delegated_holds(struct rmm_context *c, struct rmm_operands o)
{
	(void)o;
	for (int i = 0; i < rmm_aux_entries(c); i++)
		if (!rmm_granules_in_state(c->model, c->state, rmm_in(c, AUX + i), 1,
					   GRANULE_DELEGATED))
			return true;
	return false;
}

const struct rmm_predicate aux_not_delegated = {
	aux_not_delegated_holds, "!all_aux(gran == DELEGATED && delegable)"
};
