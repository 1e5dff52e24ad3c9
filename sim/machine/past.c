/* SPDX-License-Identifier: BSD-3-Clause */
/* The past of a machine, as differences. */
#include "machine/past.h"

#include <string.h>

#include "state/boot.h"

/* Bytes as they were before a turn: @size of them, which follow. */
typedef struct {
	guint32 offset, size;
} Stretch;

/* A REC as it was known before a turn. */
typedef struct {
	guint index;
	guint64 rec;
	PackedCall *pending;
	Origin at;
	struct rmm_completion completion;
	struct rmm_exit exit;
	guint notes;
} SavedRec;

/* How it was before a turn. */
typedef struct {
	GByteArray *state;      /* stretches; NULL: nothing changed */
	GArray *recs;           /* of SavedRec, those that changed; NULL: none */
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
	g_clear_pointer(&turn->recs, g_array_unref);
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

static gsize size_of(const Turn *turn)
{
	return sizeof(*turn) + (turn->state ? turn->state->len : 0) +
	       (turn->recs ? turn->recs->len * sizeof(SavedRec) : 0);
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

static void saved_rec_clear(gpointer data)
{
	g_free(((SavedRec *)data)->pending);
}

static void save_rec(Turn *turn, guint index, const RecMemory *memory)
{
	const SavedRec saved = { index, memory->rec, packed_call_new(&memory->pending), memory->at,
				 memory->completion, memory->exit, memory->notes };

	if (!turn->recs) {
		turn->recs = g_array_new(FALSE, FALSE, sizeof(SavedRec));
		g_array_set_clear_func(turn->recs, saved_rec_clear);
	}
	g_array_append_val(turn->recs, saved);
}

static void restore_rec(GArray *recs, const SavedRec *saved)
{
	RecMemory *memory = &g_array_index(recs, RecMemory, saved->index);

	memory->rec = saved->rec;
	packed_call_unpack(saved->pending, &memory->pending);
	memory->at = saved->at;
	memory->completion = saved->completion;
	memory->exit = saved->exit;
	memory->notes = saved->notes;
}

/* Those that are new count by their number: none ever goes. */
static void note_recs(const MachinePast *past, Turn *turn)
{
	const GArray *now = past->machine->recs;

	for (guint i = 0; i < past->recs->len; i++) {
		const RecMemory *memory = &g_array_index(past->recs, RecMemory, i);

		if (memory->notes != g_array_index(now, RecMemory, i).notes)
			save_rec(turn, i, memory);
	}
}

static void put_recs_back(const Turn *turn, GArray *recs)
{
	g_array_set_size(recs, turn->rec_count);
	for (guint i = 0; turn->recs && i < turn->recs->len; i++)
		restore_rec(recs, &g_array_index(turn->recs, SavedRec, i));
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
	past->size += size_of(&turn);
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
	put_recs_back(turn, past->recs);
	past->size -= size_of(turn);
	past->now = *turn;
	past->now.state = NULL;
	past->now.recs = NULL;
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
