/* SPDX-License-Identifier: BSD-3-Clause */
/* The world of an alphabet: what of it are components. */
#ifndef SIZES_WORLD_H
#define SIZES_WORLD_H

#include "sizes/component.h"

/*
 * Pages from @page_base and Granules from @granule_base on, @most of them. NULL
 * with an error: the alphabet is not about the pages of one table.
 */
SizedWorld *sizes_new(const struct explore_alphabet *a, guint64 page_base, guint64 granule_base,
		 WorldSize most, GError **error);
void sizes_free(SizedWorld *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SizedWorld, sizes_free)

#endif
