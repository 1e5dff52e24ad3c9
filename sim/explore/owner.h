/* SPDX-License-Identifier: BSD-3-Clause */
/* Which Realm has a part of a state, as the initial state says. */
#ifndef EXPLORE_OWNER_H
#define EXPLORE_OWNER_H

#include <glib.h>

#include "explore/alphabet.h"
#include "state/parts.h"

/* Of no Realm. */
#define NO_REALM G_MAXUINT32

/* Its slot: of what it holds, of its RECs and RTTs, and of the Granules that have these. */
guint32 owner_of_part(const struct explore_alphabet *a, const struct rmm_part *part);
guint32 owner_of_granule(const struct explore_alphabet *a, guint32 granule);

#endif
