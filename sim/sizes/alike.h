/* SPDX-License-Identifier: BSD-3-Clause */
/* Whether it matters to an alphabet which Granule, or which REC, is which. */
#ifndef SIZES_ALIKE_H
#define SIZES_ALIKE_H

#include "sizes/component.h"

/*
 * Is there, for each action about a Granule or a REC, the same about each other one, so
 * that it does not? Else which is alone.
 */
gboolean sizes_are_alike(const SizedWorld *world, GError **error);

#endif
