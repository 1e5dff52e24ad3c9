/* SPDX-License-Identifier: BSD-3-Clause */
/* What one run of the model depends on, and what it changes. */
#include "explore/track.h"

#include <string.h>

/* The run of this thread. */
static _Thread_local Track *current;

/* ---- tokens ---- */

/*
 *   63:62  3, as no entry has
 *   61:40  part
 *   39:16  a check, so that what is no token is not taken for one
 *   15:0   term
 */
#define TOKEN_MARK ((guint64)3 << 62)

static guint64 token_of(guint32 part, guint16 term)
{
	guint64 check = ((guint64)part * 0x9e3779b1u ^ (guint64)term * 0x85ebca6bu) >> 5 & 0xffffff;

	return TOKEN_MARK | (guint64)part << 40 | check << 16 | term;
}

/* FALSE: @word is an entry. */
static gboolean read_token(guint64 word, guint32 *part, guint16 *term)
{
	if (!(word & TOKEN_MARK))
		return FALSE;
	*part = (guint32)(word >> 40 & 0x3fffff);
	*term = (guint16)word;
	if (word != token_of(*part, *term))
		g_error("the bits of an RTT entry were changed by no accessor");
	return TRUE;
}

/* ---- asking ---- */

static guint64 ask(guint32 part, QuestionKind kind, guint16 term, guint64 argument)
{
	Asked asked = { { part, (guint16)kind, term, argument }, 0 };
	Track *track = current;
	guint64 value;

	if (track->hidden[part]) {
		track->missed = part;
		current = NULL;
		longjmp(track->escape, 1);
	}
	value = space_get(current->space, part, current->origin);

	asked.answer = question_answer(current->terms, &asked.question, value);
	if (current->valued[part])
		return asked.answer;
	for (guint i = 0; i < current->asked->len; i++)
		if (question_equal(&g_array_index(current->asked, Asked, i).question,
				   &asked.question))
			return asked.answer;
	g_array_append_val(current->asked, asked);
	if (kind == ASK_VALUE)
		current->valued[part] = TRUE;
	return asked.answer;
}

/* What a word of an entry is, asking for all of it if it is a token. */
static guint64 word_value(guint64 word)
{
	guint32 part;
	guint16 term;

	if (!read_token(word, &part, &term))
		return word;
	return terms_value(current->terms, term, ask(part, ASK_VALUE, TERM_ITSELF, 0));
}

/* ---- loads and stores ---- */

static gboolean is_entry(guint32 part)
{
	return current->space->parts[part].is.kind == PART_RTTE;
}

static void must_be_whole(guint32 part, size_t from, size_t end)
{
	const struct rmm_part *is = &current->space->parts[part].is;

	if (from > is->offset || end < is->offset + is->size)
		g_error("a part of an RTT entry was accessed");
}

/* The bytes [from, end) of @state are loaded. */
static void load(const TrackedState *state, size_t from, size_t end)
{
	while (from < end) {
		guint32 part = current->space->part_of[from];
		const struct rmm_part *is = &current->space->parts[part].is;

		if (is_entry(part))
			must_be_whole(part, from, end);
		else if (!state->written[part] && is->kind != PART_UNUSED)
			ask(part, ASK_VALUE, TERM_ITSELF, 0);
		from = is->offset + is->size;
	}
}

static void store(TrackedState *state, size_t from, size_t end)
{
	while (from < end) {
		guint32 part = current->space->part_of[from];
		const struct rmm_part *is = &current->space->parts[part].is;

		if (is_entry(part))
			must_be_whole(part, from, end);
		else if (from > is->offset || end < is->offset + is->size)
			/* What is not stored stays, so it is depended on. */
			load(state, is->offset, is->offset + is->size);
		if (!is_entry(part))
			state->written[part] = TRUE;
		from = is->offset + is->size;
	}
}

