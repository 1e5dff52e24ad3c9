/* SPDX-License-Identifier: BSD-3-Clause */
/* Work on many items by several threads, told in the order of the items. */
#include "system/parallel.h"

#include "system/interrupt.h"
#include "system/ticker.h"

/* Of an item; under the lock. */
typedef enum { WAITS, IS_DONE, WAS_LEFT } Fate;

struct work {
	const Parallel *parallel;
	gpointer data;
	gint next;              /* item that nobody works on yet */
	GMutex lock;
	GCond changed;
	Fate *fates;            /* by item */
};

static void decide(struct work *work, guint item, Fate fate)
{
	g_mutex_lock(&work->lock);
	work->fates[item] = fate;
	g_cond_signal(&work->changed);
	g_mutex_unlock(&work->lock);
}

static gpointer work_on(gpointer data)
{
	struct work *work = data;
	g_autoptr(HashCache) cache = hash_cache_new();

	for (;;) {
		guint item = (guint)g_atomic_int_add(&work->next, 1);

		if (item >= work->parallel->count)
			return NULL;
		if (interrupted()) {
			decide(work, item, WAS_LEFT);
			continue;
		}
		work->parallel->work(item, cache, work->data);
		decide(work, item, IS_DONE);
	}
}

static Fate wait_for(struct work *work, guint item)
{
	Fate fate;

	g_mutex_lock(&work->lock);
	while (work->fates[item] == WAITS)
		g_cond_wait(&work->changed, &work->lock);
	fate = work->fates[item];
	g_mutex_unlock(&work->lock);
	return fate;
}

/* How many were done. */
static guint tell_all(struct work *work)
{
	const Parallel *parallel = work->parallel;
	Ticker *ticker = ticker_new(parallel->count, parallel->what);
	guint done = 0;

	for (guint item = 0; item < parallel->count; item++) {
		if (wait_for(work, item) == WAS_LEFT)
			continue;
		done++;
		ticker_advance(ticker);
		if (parallel->tell)
			parallel->tell(item, work->data);
	}
	ticker_free(ticker);
	return done;
}

gboolean parallel_run(const Parallel *parallel, gpointer data)
{
	guint jobs = MIN(parallel->jobs ? parallel->jobs : g_get_num_processors(), parallel->count);
	struct work work = { .parallel = parallel, .data = data };
	g_autofree GThread **threads = g_new(GThread *, jobs);
	guint done;

	interrupt_watch();
	work.fates = g_new0(Fate, parallel->count);
	g_mutex_init(&work.lock);
	g_cond_init(&work.changed);
	for (guint i = 0; i < jobs; i++)
		threads[i] = g_thread_new("work", work_on, &work);
	done = tell_all(&work);
	for (guint i = 0; i < jobs; i++)
		g_thread_join(threads[i]);
	g_cond_clear(&work.changed);
	g_mutex_clear(&work.lock);
	g_free(work.fates);
	if (interrupted())
		g_printerr("interrupted: %u of %u %s\n", done, parallel->count, parallel->what);
	return !interrupted();
}
