/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking states apart into control and components, and putting them together. */
#ifndef SIZES_SIZES_H
#define SIZES_SIZES_H

#include "sizes/component.h"

/* Takes @state, of a world of @size, apart, but for what is gone. FALSE: it is not made of components. */
gboolean sizes_read(SizedWorld *world, const struct rmm *state, WorldSize size, Deletion gone,
		    Composition *composition);

/* Are they the same? RECs that are alike have no order. */
gboolean sizes_same(const SizedWorld *world, Composition a, Composition b);

/* Are there as many Granules as it has? */
gboolean sizes_fits(const SizedWorld *world, const Composition *composition);

/* The state; Granules of pages come first. Its size. */
WorldSize sizes_write(const SizedWorld *world, const Composition *composition, struct rmm *state);

/* The Granule that page @page, or the @granule-th that no page maps, has in sizes_write. */
guint sizes_granule_of_page(const SizedWorld *world, const Composition *composition, guint page);
guint sizes_free_granule(const SizedWorld *world, const Composition *composition, guint granule);

/* Without a page (and what it maps), or without a Granule that none maps. */
Composition sizes_without_page(const Composition *composition, guint page);
Composition sizes_without_granule(const Composition *composition, guint granule);

#endif
