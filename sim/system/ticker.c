/* SPDX-License-Identifier: BSD-3-Clause */
/* How far work is, on a terminal. */
#include "system/ticker.h"

#include <stdio.h>
#include <unistd.h>

#define PATIENCE (2 * G_USEC_PER_SEC)
#define INTERVAL (G_USEC_PER_SEC / 4)

struct Ticker {
	guint all, done;
	const char *what;
	GThread *thread;        /* NULL: nobody looks */
	GMutex lock;
	GCond over;
	gboolean ends, shown;
};

/* The cursor goes back: what is printed next overwrites the line. */
static void show(Ticker *ticker)
{
	fprintf(stderr, "\r\033[K%u of %u %s\r", ticker->done, ticker->all, ticker->what);
	ticker->shown = TRUE;
}

static void hide(Ticker *ticker)
{
	if (ticker->shown)
		fputs("\r\033[K", stderr);
	ticker->shown = FALSE;
}

static gpointer watch(gpointer data)
{
	Ticker *ticker = data;
	gint64 next = g_get_monotonic_time() + PATIENCE;

	g_mutex_lock(&ticker->lock);
	while (!ticker->ends) {
		if (g_cond_wait_until(&ticker->over, &ticker->lock, next))
			continue;
		show(ticker);
		next = g_get_monotonic_time() + INTERVAL;
	}
	hide(ticker);
	g_mutex_unlock(&ticker->lock);
	return NULL;
}

Ticker *ticker_new(guint all, const char *what)
{
	Ticker *ticker = g_new0(Ticker, 1);

	ticker->all = all;
	ticker->what = what;
	g_mutex_init(&ticker->lock);
	g_cond_init(&ticker->over);
	if (isatty(STDERR_FILENO))
		ticker->thread = g_thread_new("ticker", watch, ticker);
	return ticker;
}

void ticker_advance(Ticker *ticker)
{
	g_mutex_lock(&ticker->lock);
	ticker->done++;
	hide(ticker);
	g_mutex_unlock(&ticker->lock);
}

void ticker_free(Ticker *ticker)
{
	g_mutex_lock(&ticker->lock);
	ticker->ends = TRUE;
	g_cond_signal(&ticker->over);
	g_mutex_unlock(&ticker->lock);
	if (ticker->thread)
		g_thread_join(ticker->thread);
	g_cond_clear(&ticker->over);
	g_mutex_clear(&ticker->lock);
	g_free(ticker);
}
