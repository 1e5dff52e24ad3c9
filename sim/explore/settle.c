/* SPDX-License-Identifier: BSD-3-Clause */
/* Settling a state after an action. */
#include "explore/settle.h"

bool explore_wrote_all(void *user, const struct rmm *state, size_t offset, size_t size)
{
	return true;
}

static size_t offset_of(const struct rmm *state, const void *part)
{
	return (size_t)((const char *)part - (const char *)state);
}

/*
 * A REC that is not running: the next entry says anew what to trap and how to
 * respond; an abort matters to a Host that emulates or injects alone, since the
 * Realm may make its access again.
 */
static void settle_rec(const struct explore_alphabet *a, const struct rmm *state, uint32_t slot)
{
	struct rmm_rec *rec = rmm_rec(a->model, state, slot);

	if (rec->state != REC_READY)
		return;
	rec->ripas_response = 0;
	rec->trap = 0;
	rec->run_ptr = 0;
	if (rec->pending == PENDING_RESUME || (rec->pending == PENDING_ABORT && !a->aborts))
		rec->pending = PENDING_NONE;
	if (rec->pending != PENDING_HOST_CALL && rec->pending != PENDING_ABORT)
		rec->address = 0;
	if (rec->pending != PENDING_ABORT) {
		rec->abort = 0;
		rec->srt = 0;
		if (!a->aborts)
			rec->emulatable_abort = 0;
	}
	/* Nothing of a request is left. */
	if (rec->pending != PENDING_RIPAS_CHANGE && !rec->ripas_addr && !rec->ripas_top) {
		rec->ripas_value = 0;
		rec->ripas_destroyed = 0;
	}
}

static bool is_zero(const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i])
			return false;
	return true;
}

/* A RIM that stands at zero was not extended since it was settled. */
static void settle_rim(const struct explore_alphabet *a, const struct rmm *state, uint32_t slot)
{
	size_t size = a->model->layout.measurement_size;
	uint8_t *rim = rmm_measurement(a->model, state, slot, 0);
	uint64_t *count;

	if (is_zero(rim, size))
		return;
	memset(rim, 0, size);
	if (a->rim != RIM_COUNTED)
		return;
	count = explore_monitor(a, state, slot);
	if (*count < a->monitors[slot].most)
		++*count;
}

void explore_settle(const struct explore_alphabet *a, struct rmm *state,
		    explore_wrote *wrote, void *user)
{
	const struct rmm_model *m = a->model;

	for (uint32_t i = 0; i < m->config.recs; i++)
		if (wrote(user, state, offset_of(state, rmm_rec(m, state, i)),
			  sizeof(struct rmm_rec)))
			settle_rec(a, state, i);
	for (uint32_t i = 0; a->rim != RIM_EXACT && i < m->config.realms; i++)
		if (wrote(user, state, offset_of(state, rmm_measurement(m, state, i, 0)),
			  m->layout.measurement_size))
			settle_rim(a, state, i);
}

void explore_settle_ghosts(const struct explore_alphabet *a, struct rmm *state,
			   explore_wrote *wrote, void *user)
{
	const struct rmm_model *m = a->model;

	for (uint32_t i = 0; i < m->layout.granules; i++)
		if (wrote(user, state, m->layout.granule_origin + i, 1))
			*rmm_granule_origin(m, state, i) = *rmm_granule_origin(m, a->initial, i);
	for (uint32_t i = 0; i < m->config.rtts; i++) {
		struct rmm_rtte *entries = rmm_rtt_entries(m, state, i);

		for (uint32_t j = 0; j < m->config.rtt_entries; j++)
			if (wrote(user, state, offset_of(state, &entries[j]), sizeof(*entries)))
				entries[j] = rtte_with_lost(entries[j], false);
	}
}