/* The state that @address is in; NULL: none, or no run is tracked. */
static TrackedState *state_at(const void *address, size_t *offset)
{
	size_t size;

	if (!current)
		return NULL;
	size = current->space->a->state_size;
	*offset = (size_t)((uintptr_t)address - (uintptr_t)current->now.bytes);
	if (*offset < size)
		return &current->now;
	*offset = (size_t)((uintptr_t)address - (uintptr_t)current->old.bytes);
	return *offset < size ? &current->old : NULL;
}

static void loads(const void *address, size_t size)
{
	size_t offset;
	const TrackedState *state = state_at(address, &offset);

	if (state)
		load(state, offset, offset + size);
}

static void stores(void *address, size_t size)
{
	size_t offset;
	TrackedState *state = state_at(address, &offset);

	if (state)
		store(state, offset, offset + size);
}

/* ---- what the compiler calls, and what the model calls of C ---- */

#define HOOKS(size) \
	void learned___tsan_read##size(void *address) { loads(address, size); } \
	void learned___tsan_write##size(void *address) { stores(address, size); } \
	void learned___tsan_unaligned_read##size(void *address) { loads(address, size); } \
	void learned___tsan_unaligned_write##size(void *address) { stores(address, size); }

HOOKS(1)
HOOKS(2)
HOOKS(4)
HOOKS(8)
HOOKS(16)

void learned___tsan_read_range(void *address, size_t size) { loads(address, size); }
void learned___tsan_write_range(void *address, size_t size) { stores(address, size); }
void learned___tsan_init(void) { }
void learned___tsan_func_entry(void *caller) { (void)caller; }
void learned___tsan_func_exit(void) { }

void *learned_memcpy(void *to, const void *from, size_t size)
{
	loads(from, size);
	stores(to, size);
	return memcpy(to, from, size);
}

void *learned_memmove(void *to, const void *from, size_t size)
{
	loads(from, size);
	stores(to, size);
	return memmove(to, from, size);
}

void *learned_memset(void *to, int byte, size_t size)
{
	stores(to, size);
	return memset(to, byte, size);
}

/* A copy of bytes in which entries are no tokens. */
static guint8 *plain_copy(const void *from, size_t size)
{
	guint8 *copy = g_memdup2(from, size);
	size_t offset;
	const TrackedState *state = state_at(from, &offset);

	for (size_t at = 0; state && at < size;) {
		const struct rmm_part *is =
			&current->space->parts[current->space->part_of[offset + at]].is;

		if (is->kind == PART_RTTE) {
			guint64 word;

			memcpy(&word, copy + at, sizeof(word));
			word = word_value(word);
			memcpy(copy + at, &word, sizeof(word));
		}
		at = is->offset + is->size - offset;
	}
	return copy;
}

int learned_memcmp(const void *a, const void *b, size_t size)
{
	g_autofree guint8 *copy_a = NULL, *copy_b = NULL;

	loads(a, size);
	loads(b, size);
	copy_a = plain_copy(a, size);
	copy_b = plain_copy(b, size);
	return memcmp(copy_a, copy_b, size);
}

/* ---- accessors of entries ---- */

static guint64 ask_entry(struct rmm_rtte rtte, QuestionKind kind, guint64 argument)
{
	Question plain = { 0, (guint16)kind, TERM_ITSELF, argument };
	guint32 part;
	guint16 term;

	if (!read_token(rtte_bits(rtte), &part, &term))
		return question_answer(current->terms, &plain, rtte_bits(rtte));
	return ask(part, kind, term, argument);
}

static struct rmm_rtte make_term(struct rmm_rtte rtte, TermKind kind, guint64 argument)
{
	guint32 part;
	guint16 term;

	if (!read_token(rtte_bits(rtte), &part, &term)) {
		term = terms_make(current->terms, TERM_ITSELF, kind, argument);
		return rtte_of_bits(terms_value(current->terms, term, rtte_bits(rtte)));
	}
	return rtte_of_bits(token_of(part, terms_make(current->terms, term, kind, argument)));
}

