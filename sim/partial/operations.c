/* SPDX-License-Identifier: BSD-3-Clause */
/* Operations that a log has seen begin and not end. */
#include "partial/operations.h"

#define OPERATION(operations, i) (&g_array_index(operations, PartialOperation, i))

Operations *operations_new(void)
{
	return g_array_new(FALSE, FALSE, sizeof(PartialOperation));
}

PartialOperation *operations_find(const Operations *operations, guint64 handle)
{
	for (guint i = 0; i < operations->len; i++)
		if (OPERATION(operations, i)->handle == handle)
			return OPERATION(operations, i);
	return NULL;
}

void operations_begin(Operations *operations, const LogEvent *event, guint64 handle,
		      guint64 wanted)
{
	const PartialOperation operation = { handle, wanted, *event };

	if (operations->len == OPERATIONS_MAX)
		g_array_remove_index(operations, 0);
	g_array_append_val(operations, operation);
}

void operations_end(Operations *operations, guint64 handle)
{
	for (guint i = 0; i < operations->len; i++)
		if (OPERATION(operations, i)->handle == handle) {
			g_array_remove_index(operations, i);
			return;
		}
}
