/* SPDX-License-Identifier: BSD-3-Clause */
/* Work on many items by several threads, told in the order of the items. */
#ifndef SIM_PARALLEL_H
#define SIM_PARALLEL_H

#include "system/hash.h"

/* Works on an item, in any thread; the cache is the thread's own. */
typedef void ParallelWork(guint item, HashCache *cache, gpointer data);
/* Tells what the work came to: item by item, in the thread that called. */
typedef void ParallelTell(guint item, gpointer data);

typedef struct {
	guint count;            /* of items */
	const char *what;       /* they are: "files" */
	guint jobs;             /* at a time; 0: as many as there are processors */
	ParallelWork *work;
	ParallelTell *tell;     /* NULL: nothing is told */
} Parallel;

/*
 * FALSE if Ctrl-C ended it before all items were worked on, which has been
 * said; those that were are told.
 */
gboolean parallel_run(const Parallel *parallel, gpointer data);

#endif
