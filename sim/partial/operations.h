/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Operations that a log has seen begin and not end (2.0: B4.3.2): a call that returned
 * RMI_INCOMPLETE, and the handle by which others go on with it.
 */
#ifndef SIM_OPERATIONS_H
#define SIM_OPERATIONS_H

#include "dialect/event.h"

/* More at a time are not followed: the oldest is forgotten. */
#define OPERATIONS_MAX 256

typedef struct {
	guint64 handle;
	guint64 wanted;         /* Granules that it asked for and did not get; at most */
	LogEvent begun;         /* by which call */
} PartialOperation;

typedef GArray Operations;      /* of PartialOperation, the oldest first */

Operations *operations_new(void);

/* NULL: no operation that has this handle was seen to begin. */
PartialOperation *operations_find(const Operations *operations, guint64 handle);

/* The call of @event returned RMI_INCOMPLETE. */
void operations_begin(Operations *operations, const LogEvent *event, guint64 handle,
		      guint64 wanted);
void operations_end(Operations *operations, guint64 handle);

#endif
