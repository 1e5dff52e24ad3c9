/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking states apart into control and components, and putting them together. */
#ifndef SIZES_SIZES_H
#define SIZES_SIZES_H

#include "sizes/component.h"

/* Takes @state, of a world of @size, apart. FALSE: it is not made of components. */
gboolean sizes_read(SizedWorld *world, const struct rmm *state, WorldSize size,
		    Composition *composition);

/* Are they the same? RECs that are alike have no order. */
gboolean sizes_same(const SizedWorld *world, Composition a, Composition b);

/* Are there as many Granules as it has? */
gboolean sizes_fits(const SizedWorld *world, const Composition *composition);

/* The state: of Granules, what an operation has in hand comes first, then those of pages. Its size. */
WorldSize sizes_write(const SizedWorld *world, const Composition *composition, struct rmm *state);

/* The Granule that page @page, or the @granule-th that no page maps, has in sizes_write. */
guint sizes_granule_of_page(const SizedWorld *world, const Composition *composition, guint page);
guint sizes_free_granule(const SizedWorld *world, const Composition *composition, guint granule);

/* Does a page of this content map a Granule? */
gboolean sizes_is_mapped(const SizedWorld *world, guint32 content);

/* Is what its operation has in hand as if a page that is not there mapped it? */
gboolean sizes_may_be_elsewhere(const SizedWorld *world, const Composition *composition);

/* What goes from the state with page @page, or with the operation. */
Deletion sizes_gone_page(const SizedWorld *world, const Composition *composition, guint page);
Deletion sizes_gone_operation(const SizedWorld *world, const Composition *composition);

#endif