enum rmm_rtte_state learned_rtte_state(struct rmm_rtte rtte)
{
	return (enum rmm_rtte_state)ask_entry(rtte, ASK_STATE, 0);
}

bool learned_rtte_is(struct rmm_rtte rtte, enum rmm_rtte_state state)
{
	return ask_entry(rtte, ASK_IS, state);
}

bool learned_rtte_state_in(struct rmm_rtte rtte, unsigned set)
{
	return ask_entry(rtte, ASK_STATE_IN, set);
}

enum rmm_ripas learned_rtte_ripas(struct rmm_rtte rtte)
{
	return (enum rmm_ripas)ask_entry(rtte, ASK_RIPAS, 0);
}

bool learned_rtte_has_ripas(struct rmm_rtte rtte, enum rmm_ripas ripas)
{
	return ask_entry(rtte, ASK_HAS_RIPAS, ripas);
}

uint64_t learned_rtte_address(struct rmm_rtte rtte)
{
	return ask_entry(rtte, ASK_ADDRESS, 0);
}

bool learned_rtte_is_valid(struct rmm_rtte rtte)
{
	return ask_entry(rtte, ASK_IS_VALID, 0);
}

bool learned_rtte_is_lost(struct rmm_rtte rtte)
{
	return ask_entry(rtte, ASK_IS_LOST, 0);
}

unsigned learned_rtte_mem_attr(struct rmm_rtte rtte)
{
	return (unsigned)ask_entry(rtte, ASK_MEM_ATTR, 0);
}

unsigned learned_rtte_s2ap(struct rmm_rtte rtte)
{
	return (unsigned)ask_entry(rtte, ASK_S2AP, 0);
}

uint32_t learned_rtte_operation(struct rmm_rtte rtte)
{
	return (uint32_t)ask_entry(rtte, ASK_OPERATION, 0);
}

bool learned_rtte_is_live(struct rmm_rtte rtte)
{
	return ask_entry(rtte, ASK_IS_LIVE, 0);
}

bool learned_rtte_keeps_rtt_live(struct rmm_rtte rtte)
{
	return ask_entry(rtte, ASK_KEEPS_RTT_LIVE, 0);
}

bool learned_rtte_equal(struct rmm_rtte a, struct rmm_rtte b)
{
	/* One token is one entry, whatever it is. */
	return rtte_equal(a, b) || word_value(rtte_bits(a)) == word_value(rtte_bits(b));
}

uint64_t learned_rtte_bits(struct rmm_rtte rtte)
{
	return word_value(rtte_bits(rtte));
}

struct rmm_rtte learned_rtte_with_ripas(struct rmm_rtte rtte, enum rmm_ripas ripas)
{
	return make_term(rtte, TERM_WITH_RIPAS, ripas);
}

struct rmm_rtte learned_rtte_with_lost(struct rmm_rtte rtte, bool lost)
{
	return make_term(rtte, TERM_WITH_LOST, lost);
}

struct rmm_rtte learned_rtte_with_valid(struct rmm_rtte rtte, bool valid)
{
	return make_term(rtte, TERM_WITH_VALID, valid);
}

struct rmm_rtte learned_rtte_advance(struct rmm_rtte rtte, uint64_t bytes)
{
	return bytes ? make_term(rtte, TERM_ADVANCE, bytes) : rtte;
}

/* ---- a run ---- */

void track_init(Track *track, const Space *space, Terms *terms)
{
	size_t size = space->a->state_size;

	*track = (Track){
		.space = space, .terms = terms,
		.now = { g_malloc0(size), g_malloc0(space->count) },
		.old = { g_malloc0(size), g_malloc0(space->count) },
		.valued = g_malloc0(space->count), .hidden = g_malloc0(space->count),
		.asked = g_array_new(FALSE, FALSE, sizeof(Asked)),
		.writes = g_array_new(FALSE, FALSE, sizeof(Write)),
	};
}

