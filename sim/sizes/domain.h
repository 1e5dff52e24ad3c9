/* SPDX-License-Identifier: BSD-3-Clause */
/* The pages and Granules that an alphabet's actions name. */
#ifndef SIZES_DOMAIN_H
#define SIZES_DOMAIN_H

#include "sizes/component.h"

/*
 * Where they begin, and how many there are. FALSE with an error: there is no page, or no
 * Granule, or an action is a procedure of an actor.
 */
gboolean domain_find(const struct explore_alphabet *a, guint64 *page_base, guint64 *granule_base,
		     WorldSize *most, GError **error);

/* The alphabet of a world of @size; to be freed by domain_restricted_free. */
struct explore_alphabet *domain_restricted(SizedWorld *world, WorldSize size, guint **numbers);
void domain_restricted_free(const SizedWorld *world, struct explore_alphabet *a);

#endif
