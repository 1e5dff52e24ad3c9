/* SPDX-License-Identifier: BSD-3-Clause */
/* Mistakes about RTT entries. */
#include "mistake/spoil.h"

#include "state/measurement.h"

/* The table that the walk reached, as it is now. */
static struct rmm_rtte *table(const struct rmm_context *c)
{
	return rmm_rtt_entries(c->model, c->state, c->walk.rtt);
}

/* The first IPA of its entry @i. */
static uint64_t ipa_at(const struct rmm_context *c, uint32_t i)
{
	uint64_t at = *rmm_rtt_position(c->model, c->state, c->walk.rtt);

	return rmm_position_decode(at).ipa + i * rmm_level_size(c->model, c->state, c->walk.level);
}

/* Was DATA (or in the hands of an operation) taken out of entry @i? */
static bool was_unmapped(const struct rmm_context *c, const struct rmm_before *old, uint32_t i)
{
	return rtte_is_live(old->entries[i]) && !rtte_is_live(table(c)[i]);
}

/* RAM stays RAM though its DATA went, unless a reading has it always DESTROYED. */
void rmm_spoil_keep_ram(struct rmm_context *c, const struct rmm_before *old)
{
	if (rmm_variant(c->model, VARIANT_DATA_DESTROY_ALWAYS_DESTROYED))
		return;
	for (uint32_t i = 0; old->walked && i < c->model->config.rtt_entries; i++)
		if (rtte_has_ripas(old->entries[i], RIPAS_RAM) &&
		    rtte_has_ripas(table(c)[i], RIPAS_DESTROYED))
			table(c)[i] = rtte_with_ripas(table(c)[i], RIPAS_RAM);
}

/* What the RIM does not tell stays lost. */
void rmm_spoil_keep_lost(struct rmm_context *c, const struct rmm_before *old)
{
	for (uint32_t i = 0; old->walked && i < c->model->config.rtt_entries; i++)
		if (rtte_is_lost(old->entries[i]))
			table(c)[i] = rtte_with_lost(table(c)[i], true);
}

/* What was mapped becomes RAM. */
void rmm_spoil_make_ram(struct rmm_context *c, const struct rmm_before *old)
{
	for (uint32_t i = 0; old->walked && i < c->model->config.rtt_entries; i++)
		if (rtte_is(table(c)[i], RTTE_ASSIGNED) &&
		    !rtte_is(old->entries[i], RTTE_ASSIGNED))
			table(c)[i] = rtte_with_ripas(table(c)[i], RIPAS_RAM);
}

/* Granules that were unmapped stay DATA of the Realm. */
void rmm_spoil_keep_data(struct rmm_context *c, const struct rmm_before *old)
{
	const struct rmm_model *m = c->model;

	for (uint32_t i = 0; old->walked && i < m->config.rtt_entries; i++) {
		uint64_t size = rmm_level_size(m, c->state, c->walk.level);

		for (uint64_t offset = 0; was_unmapped(c, old, i) && offset < size;
		     offset += rmm_granule_bytes(c->state))
			rmm_granule_set(m, c->state,
					rmm_granule_at(m, rtte_address(old->entries[i]) + offset),
					GRANULE_DATA,
					rmm_data_link(m, c->realm, ipa_at(c, i) + offset));
	}
}

/* Taking DATA out extends the RIM. */
void rmm_spoil_measure_unmapped(struct rmm_context *c, const struct rmm_before *old)
{
	for (uint32_t i = 0; old->walked && i < c->model->config.rtt_entries; i++)
		if (was_unmapped(c, old, i))
			rmm_rim_extend_ripas(c->model, c->state, c->realm, ipa_at(c, i),
					     ipa_at(c, i) +
					     rmm_level_size(c->model, c->state, c->walk.level));
}

/* A mapping that becomes EMPTY stays valid. */
void rmm_spoil_keep_valid(struct rmm_context *c, const struct rmm_before *old)
{
	for (uint32_t i = 0; old->walked && i < c->model->config.rtt_entries; i++)
		if (rtte_is_valid(old->entries[i]) && rtte_has_ripas(table(c)[i], RIPAS_EMPTY))
			table(c)[i] = rtte_with_valid(table(c)[i], true);
}

/* A change to EMPTY takes pages out that were EMPTY before. */
void rmm_spoil_unmap_empty(struct rmm_context *c, const struct rmm_before *old)
{
	struct rmm_run run = rmm_context_run(c);

	for (uint32_t i = c->walk.index; old->rec.ripas_value == RIPAS_EMPTY &&
	     i < run.count && ipa_at(c, i) < *rmm_spoil_out(c, "out_top"); i++)
		if (rtte_has_ripas(old->entries[i], RIPAS_EMPTY))
			run.entries[i] = rtte_make(RTTE_UNASSIGNED, RIPAS_EMPTY, 0);
}

/* ---- RTTs that are created or folded ---- */

static struct rmm_rtte without_ripas(struct rmm_rtte rtte)
{
	return rtte_is(rtte, RTTE_UNASSIGNED) ? rtte_make(RTTE_UNASSIGNED, RIPAS_EMPTY, 0) : rtte;
}

static struct rmm_rtte without_attributes(struct rmm_rtte rtte)
{
	return rtte_is(rtte, RTTE_ASSIGNED_NS) ? rtte_make_ns(rtte_address(rtte), 0, 0) : rtte;
}

/* The new child is filled from the entry that was, without something. */
static void fill_child(struct rmm_context *c, struct rmm_rtte parent)
{
	uint32_t child = rmm_rtt_child(c->model, c->state, table(c)[c->walk.index]);

	if (c->result->status == RMI_SUCCESS)
		rmm_rtt_unfold(c->model, c->state, child, c->walk.level + 1, parent);
}

void rmm_spoil_children_empty(struct rmm_context *c, const struct rmm_before *old)
{
	fill_child(c, without_ripas(c->walk.rtte));
}

void rmm_spoil_children_plain(struct rmm_context *c, const struct rmm_before *old)
{
	fill_child(c, without_attributes(c->walk.rtte));
}

void rmm_spoil_parent_empty(struct rmm_context *c, const struct rmm_before *old)
{
	table(c)[c->walk.index] = without_ripas(table(c)[c->walk.index]);
}

void rmm_spoil_parent_plain(struct rmm_context *c, const struct rmm_before *old)
{
	table(c)[c->walk.index] = without_attributes(table(c)[c->walk.index]);
}
