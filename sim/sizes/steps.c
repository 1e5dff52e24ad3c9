/* SPDX-License-Identifier: BSD-3-Clause */
/* States that were run. */
#include "sizes/steps.h"

#include "sizes/pack.h"

/* Where the steps of a state begin among those that were taken, and its pattern. */
typedef struct {
	guint64 first;
	guint32 pattern;                /* NUMBER_NONE: it was not run */
} Run;

void steps_init(Steps *steps, const SizedWorld *world)
{
	steps->world = world;
	steps->compositions = numbers_new();
	steps->runs = g_array_new(FALSE, FALSE, sizeof(Run));
	steps->patterns = numbers_new();
	steps->led = g_array_new(FALSE, FALSE, sizeof(guint32));
	steps->pattern = g_array_new(FALSE, FALSE, sizeof(guint32));
}

void steps_clear(Steps *steps)
{
	g_clear_pointer(&steps->compositions, numbers_free);
	g_clear_pointer(&steps->patterns, numbers_free);
	g_clear_pointer(&steps->runs, g_array_unref);
	g_clear_pointer(&steps->led, g_array_unref);
	g_clear_pointer(&steps->pattern, g_array_unref);
}

guint32 steps_number(Steps *steps, const Composition *composition)
{
	const Run not_run = { 0, NUMBER_NONE };
	guint8 packed[PACKED_MAX];
	gsize size = composition_pack(composition, packed);
	guint32 number = numbers_of(steps->compositions, packed, size);

	if (number == steps->runs->len)
		g_array_append_val(steps->runs, not_run);
	return number;
}

static Run *run_at(const Steps *steps, guint32 number)
{
	return &g_array_index(steps->runs, Run, number);
}

gboolean steps_has_run(const Steps *steps, guint32 number)
{
	return run_at(steps, number)->pattern != NUMBER_NONE;
}

guint32 steps_find(const Steps *steps, const Composition *composition)
{
	guint8 packed[PACKED_MAX];
	gsize size = composition_pack(composition, packed);
	guint32 number = numbers_find(steps->compositions, packed, size);

	return number != NUMBER_NONE && steps_has_run(steps, number) ? number : NUMBER_NONE;
}

Composition steps_composition(const Steps *steps, guint32 number)
{
	return composition_unpack(numbers_bytes(steps->compositions, number));
}

gboolean steps_is(const Steps *steps, guint32 number, const Composition *composition)
{
	guint8 packed[PACKED_MAX];
	gsize size = composition_pack(composition, packed);

	return size == numbers_size(steps->compositions, number) &&
	       memcmp(packed, numbers_bytes(steps->compositions, number), size) == 0;
}

void steps_begin(Steps *steps, guint32 number)
{
	run_at(steps, number)->first = steps->led->len;
	g_array_set_size(steps->pattern, 0);
	steps->taken = 0;
}

void steps_add(Steps *steps, guint32 led)
{
	guint32 what = led >= STEP_NOT_TAKEN ? led : steps->taken++;

	g_array_append_val(steps->pattern, what);
	if (led < STEP_NOT_TAKEN)
		g_array_append_val(steps->led, led);
}

void steps_end(Steps *steps, guint32 number)
{
	run_at(steps, number)->pattern = numbers_of(steps->patterns, steps->pattern->data,
						    steps->pattern->len * sizeof(guint32));
}

guint32 steps_led(const Steps *steps, guint32 number, guint at)
{
	const Run *run = run_at(steps, number);
	guint32 taken = ((const guint32 *)numbers_bytes(steps->patterns, run->pattern))[at];

	return taken >= STEP_NOT_TAKEN ? taken : g_array_index(steps->led, guint32,
							       run->first + taken);
}
