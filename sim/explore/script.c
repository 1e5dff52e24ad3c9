/* SPDX-License-Identifier: BSD-3-Clause */
#include "explore/script.h"

/* Calls that a procedure may make when nothing is carried out any more. */
#define CALLS_MOST 100000

static void read_script(gpointer user, const struct rmm_call *call, struct rmm_result *result)
{
	Script *script = user;

	if (script->calls == script->results->len)
		script->next = *call;
	if (script->calls < script->results->len)
		*result = *(const struct rmm_result *)script->results->pdata[script->calls];
	else
		/* Nobody asks what comes of the rest. */
		*result = (struct rmm_result){ .command = call->command, .status = STATUS_LIMIT,
					       .index = -1, .condition = RMM_NO_CONDITION };
	if (++script->calls > script->results->len + CALLS_MOST)
		g_error("a procedure goes on for ever");
}

static void complete_nothing(gpointer user, guint64 rec, struct rmm_call *call,
			     struct rmm_result *result)
{
	g_error("a guest's program is explored");
}

const Stage script_stage = { read_script, complete_nothing };

gboolean script_has_ended(const Script *script)
{
	return script->calls == script->results->len;
}
