/* SPDX-License-Identifier: BSD-3-Clause */
/* Hashes of bytes, eight at a time. */
#ifndef EXPLORE_HASH_H
#define EXPLORE_HASH_H

#include <glib.h>
#include <string.h>

static inline guint64 hash_of(const guint8 *bytes, gsize count)
{
	guint64 hash = 0x9e3779b97f4a7c15u;
	guint64 word;

	for (; count >= 8; bytes += 8, count -= 8) {
		memcpy(&word, bytes, 8);
		hash = (hash ^ word) * 0xff51afd7ed558ccdu;
		hash ^= hash >> 32;
	}
	word = 0;
	memcpy(&word, bytes, count);
	hash = (hash ^ word) * 0xc4ceb9fe1a85ec53u;
	return hash ^ hash >> 29;
}

#endif
