/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What there is of worlds in a row, each with one page or Granule more than the
 * last: which shapes (texts), and how many of each.
 */
#ifndef SIZES_SERIES_H
#define SIZES_SERIES_H

#include <glib.h>

typedef struct Series Series;

Series *series_new(void);
void series_free(Series *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Series, series_free)

/* The next world: its number, one more than the last, and shapes, which are taken over. */
void series_add(Series *series, guint number, GHashTable *shapes);

/*
 * The number from which on all have the same shapes; 0: the last has one that the
 * world before it lacks, or the other way round.
 */
guint series_settled(const Series *series);

/*
 * From @from on, does a polynomial in the number tell how many there are of each
 * shape? One of the least degree that does, from all worlds but the last, which it
 * must predict; of every @period-th world one of its own. @predicted: how many counts;
 * @degree: the highest.
 */
gboolean series_predicts(const Series *series, guint from, guint period, guint *predicted,
			 guint *degree);

#endif
