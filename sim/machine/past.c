/* SPDX-License-Identifier: BSD-3-Clause */
/* The past of a machine, as differences. */
#include "machine/past.h"

#include <string.h>

#include "state/boot.h"

/* Bytes as they were before a turn: @size of them, which follow. */
typedef struct {
	guint32 offset, size;
} Stretch;

/* How it was before a turn. */
typedef struct {
	GByteArray *state, *recs;       /* stretches; NULL: nothing changed */
	guint rec_count;
	guint trail;
	uint64_t ignored, broken;
	gboolean limit;
} Turn;

struct MachinePast {
	Machine *machine;
	GArray *turns;          /* of Turn */
	/* As it was behind the last of them. */
	struct rmm *state;
	GArray *recs;
	Turn now;
	gsize size;
};

static void turn_clear(gpointer data)
{
	Turn *turn = data;

	g_clear_pointer(&turn->state, g_byte_array_unref);
	g_clear_pointer(&turn->recs, g_byte_array_unref);
}

/* ---- stretches ---- */

static void add_stretch(GByteArray **stretches, gconstpointer bytes, gsize offset, gsize size)
{
	Stretch stretch = { (guint32)offset, (guint32)size };

	if (!*stretches)
		*stretches = g_byte_array_new();
	g_byte_array_append(*stretches, (const guint8 *)&stretch, sizeof(stretch));
	g_byte_array_append(*stretches, (const guint8 *)bytes + offset, stretch.size);
}

static void put_back(const GByteArray *stretches, gpointer bytes)
{
	for (guint at = 0; stretches && at < stretches->len;) {
		Stretch stretch;

		memcpy(&stretch, stretches->data + at, sizeof(stretch));
		at += sizeof(stretch);
		memcpy((guint8 *)bytes + stretch.offset, stretches->data + at, stretch.size);
		at += stretch.size;
	}
}

static gsize size_of(const GByteArray *stretches)
{
	return stretches ? stretches->len : 0;
}

/* ---- turns ---- */

/* What a machine knows beside states, without what is kept as stretches. */
static Turn rest_of(const Machine *machine)
{
	return (Turn){ .rec_count = machine->recs->len, .trail = machine->trail->entries->len,
		       .ignored = machine->ignored, .broken = machine->broken,
		       .limit = machine->limit };
}

typedef struct {
	MachinePast *past;
	Turn *turn;
} Noting;

/* The copy gives away what was there, and follows. */
static void note_bytes(void *user, size_t offset, size_t size)
{
	Noting *noting = user;
	MachinePast *past = noting->past;

	add_stretch(&noting->turn->state, past->state, offset, size);
	memcpy((guint8 *)past->state + offset, (const guint8 *)past->machine->state + offset, size);
}

/* Those that are gone or new count by their number. */
static void note_recs(const MachinePast *past, Turn *turn)
{
	const GArray *before = past->recs, *now = past->machine->recs;
	gsize size = before->len * sizeof(RecMemory);
	gsize common = MIN(before->len, now->len) * sizeof(RecMemory);

	for (gsize at = 0; at < size; at += RMM_STRETCH) {
		gsize part = MIN(size - at, RMM_STRETCH);

		if (at + part > common || memcmp(before->data + at, now->data + at, part) != 0)
			add_stretch(&turn->recs, before->data, at, part);
	}
}

void machine_past_turn(MachinePast *past)
{
	Machine *machine = past->machine;
	Turn turn = past->now;
	Noting noting = { past, &turn };

	rmm_state_differences(machine->model, past->state, machine->state, note_bytes, &noting);
	note_recs(past, &turn);
	rec_memories_copy(past->recs, machine->recs);
	past->now = rest_of(machine);
	past->size += size_of(turn.state) + size_of(turn.recs) + sizeof(turn);
	g_array_append_val(past->turns, turn);
}

guint machine_past_turns(const MachinePast *past)
{
	return past->turns->len;
}

void machine_past_back(MachinePast *past)
{
	Machine *machine = past->machine;
	const Turn *turn = &g_array_index(past->turns, Turn, past->turns->len - 1);

	put_back(turn->state, past->state);
	g_array_set_size(past->recs, turn->rec_count);
	put_back(turn->recs, past->recs->data);
	past->size -= size_of(turn->state) + size_of(turn->recs) + sizeof(*turn);
	past->now = *turn;
	past->now.state = past->now.recs = NULL;
	put_back(turn->state, machine->state);
	rmm_state_touched(machine->model, machine->state);
	machine->settled = FALSE;
	rec_memories_copy(machine->recs, past->recs);
	trail_cut(machine->trail, turn->trail);
	machine->ignored = turn->ignored;
	machine->broken = turn->broken;
	machine->limit = turn->limit;
	machine_forget(machine);
	g_array_set_size(past->turns, past->turns->len - 1);
}

struct rmm *machine_past_state(const MachinePast *past, guint turns)
{
	const struct rmm_model *model = past->machine->model;
	struct rmm *state = g_malloc0(model->layout.size);

	rmm_state_init_zeroed(model, state);
	rmm_state_copy(model, state, past->state);
	for (guint i = past->turns->len; i > turns; i--)
		put_back(g_array_index(past->turns, Turn, i - 1).state, state);
	return state;
}

gsize machine_past_size(const MachinePast *past)
{
	return past->size;
}

/* ---- making and freeing ---- */

MachinePast *machine_past_new(Machine *machine)
{
	MachinePast *past = g_new0(MachinePast, 1);
	const struct rmm_model *model = machine->model;

	past->machine = machine;
	past->turns = g_array_new(FALSE, FALSE, sizeof(Turn));
	g_array_set_clear_func(past->turns, turn_clear);
	past->state = g_malloc0(model->layout.size);
	rmm_state_init_zeroed(model, past->state);
	rmm_state_copy(model, past->state, machine->state);
	past->recs = g_array_new(FALSE, FALSE, sizeof(RecMemory));
	rec_memories_copy(past->recs, machine->recs);
	past->now = rest_of(machine);
	return past;
}

void machine_past_free(MachinePast *past)
{
	if (!past)
		return;
	g_array_unref(past->turns);
	g_free(past->state);
	g_array_unref(past->recs);
	g_free(past);
}
