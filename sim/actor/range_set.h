/* SPDX-License-Identifier: BSD-3-Clause */
/* A set of addresses as ranges, however large: guest_memfd's attributes. */
#ifndef SIM_RANGE_SET_H
#define SIM_RANGE_SET_H

#include <glib.h>

typedef struct RangeSet RangeSet;

RangeSet *range_set_new(void);
void range_set_free(RangeSet *set);
RangeSet *range_set_copy(const RangeSet *set);
/* See remembered.h. */
void range_set_describe(const RangeSet *set, GByteArray *description);

/* Does it hold any, or all, of [base, top)? An empty range: none, and all. */
gboolean range_set_meets(const RangeSet *set, guint64 base, guint64 top);
gboolean range_set_covers(const RangeSet *set, guint64 base, guint64 top);

/* Adds or removes [base, top); FALSE: it was so already. */
gboolean range_set_put(RangeSet *set, guint64 base, guint64 top, gboolean held);

#endif
