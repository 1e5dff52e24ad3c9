/* SPDX-License-Identifier: BSD-3-Clause */
/* Worlds of some tables and any number of Granules. */
#include "sizes/tree.h"

#include <string.h>

#include "state/granule.h"
#include "state/rtt.h"

/* Of the Granules of a unit, in order. */
typedef struct {
	guint64 link[UNIT_MAX];
	guint8 state[UNIT_MAX], origin[UNIT_MAX];
} UnitContent;

/* ---- entries ---- */

/* The unit that an entry maps, or maps a part of; WORLD_NONE: none. */
static guint unit_of(const SizedWorld *world, struct rmm_rtte entry)
{
	guint64 offset = rtte_address(entry) - world->granule_base;
	guint64 size = (guint64)world->unit * RMM_GRANULE_SIZE;

	return rtte_is_live(entry) && offset < world->most.granules * size ? (guint)(offset / size)
									   : WORLD_NONE;
}

typedef void EntryFunction(gpointer user, struct rmm_rtte *entry);

/* Calls @function for the entries of all tables, in order. */
static void each_entry(const SizedWorld *world, const struct rmm *state, EntryFunction *function,
		       gpointer user)
{
	const struct rmm_model *m = world->a->model;

	for (guint32 i = 0; i < m->config.rtts; i++)
		for (guint32 j = 0; *rmm_rtt_position(m, state, i) && j < m->config.rtt_entries; j++)
			function(user, &rmm_rtt_entries(m, state, i)[j]);
}

/* By unit, the number in which entries come to it; WORLD_NONE: none does. */
typedef struct {
	const SizedWorld *world;
	guint number[COMPONENTS_MAX];
	guint count;
} Mapped;

static void note_entry(gpointer user, struct rmm_rtte *entry)
{
	Mapped *mapped = user;
	guint unit = unit_of(mapped->world, *entry);

	if (unit != WORLD_NONE && mapped->number[unit] == WORLD_NONE)
		mapped->number[unit] = mapped->count++;
}

static void rename_entry(gpointer user, struct rmm_rtte *entry)
{
	const Mapped *mapped = user;
	guint unit = unit_of(mapped->world, *entry);
	guint64 size = (guint64)mapped->world->unit * RMM_GRANULE_SIZE;

	if (unit != WORLD_NONE)
		*entry = rtte_of_bits(rtte_bits(*entry) + mapped->number[unit] * size - unit * size);
}

/* ---- units ---- */

static UnitContent read_unit(const SizedWorld *world, const struct rmm *state, guint unit)
{
	const struct rmm_model *m = world->a->model;
	guint32 first = world->first_granule + unit * world->unit;
	UnitContent content = { 0 };

	for (guint i = 0; i < world->unit; i++) {
		content.link[i] = rmm_granule_link(m, state, first + i);
		content.state[i] = *rmm_granule_byte(m, state, first + i);
		content.origin[i] = *rmm_granule_origin(m, state, first + i);
	}
	return content;
}

static void write_unit(const SizedWorld *world, struct rmm *state, guint unit,
		       const UnitContent *content)
{
	const struct rmm_layout *layout = &world->a->model->layout;
	guint32 first = world->first_granule + unit * world->unit;

	for (guint i = 0; i < world->unit; i++) {
		memcpy(rmm_part(state, layout->granule_link + (size_t)(first + i) * layout->link_size),
		       &content->link[i], layout->link_size);
		*rmm_granule_byte(world->a->model, state, first + i) = content->state[i];
		*rmm_granule_origin(world->a->model, state, first + i) = content->origin[i];
	}
}

/* ---- reading ---- */

/* Tables, and what they map, under the numbers that that has. */
static guint32 read_tables(SizedWorld *world, const struct rmm *state, WorldSize size,
			   Mapped *mapped)
{
	const UnitContent none = { 0 };
	struct rmm *blank = world->scratch;

	memcpy(blank, state, world->a->state_size);
	each_entry(world, blank, rename_entry, mapped);
	for (guint i = 0; i < world->most.granules; i++)
		write_unit(world, blank, i, &none);
	for (guint i = 0; i < size.granules; i++)
		if (mapped->number[i] != WORLD_NONE) {
			UnitContent content = read_unit(world, state, i);

			write_unit(world, blank, mapped->number[i], &content);
		}
	return component_control(world);
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
	guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

	return (x > y) - (x < y);
}

void tree_read(SizedWorld *world, const struct rmm *state, WorldSize size,
	       Composition *composition)
{
	Mapped mapped = { .world = world };

	memset(composition, 0, sizeof(*composition));
	memset(mapped.number, 0xff, sizeof(mapped.number));
	each_entry(world, state, note_entry, &mapped);
	for (guint i = 0; i < size.granules; i++) {
		UnitContent content = read_unit(world, state, i);

		if (mapped.number[i] == WORLD_NONE)
			composition->granule[composition->granules++] =
				numbers_of(world->contents, &content, sizeof(content));
	}
	qsort(composition->granule, composition->granules, sizeof(guint32), compare_numbers);
	composition->control = read_tables(world, state, size, &mapped);
}

/* ---- writing ---- */

static void note_highest(gpointer user, struct rmm_rtte *entry)
{
	Mapped *mapped = user;
	guint unit = unit_of(mapped->world, *entry);

	if (unit != WORLD_NONE)
		mapped->count = MAX(mapped->count, unit + 1);
}

guint tree_mapped(const SizedWorld *world, const Composition *composition)
{
	Mapped mapped = { .world = world };

	each_entry(world, numbers_bytes(world->controls, composition->control), note_highest, &mapped);
	return mapped.count;
}

WorldSize tree_write(const SizedWorld *world, const Composition *composition, struct rmm *state)
{
	WorldSize size = { 0, tree_mapped(world, composition), 0 };

	memcpy(state, numbers_bytes(world->controls, composition->control), world->a->state_size);
	for (guint i = 0; i < composition->granules; i++)
		write_unit(world, state, size.granules++,
			   numbers_bytes(world->contents, composition->granule[i]));
	for (guint i = size.granules; i < world->most.granules; i++) {
		UnitContent content = read_unit(world, world->a->initial, i);

		write_unit(world, state, i, &content);
	}
	return size;
}
