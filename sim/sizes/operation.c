/* SPDX-License-Identifier: BSD-3-Clause */
/* The operation that waits, and what it holds. */
#include "sizes/operation.h"

#include "state/address_set.h"

WordKind operation_word(const SizedWorld *world, guint64 word, guint *number)
{
	guint64 page = word - world->page_base;
	guint64 granule = rmm_descriptor_base(world->a->initial, word) - world->granule_base;

	if (page % RMM_GRANULE_SIZE == 0 && page / RMM_GRANULE_SIZE <= world->most.pages) {
		*number = (guint)(page / RMM_GRANULE_SIZE);
		return WORD_BORDER;
	}
	if (granule / RMM_GRANULE_SIZE < world->most.granules) {
		*number = (guint)(granule / RMM_GRANULE_SIZE);
		return WORD_GRANULE;
	}
	return WORD_PLAIN;
}

/* ---- its words ---- */

/* Is there one? */
static gboolean waits(const SizedWorld *world, const struct rmm *state)
{
	return world->has_operations && rmm_operation(world->a->model, state, 0)->command;
}

/* The lowest border that words name, and the lowest Granule; or WORLD_NONE. */
static Held lowest(const SizedWorld *world, const guint64 *words)
{
	Held held = { WORLD_NONE, WORLD_NONE };

	for (guint i = 0; i < world->a->model->layout.operation_inputs; i++) {
		guint number;
		WordKind kind = operation_word(world, words[i], &number);

		if (kind == WORD_BORDER)
			held.page = MIN(held.page, number);
		else if (kind == WORD_GRANULE)
			held.granule = MIN(held.granule, number);
	}
	return held;
}

gboolean operation_read(const SizedWorld *world, const struct rmm *state, Held *held)
{
	const guint64 *words;

	*held = (Held){ WORLD_NONE, WORLD_NONE };
	if (!waits(world, state))
		return TRUE;
	words = rmm_operation_inputs(world->a->model, state, 0);
	*held = lowest(world, words);
	for (guint i = 0; i < world->a->model->layout.operation_inputs; i++) {
		guint number;
		WordKind kind = operation_word(world, words[i], &number);

		if ((kind == WORD_BORDER && number > held->page + 1) ||
		    (kind == WORD_GRANULE && number != held->granule))
			return FALSE;
	}
	return held->page != WORLD_NONE;
}

/* ---- in another place ---- */

/* Names pages and Granules that lie @pages and @granules higher. */
static void move(const SizedWorld *world, guint64 *words, gint64 pages, gint64 granules)
{
	for (guint i = 0; i < world->a->model->layout.operation_inputs; i++) {
		guint number;
		WordKind kind = operation_word(world, words[i], &number);

		if (kind != WORD_PLAIN)
			words[i] += (guint64)(kind == WORD_BORDER ? pages : granules) * RMM_GRANULE_SIZE;
	}
}

void operation_get(const SizedWorld *world, const struct rmm *state, Held held, guint8 *bytes)
{
	const struct rmm_operation *operation = rmm_operation(world->a->model, state, 0);

	memcpy(bytes, operation, operation_size(world));
	move(world, (gpointer)(bytes + sizeof(*operation)), -(gint64)held.page,
	     held.granule == WORLD_NONE ? 0 : -(gint64)held.granule);
}

void operation_put(const SizedWorld *world, struct rmm *state, Held held, const guint8 *bytes)
{
	const struct rmm_model *m = world->a->model;

	memcpy(rmm_operation(m, state, 0), bytes, operation_size(world));
	move(world, rmm_operation_inputs(m, state, 0), held.page,
	     held.granule == WORLD_NONE ? 0 : held.granule);
	rmm_global(state)->operations++;
}

void operation_blank(const SizedWorld *world, struct rmm *state)
{
	if (!waits(world, state))
		return;
	memset(rmm_operation(world->a->model, state, 0), 0, operation_size(world));
	rmm_global(state)->operations--;
}
