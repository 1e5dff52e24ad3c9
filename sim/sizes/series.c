/* SPDX-License-Identifier: BSD-3-Clause */
/* Worlds in a row. */
#include "sizes/series.h"

/* Counts that are looked at in a row. */
#define COUNTS_MAX 32

struct Series {
	guint first;                    /* number of the first world */
	GPtrArray *worlds;              /* of GHashTable: by shape how many */
};

Series *series_new(void)
{
	Series *series = g_new0(Series, 1);

	series->worlds = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
	return series;
}

void series_free(Series *series)
{
	g_ptr_array_unref(series->worlds);
	g_free(series);
}

void series_add(Series *series, guint number, GHashTable *shapes)
{
	if (!series->worlds->len)
		series->first = number;
	g_ptr_array_add(series->worlds, shapes);
}

/* ---- the same shapes ---- */

static gboolean has_same(GHashTable *a, GHashTable *b)
{
	GHashTableIter iter;
	gpointer shape;

	if (g_hash_table_size(a) != g_hash_table_size(b))
		return FALSE;
	g_hash_table_iter_init(&iter, a);
	while (g_hash_table_iter_next(&iter, &shape, NULL))
		if (!g_hash_table_contains(b, shape))
			return FALSE;
	return TRUE;
}

guint series_settled(const Series *series)
{
	guint at = series->worlds->len;

	while (at > 1 && has_same(series->worlds->pdata[at - 2], series->worlds->pdata[at - 1]))
		at--;
	return at == series->worlds->len ? 0 : series->first + at - 1;
}

/* ---- how many of each ---- */

/*
 * The degree of a polynomial by which all @count numbers go; -1: there is none of a
 * degree that the last does not itself decide. Differences of differences become
 * zero, and stay so.
 */
static gint degree_of(gint64 *numbers, guint count)
{
	for (guint degree = 0; degree + 1 < count; degree++) {
		gboolean all_zero = TRUE;

		for (guint i = 0; i + 1 < count - degree; i++) {
			numbers[i] = numbers[i + 1] - numbers[i];
			all_zero &= !numbers[i];
		}
		if (all_zero)
			return (gint)degree;
	}
	return -1;
}

/* How many there are of @shape, in every @period-th world from the @at-th on; how many worlds. */
static guint counts_of(const Series *series, const char *shape, guint at, guint period,
		       gint64 numbers[COUNTS_MAX])
{
	guint count = 0;

	for (; at < series->worlds->len && count < COUNTS_MAX; at += period)
		numbers[count++] = GPOINTER_TO_UINT(g_hash_table_lookup(series->worlds->pdata[at], shape));
	return count;
}

gboolean series_predicts(const Series *series, guint from, guint period, guint *predicted,
			 guint *degree)
{
	guint skipped = from - series->first;
	GHashTableIter iter;
	gpointer shape;

	*predicted = *degree = 0;
	g_hash_table_iter_init(&iter, series->worlds->pdata[skipped]);
	while (g_hash_table_iter_next(&iter, &shape, NULL))
		for (guint i = 0; i < period; i++) {
			gint64 numbers[COUNTS_MAX];
			guint count = counts_of(series, shape, skipped + i, period, numbers);
			gint of = degree_of(numbers, count);

			if (of < 0)
				return FALSE;
			*predicted += count - 1 - (guint)of;
			*degree = MAX(*degree, (guint)of);
		}
	return TRUE;
}
