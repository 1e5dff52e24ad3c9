/* SPDX-License-Identifier: BSD-3-Clause */
/* A scenario while it is made. */
#include "rebuild/builder.h"

#include <string.h>

#include "engine/named.h"
#include "text/defaults.h"
#include "text/spelling.h"

BuiltRealm *builder_realm(const Builder *builder, guint64 rd)
{
	for (guint i = 0; i < builder->realms->len; i++)
		if (g_array_index(builder->realms, BuiltRealm, i).rd == rd)
			return &g_array_index(builder->realms, BuiltRealm, i);
	return NULL;
}

BuiltRealm *builder_realm_of_rec(const Builder *builder, guint64 rec)
{
	for (guint i = 0; i < builder->realms->len; i++) {
		BuiltRealm *realm = &g_array_index(builder->realms, BuiltRealm, i);

		for (guint j = 0; j < realm->rec_count; j++)
			if (realm->recs[j] == rec)
				return realm;
	}
	return NULL;
}

/* ---- calls ---- */

struct rmm_call builder_call_named(const Builder *builder, const char *name)
{
	struct rmm_call call = {
		.command = rmm_command_named(&builder->model, INTERFACE_RMI, name)
	};

	defaults_set(&builder->model, &call, RMM_GRANULE_SHIFT);
	return call;
}

void builder_set(const Builder *builder, struct rmm_call *call, const char *name, guint64 value)
{
	SpelledValue found;

	if (spelling_input(rmm_command(&builder->model, call->command), name, &found))
		rmm_value_set(found.value, call->in, 0, value);
}

void builder_try(Builder *builder, const struct rmm_call *call, struct rmm_result *result)
{
	rmm_state_copy(&builder->model, builder->trial, builder->machine->state);
	rmm_step(&builder->model, builder->trial, call, result);
}

static void append_statement(Builder *builder, const char *who, const struct rmm_call *call)
{
	g_string_append_printf(builder->out, "%s %s", who,
			       rmm_command(&builder->model, call->command)->name);
	spelling_append_inputs(builder->out, &builder->model, call, RMM_GRANULE_SHIFT,
			       NUMBERS_SCENARIO);
}

static void append_result(Builder *builder, enum rmm_command_id command,
			  const struct rmm_result *result)
{
	g_string_append(builder->out, " > ");
	spelling_append_result(builder->out, &builder->model, command, result, NUMBERS_SCENARIO);
}

/* Behind what no line of the log says. */
static void end_inferred(Builder *builder)
{
	g_string_append(builder->out, "  # inferred\n");
	builder->count->inferred++;
}

/* While the REC runs its entry has no result. */
static gboolean is_entry(const struct rmm_call *call, const struct rmm_result *result)
{
	return call->command == CMD_RMI_REC_ENTER && result->status == RMI_SUCCESS;
}

void builder_make(Builder *builder, const struct rmm_call *call, struct rmm_result *result)
{
	append_statement(builder, "host ", call);
	machine_step(builder->machine, call, result);
	if (!is_entry(call, result))
		append_result(builder, call->command, result);
	g_string_append_c(builder->out, '\n');
}

/* More than any log needs; what is beyond is not repeated. */
#define WORK_MAX (1 << 18)

gboolean builder_infer(Builder *builder, const struct rmm_call *call)
{
	struct rmm_result result;

	if (builder->work++ >= WORK_MAX)
		return FALSE;
	builder_try(builder, call, &result);
	if (result.status != RMI_SUCCESS)
		return FALSE;
	append_statement(builder, "host ", call);
	machine_step(builder->machine, call, &result);
	end_inferred(builder);
	return TRUE;
}

/* ---- pages ---- */

gboolean builder_delegate(Builder *builder, guint64 pa)
{
	struct rmm_call call = builder_call_named(builder, "RMI_GRANULE_DELEGATE");

	builder_set(builder, &call, "addr", pa);
	return builder_infer(builder, &call);
}

guint64 builder_page(Builder *builder)
{
	guint64 pa = builder->spare;

	if (pa >= builder->spare_end)
		return 0;
	builder->spare += RMM_GRANULE_SIZE;
	return builder_delegate(builder, pa) ? pa : 0;
}

/* ---- RECs ---- */

static void append_exit(Builder *builder, const struct rmm_exit *exit, gboolean is_inferred)
{
	struct rmm_result result = execution_entry_result(exit);

	g_string_append(builder->out, "host ");
	append_result(builder, CMD_RMI_REC_ENTER, &result);
	if (is_inferred)
		end_inferred(builder);
	else
		g_string_append_c(builder->out, '\n');
}

void builder_leave(Builder *builder, guint64 rec)
{
	struct rmm_exit exit;

	if (!execution_is_running(builder->machine, rec))
		return;
	if (execution_leave(builder->machine, rec, &exit))
		append_exit(builder, &exit, TRUE);
}

/* The Realm gets what it left pending. */
static void complete(Builder *builder, guint64 rec)
{
	struct rmm_result result;
	struct rmm_call call;

	if (!execution_complete(builder->machine, rec, &call, &result) ||
	    result.status == STATUS_OK)
		return;
	g_string_append(builder->out, "guest");
	append_result(builder, call.command, &result);
	end_inferred(builder);
}

gboolean builder_run(Builder *builder, guint64 rec)
{
	struct rmm_call call = builder_call_named(builder, "RMI_REC_ENTER");
	gboolean waits = rec_memory(builder->machine->recs, rec)->pending.command != CMD_NONE;

	builder_set(builder, &call, "rec", rec);
	if (!builder_infer(builder, &call))
		return FALSE;
	if (waits)
		complete(builder, rec);
	return TRUE;
}

void builder_guest(Builder *builder, guint64 rec, struct rmm_call *call,
		   struct rmm_result *result)
{
	call->rec = rec;
	append_statement(builder, "guest", call);
	machine_step(builder->machine, call, result);
	if (call->command == CMD_SMC || result->status == STATUS_VERSION)
		g_string_append(builder->out, " > any");
	else
		append_result(builder, call->command, result);
	g_string_append_c(builder->out, '\n');
	if (result->exit.happened)
		append_exit(builder, &result->exit, FALSE);
}
