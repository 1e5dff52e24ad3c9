/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The pages of a guest: which calls it makes about each, in their order. Pages with
 * the same history are watched as one.
 */
#ifndef CHEATING_WATCHED_H
#define CHEATING_WATCHED_H

#include "actor/layout.h"

/* What a guest does about a page. */
typedef enum { DOES_READ, DOES_FETCH, DOES_WRITE, DOES_ASK } Doing;

typedef struct {
	Doing doing;
	/* DOES_ASK: */
	guint64 ripas, flags;
} GuestDoing;

/* Pages with one history; the first of them is explored for all. */
typedef struct {
	guint64 ipa;
	guint pages;
	const char *area;       /* it is of: "image" */
	gboolean measured;      /* it was populated so */
	guint64 granule;        /* that backs it where the exploration begins; 0: none */
	GArray *doings;         /* of GuestDoing; empty: the guest does not touch it */
	gboolean outside;       /* no memslot has it: it is to stay EMPTY */
} WatchedPage;

/* Of WatchedPage. */
GPtrArray *watched_pages_new(void);
/* That of @ipa, which is added if there is none. */
WatchedPage *watched_page_at(GPtrArray *pages, guint64 ipa);
/* What the guest does next about it; the same again says nothing new. */
void watched_page_does(WatchedPage *page, GuestDoing doing);
/*
 * Joins pages with one history, names their areas, and adds one that is outside of all
 * memory below @alias, where Unprotected IPAs begin.
 */
void watched_pages_finish(GPtrArray *pages, const Layout *layout, guint64 alias);

#endif
