/* SPDX-License-Identifier: BSD-3-Clause */
/* How the system maps memory. */
#include "system/pages.h"

#include <sys/mman.h>

#define PAGE ((gsize)2 << 20)

void pages_prefer_large(gpointer memory, gsize bytes)
{
#ifdef MADV_HUGEPAGE
	gsize begin = ((gsize)memory + PAGE - 1) / PAGE * PAGE;
	gsize end = ((gsize)memory + bytes) / PAGE * PAGE;

	/* Of no matter if the system has none. */
	if (begin < end)
		madvise((gpointer)begin, end - begin, MADV_HUGEPAGE);
#endif
}
