/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Delta debugging: of many units few that still do what all of them did. Large pieces
 * are left out first, then smaller ones, at last one by one; the same units lead to the
 * same result.
 */
#ifndef SIM_MINIMAL_H
#define SIM_MINIMAL_H

#include <glib.h>

/*
 * Do the units of @kept (in order, of guint) still do it? Of those that do it may leave out
 * more, of which nothing is needed any more.
 */
typedef gboolean MinimalTest(gpointer user, GArray *kept);

/* Told how many units are left, of how many; or NULL. FALSE: give up here. */
typedef gboolean MinimalProgress(gpointer user, guint left, guint of);

/*
 * Leaves units of @kept out until none can be left out alone. They must do it as they
 * are. At most @tests_max tests are made; how many were.
 */
guint minimal_find(GArray *kept, guint tests_max, MinimalTest *test, MinimalProgress *progress,
		   gpointer user);

#endif
