/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * When work is to end before it is done: that is looked at each time so much work
 * was done, whatever it is, so that the answer is never far away. Work is counted,
 * not timed: the same input does the same.
 *
 * A unit of work is about a node of a diagram that is looked at: some tens of
 * nanoseconds.
 */
#ifndef EXPLORE_PATIENCE_H
#define EXPLORE_PATIENCE_H

#include <glib.h>

/* Units between two looks: some milliseconds. */
#define PATIENCE_LOOK ((guint64)1 << 16)
/* Units of one call of the model. */
#define PATIENCE_CALL 256

/* Is work to end? */
typedef gboolean PatienceOver(gpointer user);

typedef struct {
	PatienceOver *asked;            /* NULL: never */
	gpointer user;
	guint64 work;                   /* units that were done */
	guint64 next;                   /* it is looked at again then */
	guint64 most;                   /* work ends then in any case; 0: no such bound */
	gboolean over;
} Patience;

/* Looks, whether or not it is time to. */
gboolean patience_look(Patience *patience);

/* Counts @work; TRUE: work is to end. @patience NULL: it is not. */
static inline gboolean patience_over(Patience *patience, guint64 work)
{
	if (!patience)
		return FALSE;
	patience->work += work;
	return patience->over || (patience->work >= patience->next && patience_look(patience));
}

/* Work goes on, for at most @work units; 0: without that bound. */
void patience_renew(Patience *patience, guint64 work);

#endif
