/* SPDX-License-Identifier: BSD-3-Clause */
/* Compositions as few bytes. */
#include "sizes/pack.h"

/* Seven bits a byte, the lowest first; the last has no bit 7. */
static guint8 *put(guint8 *at, guint32 number)
{
	for (; number >= 0x80; number >>= 7)
		*at++ = (guint8)(number | 0x80);
	*at++ = (guint8)number;
	return at;
}

static const guint8 *get(const guint8 *at, guint32 *number)
{
	guint shift = 0;

	for (*number = 0; *at & 0x80; shift += 7)
		*number |= (guint32)(*at++ & 0x7f) << shift;
	*number |= (guint32)*at++ << shift;
	return at;
}

static guint8 *put_all(guint8 *at, const guint32 *numbers, guint32 count)
{
	at = put(at, count);
	for (guint32 i = 0; i < count; i++)
		at = put(at, numbers[i]);
	return at;
}

static const guint8 *get_all(const guint8 *at, guint32 *numbers, guint32 *count)
{
	at = get(at, count);
	for (guint32 i = 0; i < *count; i++)
		at = get(at, &numbers[i]);
	return at;
}

gsize composition_pack(const Composition *composition, guint8 bytes[PACKED_MAX])
{
	guint positions = POSITIONS_MAX;
	guint8 *at = bytes;

	while (positions && !composition->position[positions - 1])
		positions--;
	at = put(at, composition->control);
	at = put_all(at, composition->page, composition->pages);
	at = put_all(at, composition->granule, composition->granules);
	at = put_all(at, composition->rec, composition->recs);
	at = put(at, composition->operation);
	at = put(at, composition->held);
	at = put(at, composition->hand);
	*at++ = (guint8)positions;
	memcpy(at, composition->position, positions);
	return (gsize)(at + positions - bytes);
}

Composition composition_unpack(const guint8 *bytes)
{
	Composition composition = { 0 };

	bytes = get(bytes, &composition.control);
	bytes = get_all(bytes, composition.page, &composition.pages);
	bytes = get_all(bytes, composition.granule, &composition.granules);
	bytes = get_all(bytes, composition.rec, &composition.recs);
	bytes = get(bytes, &composition.operation);
	bytes = get(bytes, &composition.held);
	bytes = get(bytes, &composition.hand);
	memcpy(composition.position, bytes + 1, *bytes);
	return composition;
}
