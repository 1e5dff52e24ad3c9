/* SPDX-License-Identifier: BSD-3-Clause */
/* What a tracked run asks for. */
#include "explore/asking.h"

#include <string.h>

_Thread_local Track *asking;

/* ---- tokens ---- */

/*
 *   63:62  3, as no entry has
 *   61:40  part
 *   39:16  a check, so that what is no token is not taken for one
 *   15:0   term
 */
#define TOKEN_MARK ((guint64)3 << 62)

guint64 token_of(guint32 part, guint16 term)
{
	guint64 check = ((guint64)part * 0x9e3779b1u ^ (guint64)term * 0x85ebca6bu) >> 5 & 0xffffff;

	return TOKEN_MARK | (guint64)part << 40 | check << 16 | term;
}

gboolean token_read(guint64 word, guint32 *part, guint16 *term)
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

guint64 ask(guint32 part, QuestionKind kind, guint16 term, guint64 argument)
{
	Asked asked = { { part, (guint16)kind, term, argument }, 0 };
	Track *track = asking;
	guint64 value;

	if (track->hidden[part]) {
		track->missed = part;
		asking = NULL;
		longjmp(track->escape, 1);
	}
	value = space_get(track->space, part, track->origin);
	asked.answer = question_answer(track->terms, &asked.question, value);
	if (track->valued[part])
		return asked.answer;
	for (guint i = 0; i < track->asked->len; i++)
		if (question_equal(&g_array_index(track->asked, Asked, i).question,
				   &asked.question))
			return asked.answer;
	g_array_append_val(track->asked, asked);
	if (kind == ASK_VALUE)
		track->valued[part] = TRUE;
	return asked.answer;
}

guint64 ask_word(guint64 word)
{
	guint32 part;
	guint16 term;

	if (!token_read(word, &part, &term))
		return word;
	return terms_value(asking->terms, term, ask(part, ASK_VALUE, TERM_ITSELF, 0));
}

/* ---- loads and stores ---- */

static void must_be_whole(guint32 part, size_t from, size_t end)
{
	const struct rmm_part *is = &asking->space->parts[part].is;

	if (from > is->offset || end < is->offset + is->size)
		g_error("a part of an RTT entry was accessed");
}

/* The bytes [from, end) of @state are loaded. */
static void load(const TrackedState *state, size_t from, size_t end)
{
	while (from < end) {
		guint32 part = asking->space->part_of[from];
		const struct rmm_part *is = &asking->space->parts[part].is;

		if (space_is_entry(asking->space, part))
			must_be_whole(part, from, end);
		else if (!state->written[part] && is->kind != PART_UNUSED)
			ask(part, ASK_VALUE, TERM_ITSELF, 0);
		from = is->offset + is->size;
	}
}

static void store(TrackedState *state, size_t from, size_t end)
{
	while (from < end) {
		guint32 part = asking->space->part_of[from];
		const struct rmm_part *is = &asking->space->parts[part].is;

		if (space_is_entry(asking->space, part))
			must_be_whole(part, from, end);
		else if (from > is->offset || end < is->offset + is->size)
			/* What is not stored stays, so it is depended on. */
			load(state, is->offset, is->offset + is->size);
		if (!space_is_entry(asking->space, part))
			state->written[part] = TRUE;
		from = is->offset + is->size;
	}
}

/* The state that @address is in; NULL: none, or no run is tracked. */
static TrackedState *state_at(const void *address, size_t *offset)
{
	size_t size;

	if (!asking)
		return NULL;
	size = asking->space->a->state_size;
	*offset = (size_t)((uintptr_t)address - (uintptr_t)asking->now.bytes);
	if (*offset < size)
		return &asking->now;
	*offset = (size_t)((uintptr_t)address - (uintptr_t)asking->old.bytes);
	return *offset < size ? &asking->old : NULL;
}

void ask_load(const void *address, size_t size)
{
	size_t offset;
	const TrackedState *state = state_at(address, &offset);

	if (state)
		load(state, offset, offset + size);
}

void ask_store(void *address, size_t size)
{
	size_t offset;
	TrackedState *state = state_at(address, &offset);

	if (state)
		store(state, offset, offset + size);
}

guint8 *ask_plain(const void *from, size_t size)
{
	guint8 *copy = g_memdup2(from, size);
	size_t offset;
	const TrackedState *state = state_at(from, &offset);

	for (size_t at = 0; state && at < size;) {
		const struct rmm_part *is =
			&asking->space->parts[asking->space->part_of[offset + at]].is;

		if (is->kind == PART_RTTE) {
			guint64 word;

			memcpy(&word, copy + at, sizeof(word));
			word = ask_word(word);
			memcpy(copy + at, &word, sizeof(word));
		}
		at = is->offset + is->size - offset;
	}
	return copy;
}