void track_clear(Track *track)
{
	g_free(track->now.bytes);
	g_free(track->now.written);
	g_free(track->old.bytes);
	g_free(track->old.written);
	g_free(track->valued);
	g_free(track->hidden);
	g_array_unref(track->asked);
	g_array_unref(track->writes);
}

void track_begin(Track *track, gconstpointer origin)
{
	const Space *space = track->space;

	track->origin = origin;
	memcpy(track->now.bytes, origin, space->a->state_size);
	for (guint i = 0; i < space->count; i++)
		if (space->parts[i].is.kind == PART_RTTE)
			space_set(space, i, track->now.bytes, token_of(i, TERM_ITSELF));
	memset(track->now.written, 0, space->count);
	memset(track->valued, 0, space->count);
	g_array_set_size(track->asked, 0);
	g_array_set_size(track->writes, 0);
	current = track;
}

void track_remember(Track *track)
{
	memcpy(track->old.bytes, track->now.bytes, track->space->a->state_size);
	memcpy(track->old.written, track->now.written, track->space->count);
}

/*
 * Was @part stored to? An entry tells by itself; the compiler does not tell of a
 * structure, as entries are, that a function returns right into a state.
 */
static gboolean is_written(const Space *space, const TrackedState *state, guint32 part)
{
	if (space->parts[part].is.kind == PART_RTTE)
		return space_get(space, part, state->bytes) != token_of(part, TERM_ITSELF);
	return state->written[part];
}

gboolean track_wrote(const Track *track, size_t offset, size_t size)
{
	for (size_t at = offset; at < offset + size;) {
		guint32 part = track->space->part_of[at];

		if (is_written(track->space, &track->now, part))
			return TRUE;
		at = track->space->parts[part].is.offset + track->space->parts[part].is.size;
	}
	return FALSE;
}

gboolean track_touched(const Track *track, guint part)
{
	return is_written(track->space, &track->now, part) !=
	       is_written(track->space, &track->old, part) ||
	       space_get(track->space, part, track->now.bytes) !=
	       space_get(track->space, part, track->old.bytes);
}

gboolean track_has_changed(Track *track)
{
	for (guint i = 0; i < track->space->count; i++)
		if (track_differs(track, i))
			return TRUE;
	return FALSE;
}

/* The value of a part in a state. */
static guint64 value_in(const TrackedState *state, guint32 part)
{
	guint64 word = space_get(current->space, part, state->bytes);

	if (is_entry(part))
		return word_value(word);
	return state->written[part] ? word : ask(part, ASK_VALUE, TERM_ITSELF, 0);
}

gboolean track_differs(Track *track, guint part)
{
	return track_touched(track, part) &&
	       value_in(&track->now, part) != value_in(&track->old, part);
}

/* What the run left in @part, which it wrote. */
static void note_write(Track *track, guint32 part)
{
	guint64 word = space_get(track->space, part, track->now.bytes);
	Write write = { part, TERM_ITSELF, word };
	guint32 from;
	guint16 term;

	if (is_entry(part) && read_token(word, &from, &term)) {
		if (from == part && term == TERM_ITSELF)
			return;
		if (from == part)
			write.term = term;
		else
			write.value = word_value(word);
	}
	/* What was asked for, and is still so. */
	if (write.term == TERM_ITSELF && track->valued[part] &&
	    write.value == space_get(track->space, part, track->origin))
		return;
	g_array_append_val(track->writes, write);
}

void track_end(Track *track)
{
	for (guint32 i = 0; i < track->space->count; i++) {
		if (is_written(track->space, &track->now, i))
			note_write(track, i);
		else if (!is_entry(i) && space_get(track->space, i, track->now.bytes) !=
			 space_get(track->space, i, track->origin))
			g_error("a store to the state was not seen (part %u)", i);
	}
	current = NULL;
}
