/* SPDX-License-Identifier: BSD-3-Clause */
/* When work is to end before it is done. */
#include "explore/patience.h"

gboolean patience_look(Patience *patience)
{
	patience->next = patience->work + PATIENCE_LOOK;
	if ((patience->most && patience->work >= patience->most) ||
	    (patience->asked && patience->asked(patience->user)))
		patience->over = TRUE;
	return patience->over;
}

void patience_renew(Patience *patience, guint64 work)
{
	patience->over = FALSE;
	patience->most = work ? patience->work + work : 0;
}
