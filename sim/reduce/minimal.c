/* SPDX-License-Identifier: BSD-3-Clause */
/* Delta debugging. */
#include "reduce/minimal.h"

struct search {
	GArray *kept;
	guint all, tests, tests_max;
	MinimalTest *test;
	MinimalProgress *progress;
	gpointer user;
	gboolean over;
};

/* Does it without the units of [first, end)? Then they are gone. */
static gboolean leave_out(struct search *search, guint first, guint end)
{
	g_autoptr(GArray) without = g_array_new(FALSE, FALSE, sizeof(guint));

	if (search->tests >= search->tests_max) {
		search->over = TRUE;
		return FALSE;
	}
	if (first)
		g_array_append_vals(without, search->kept->data, first);
	if (end < search->kept->len)
		g_array_append_vals(without, &g_array_index(search->kept, guint, end),
				    search->kept->len - end);
	search->tests++;
	if (!search->test(search->user, without))
		return FALSE;
	g_array_set_size(search->kept, 0);
	g_array_append_vals(search->kept, without->data, without->len);
	if (search->progress && !search->progress(search->user, search->kept->len, search->all))
		search->over = TRUE;
	return TRUE;
}

/* Leaves out what it can in pieces of @size; from behind, since what is last needs what is before. */
static gboolean pass(struct search *search, guint size)
{
	gboolean any = FALSE;

	for (guint end = search->kept->len; end > 0 && !search->over; ) {
		guint first = end > size ? end - size : 0;

		any |= leave_out(search, first, end);
		end = MIN(first, search->kept->len);
	}
	return any;
}

guint minimal_find(GArray *kept, guint tests_max, MinimalTest *test, MinimalProgress *progress,
		   gpointer user)
{
	struct search search = { kept, kept->len, 0, tests_max, test, progress, user, FALSE };
	guint size = kept->len / 2;

	while (size > 0 && !search.over) {
		gboolean any = pass(&search, size);

		/* One by one until that changes nothing more. */
		if (size > 1)
			size /= 2;
		else if (!any)
			break;
	}
	return search.tests;
}
