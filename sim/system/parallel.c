/* SPDX-License-Identifier: BSD-3-Clause */
/* Work on many items by several threads, told in the order of the items. */
#include "system/parallel.h"

struct parallel {
	guint count;
	gint next;              /* item that nobody works on yet */
	ParallelWork *work;
	gpointer data;
	GMutex lock;
	GCond changed;
	gboolean *done;         /* by item; under the lock */
};

static gpointer work_on(gpointer data)
{
	struct parallel *parallel = data;
	g_autoptr(HashCache) cache = hash_cache_new();

	for (;;) {
		guint item = (guint)g_atomic_int_add(&parallel->next, 1);

		if (item >= parallel->count)
			return NULL;
		parallel->work(item, cache, parallel->data);
		g_mutex_lock(&parallel->lock);
		parallel->done[item] = TRUE;
		g_cond_signal(&parallel->changed);
		g_mutex_unlock(&parallel->lock);
	}
}

static void wait_for(struct parallel *parallel, guint item)
{
	g_mutex_lock(&parallel->lock);
	while (!parallel->done[item])
		g_cond_wait(&parallel->changed, &parallel->lock);
	g_mutex_unlock(&parallel->lock);
}

static void run_threads(struct parallel *parallel, guint jobs, ParallelTell *tell)
{
	g_autofree GThread **threads = g_new(GThread *, jobs);

	parallel->done = g_new0(gboolean, parallel->count);
	g_mutex_init(&parallel->lock);
	g_cond_init(&parallel->changed);
	for (guint i = 0; i < jobs; i++)
		threads[i] = g_thread_new("work", work_on, parallel);
	for (guint item = 0; item < parallel->count; item++) {
		wait_for(parallel, item);
		tell(item, parallel->data);
	}
	for (guint i = 0; i < jobs; i++)
		g_thread_join(threads[i]);
	g_cond_clear(&parallel->changed);
	g_mutex_clear(&parallel->lock);
	g_free(parallel->done);
}

void parallel_run(guint count, guint jobs, ParallelWork *work, ParallelTell *tell,
		  gpointer data)
{
	struct parallel parallel = { .count = count, .work = work, .data = data };

	jobs = MIN(jobs ? jobs : g_get_num_processors(), count);
	if (jobs > 1) {
		run_threads(&parallel, jobs, tell);
	} else {
		g_autoptr(HashCache) cache = hash_cache_new();

		for (guint item = 0; item < count; item++) {
			work(item, cache, data);
			tell(item, data);
		}
	}
}
