/* SPDX-License-Identifier: BSD-3-Clause */
/* An explored state as a tuple. */
#include "explore/space.h"

#include <string.h>

static void add_part(Space *space, const struct rmm_part *is)
{
	SpacePart *part;

	space->parts = g_renew(SpacePart, space->parts, space->count + 1);
	part = &space->parts[space->count];
	*part = (SpacePart){
		.is = *is, .values = g_array_new(FALSE, FALSE, sizeof(guint64)),
		.numbers = g_hash_table_new(NULL, NULL),
	};
	for (guint32 i = 0; i < is->size; i++)
		space->part_of[is->offset + i] = space->count;
	space->count++;
}

/* Unused bytes come in one part; here a part is a value. */
static void add(void *user, const struct rmm_part *is)
{
	struct rmm_part piece = *is;

	if (is->kind != PART_UNUSED) {
		add_part(user, is);
		return;
	}
	for (piece.size = 1; piece.offset < is->offset + is->size; piece.offset++)
		add_part(user, &piece);
}

static void add_monitors(Space *space)
{
	const struct explore_alphabet *a = space->a;
	uint32_t end = (uint32_t)a->model->layout.size;
	struct rmm_part gap = {
		.offset = end, .size = a->monitors_at - end, .kind = PART_UNUSED,
		.owner = OWNER_STATE, .item = RMM_NO_ITEM
	};

	add(space, &gap);
	for (uint32_t i = 0; i < a->monitor_count; i++) {
		struct rmm_part monitor = {
			.offset = a->monitors_at + 8 * i, .size = 8, .kind = PART_PLAIN,
			.owner = OWNER_STATE, .subject = i, .item = RMM_NO_ITEM
		};

		add_part(space, &monitor);
	}
}

Space *space_new(const struct explore_alphabet *a)
{
	Space *space = g_new0(Space, 1);

	space->a = a;
	space->part_of = g_new0(guint32, a->state_size);
	rmm_parts(a->model, add, space);
	add_monitors(space);
	for (guint i = 0; i < space->count; i++)
		space_number(space, i, space_get(space, i, a->initial));
	return space;
}

void space_free(Space *space)
{
	if (!space)
		return;
	for (guint i = 0; i < space->count; i++) {
		g_array_unref(space->parts[i].values);
		g_hash_table_unref(space->parts[i].numbers);
	}
	g_free(space->parts);
	g_free(space->part_of);
	g_free(space);
}

guint64 space_get(const Space *space, guint part, gconstpointer state)
{
	const char *at = (const char *)state + space->parts[part].is.offset;
	guint64 value = 0;

	switch (space->parts[part].is.size) {
	case 1:
		return *(const guint8 *)at;
	case 8:
		memcpy(&value, at, 8);
		return value;
	default:
		memcpy(&value, at, space->parts[part].is.size);
		return value;
	}
}

void space_set(const Space *space, guint part, gpointer state, guint64 value)
{
	memcpy((char *)state + space->parts[part].is.offset, &value, space->parts[part].is.size);
}

gboolean space_find(const Space *space, guint part, guint64 value, guint32 *number)
{
	gpointer found;

	if (!g_hash_table_lookup_extended(space->parts[part].numbers, GSIZE_TO_POINTER(value),
					  NULL, &found))
		return FALSE;
	*number = GPOINTER_TO_UINT(found);
	return TRUE;
}

guint32 space_number(Space *space, guint part, guint64 value)
{
	SpacePart *of = &space->parts[part];
	guint32 number;

	if (space_find(space, part, value, &number))
		return number;
	g_hash_table_insert(of->numbers, GSIZE_TO_POINTER(value), GUINT_TO_POINTER(of->values->len));
	g_array_append_val(of->values, value);
	return of->values->len - 1;
}
