/* SPDX-License-Identifier: BSD-3-Clause */
/* States that were run. */
#include "sizes/steps.h"

#define NOT_RUN G_MAXUINT64

void steps_init(Steps *steps, const SizedWorld *world)
{
	steps->world = world;
	steps->compositions = numbers_new();
	steps->first = g_array_new(FALSE, FALSE, sizeof(guint64));
	steps->led = g_array_new(FALSE, FALSE, sizeof(guint32));
}

void steps_clear(Steps *steps)
{
	g_clear_pointer(&steps->compositions, numbers_free);
	g_clear_pointer(&steps->first, g_array_unref);
	g_clear_pointer(&steps->led, g_array_unref);
}

guint32 steps_number(Steps *steps, const Composition *composition)
{
	const guint64 not_run = NOT_RUN;
	guint32 number = numbers_of(steps->compositions, composition, sizeof(*composition));

	if (number == steps->first->len)
		g_array_append_val(steps->first, not_run);
	return number;
}

gboolean steps_has_run(const Steps *steps, guint32 number)
{
	return g_array_index(steps->first, guint64, number) != NOT_RUN;
}

guint32 steps_find(const Steps *steps, const Composition *composition)
{
	guint32 number = numbers_find(steps->compositions, composition, sizeof(*composition));

	return number != NUMBER_NONE && steps_has_run(steps, number) ? number : NUMBER_NONE;
}

void steps_begin(Steps *steps, guint32 number)
{
	g_array_index(steps->first, guint64, number) = steps->led->len;
}

void steps_add(Steps *steps, guint32 led)
{
	g_array_append_val(steps->led, led);
}
