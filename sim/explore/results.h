/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A cache of what functions of two numbers came to: new results push old ones
 * out. @a is never 0.
 */
#ifndef EXPLORE_RESULTS_H
#define EXPLORE_RESULTS_H

#include <glib.h>

typedef struct {
	guint32 operation, a, b;
	guint32 result;
} Result;

/* Results that have one place, latest first: a line of the processor's cache. */
#define RESULTS_WAYS 4

typedef struct {
	Result *all;
	guint32 mask;                   /* the number of them is one more, a power of two */
} Results;

void results_init(Results *results, guint32 count);
void results_clear(Results *results);

static inline guint32 results_count(const Results *results)
{
	return results->mask + 1;
}

/* Room for four times as many. */
void results_grow(Results *results);
void results_forget(Results *results);

static inline Result *results_place(const Results *results, guint32 operation, guint32 a,
				    guint32 b)
{
	guint64 hash = (guint64)a * 0x9e3779b97f4a7c15u ^ (guint64)b * 0xc2b2ae3d27d4eb4fu ^
		       (guint64)operation * 0x165667b19e3779f9u;

	return &results->all[(hash >> 32 ^ hash >> 11) & results->mask &
			     ~(guint32)(RESULTS_WAYS - 1)];
}

static inline gboolean results_find(const Results *results, guint32 operation, guint32 a,
				    guint32 b, guint32 *result)
{
	const Result *place = results_place(results, operation, a, b);

	for (guint i = 0; i < RESULTS_WAYS; i++)
		if (place[i].a == a && place[i].b == b && place[i].operation == operation) {
			*result = place[i].result;
			return TRUE;
		}
	return FALSE;
}

static inline void results_add(Results *results, Result result)
{
	Result *place = results_place(results, result.operation, result.a, result.b);

	for (guint i = RESULTS_WAYS - 1; i > 0; i--)
		place[i] = place[i - 1];
	place[0] = result;
}

#endif
