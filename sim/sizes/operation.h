/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The operation that waits (2.0: B4.3.2) as a component: with the one page that it is
 * about, and with the Granule that it has in hand, or none.
 *
 * What a word of it names its value says, as addresses of pages and of Granules and all
 * other numbers that it keeps do not overlap.
 */
#ifndef SIZES_OPERATION_H
#define SIZES_OPERATION_H

#include "sizes/component.h"

/* What a word names. */
typedef enum { WORD_PLAIN, WORD_BORDER, WORD_GRANULE } WordKind;

/* @number: pages below the border, or which Granule. */
WordKind operation_word(const SizedWorld *world, guint64 word, guint *number);

/* Which page an operation is about, and which Granule it has in hand; or WORLD_NONE. */
typedef struct {
	guint page, granule;
} Held;

/*
 * Without an operation nothing is held. FALSE: it is about no page, or about more
 * than one of either.
 */
gboolean operation_read(const SizedWorld *world, const struct rmm *state, Held *held);

/* The bytes of an operation. */
static inline gsize operation_size(const SizedWorld *world)
{
	return world->a->model->layout.operation_stride;
}

/* Copies that of @state to @bytes, as if the first page and Granule were held. */
void operation_get(const SizedWorld *world, const struct rmm *state, Held held, guint8 *bytes);

/* The reverse, into a state without one. */
void operation_put(const SizedWorld *world, struct rmm *state, Held held, const guint8 *bytes);

/* Takes it out of @state. */
void operation_blank(const SizedWorld *world, struct rmm *state);

#endif
