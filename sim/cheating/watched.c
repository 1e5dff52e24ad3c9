/* SPDX-License-Identifier: BSD-3-Clause */
/* Pages of a guest by what it does about them. */
#include "cheating/watched.h"

#include <string.h>

static void page_free(gpointer data)
{
	WatchedPage *page = data;

	g_array_unref(page->doings);
	g_free(page);
}

static WatchedPage *page_new(guint64 ipa)
{
	WatchedPage *page = g_new0(WatchedPage, 1);

	page->ipa = ipa;
	page->pages = 1;
	page->doings = g_array_new(FALSE, FALSE, sizeof(GuestDoing));
	return page;
}

WatchedPage *watched_page_at(GPtrArray *pages, guint64 ipa)
{
	WatchedPage *page;

	for (guint i = 0; i < pages->len; i++) {
		page = pages->pdata[i];
		if (page->ipa == ipa)
			return page;
	}
	page = page_new(ipa);
	g_ptr_array_add(pages, page);
	return page;
}

void watched_page_does(WatchedPage *page, GuestDoing doing)
{
	const GuestDoing *last = page->doings->len ? &g_array_index(page->doings, GuestDoing,
								    page->doings->len - 1) : NULL;

	if (!last || memcmp(last, &doing, sizeof(doing)) != 0)
		g_array_append_val(page->doings, doing);
}

/* The smallest part of memory that it is in. */
static const char *area_of(const Layout *layout, guint64 ipa)
{
	const char *name = "memory";
	guint64 size = G_MAXUINT64;

	for (Area area = AREA_NONE + 1; area < AREAS; area++) {
		Range range = layout_range(layout, area);

		if (area == AREA_KERNEL || ipa < range.base || ipa >= range.top ||
		    range.top - range.base >= size)
			continue;
		size = range.top - range.base;
		name = layout_area_name(area);
	}
	return name;
}

static gboolean alike(const WatchedPage *a, const WatchedPage *b)
{
	return a->measured == b->measured && a->doings->len == b->doings->len &&
	       memcmp(a->doings->data, b->doings->data, a->doings->len * sizeof(GuestDoing)) == 0;
}

/* Of pages with one history the first stays. */
static void join_pages(GPtrArray *pages)
{
	for (guint i = 0; i < pages->len; i++) {
		WatchedPage *page = pages->pdata[i];

		for (guint j = i + 1; j < pages->len;) {
			if (!alike(page, pages->pdata[j])) {
				j++;
				continue;
			}
			page->pages++;
			g_ptr_array_remove_index(pages, j);
		}
	}
}

GPtrArray *watched_pages_new(void)
{
	return g_ptr_array_new_with_free_func(page_free);
}

/* The first page behind all memory: nobody has any business there. */
static void add_outside(GPtrArray *pages, const Layout *layout, guint64 alias)
{
	guint64 top = 0;
	WatchedPage *page;
	Range bank;

	for (guint i = 0; layout_bank(layout, i, &bank); i++)
		top = MAX(top, bank.top);
	if (top >= alias)
		return;
	page = page_new(top);
	page->area = "outside";
	page->outside = TRUE;
	g_ptr_array_add(pages, page);
}

void watched_pages_finish(GPtrArray *pages, const Layout *layout, guint64 alias)
{
	for (guint i = 0; i < pages->len; i++) {
		WatchedPage *page = pages->pdata[i];

		page->area = area_of(layout, page->ipa);
	}
	join_pages(pages);
	add_outside(pages, layout, alias);
}
