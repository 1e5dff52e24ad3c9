/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Compositions as few bytes: there are millions of them, and most of their numbers are
 * small. Of worlds of any size; the same composition has the same bytes.
 */
#ifndef SIZES_PACK_H
#define SIZES_PACK_H

#include "sizes/component.h"

/* Bytes of one, at most: numbers take up to 5. */
#define PACKED_MAX (8 + 5 * (2 + 2 * COMPONENTS_MAX + RECS_MAX) + POSITIONS_MAX)

/* How many bytes. */
gsize composition_pack(const Composition *composition, guint8 bytes[PACKED_MAX]);
Composition composition_unpack(const guint8 *bytes);

#endif
