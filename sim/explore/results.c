/* SPDX-License-Identifier: BSD-3-Clause */
/* A cache of what functions of two numbers came to. */
#include "explore/results.h"

#include <string.h>

#include "system/pages.h"

void results_init(Results *results, guint32 count)
{
	gsize size = count * sizeof(Result);

	results->all = g_aligned_alloc(1, size, RESULTS_WAYS * sizeof(Result));
	results->mask = count - 1;
	pages_prefer_large(results->all, size);
	results_forget(results);
}

void results_clear(Results *results)
{
	g_aligned_free(results->all);
}

void results_forget(Results *results)
{
	memset(results->all, 0, results_count(results) * sizeof(Result));
}

void results_grow(Results *results)
{
	Results old = *results;

	results_init(results, 4 * results_count(&old));
	for (guint32 i = results_count(&old); i-- > 0;)
		if (old.all[i].a)
			results_add(results, old.all[i]);
	results_clear(&old);
}
