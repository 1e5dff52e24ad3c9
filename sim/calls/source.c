/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers at random. */
#include "calls/source.h"

guint64 source_below(CallSource *source, guint64 end)
{
	/* xorshift64* */
	source->state ^= source->state >> 12;
	source->state ^= source->state << 25;
	source->state ^= source->state >> 27;
	return (source->state * G_GUINT64_CONSTANT(0x2545f4914f6cdd1d) >> 33) % end;
}

gboolean source_chance(CallSource *source, guint percent)
{
	return source_below(source, 100) < percent;
}
