/* SPDX-License-Identifier: BSD-3-Clause */
/* What one run of the model depends on, and what it changes. */
#include "explore/track.h"

#include <string.h>

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
		if (space_is_entry(space, i))
			space_set(space, i, track->now.bytes, token_of(i, TERM_ITSELF));
	memset(track->now.written, 0, space->count);
	memset(track->valued, 0, space->count);
	g_array_set_size(track->asked, 0);
	g_array_set_size(track->writes, 0);
	asking = track;
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
	if (space_is_entry(space, part))
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
	guint64 word = space_get(asking->space, part, state->bytes);

	if (space_is_entry(asking->space, part))
		return ask_word(word);
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

	if (space_is_entry(track->space, part) && token_read(word, &from, &term)) {
		if (from == part && term == TERM_ITSELF)
			return;
		if (from == part)
			write.term = term;
		else
			write.value = ask_word(word);
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
		else if (!space_is_entry(track->space, i) &&
			 space_get(track->space, i, track->now.bytes) !=
			 space_get(track->space, i, track->origin))
			g_error("a store to the state was not seen (part %u)", i);
	}
	asking = NULL;
}
