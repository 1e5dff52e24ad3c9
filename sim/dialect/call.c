/* SPDX-License-Identifier: BSD-3-Clause */
/* The call that an event of a console makes. */
#include "dialect/call.h"

#include <string.h>

#include "engine/registers.h"
#include "text/spelling.h"

/* ---- names ---- */

/* The specification says ATTESTATION where the logs say ATTEST. */
static void spell_out(const char *name, char full[LOG_NAME_MAX + 8])
{
	static const char brief[] = "RSI_ATTEST_TOKEN_";

	if (g_str_has_prefix(name, brief))
		g_snprintf(full, LOG_NAME_MAX + 8, "RSI_ATTESTATION_TOKEN_%s",
			   name + strlen(brief));
	else
		g_strlcpy(full, name, LOG_NAME_MAX + 8);
}

/*
 * Those of all versions: char * to rmm_command_id, without accesses, which have no "RMI_".
 * Each line asks for its own, in each dialect.
 */
static GHashTable *command_names(void)
{
	static GHashTable *names;

	if (!g_once_init_enter(&names))
		return names;
	GHashTable *found = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < version_count(); i++) {
		const struct rmm_command *const *commands = version_commands(version_at(i));

		for (unsigned id = 0; id < COMMANDS; id++)
			if (commands[id] && strchr(commands[id]->name, '_'))
				g_hash_table_insert(found, (char *)(guintptr)commands[id]->name,
						    GUINT_TO_POINTER(id));
	}
	g_once_init_leave(&names, found);
	return found;
}

const struct rmm_command *log_call_command(const struct rmm_version *version, const char *name,
					   enum rmm_command_id *id)
{
	const struct rmm_command *const *commands = version_commands(version);
	char full[LOG_NAME_MAX + 8];
	gpointer found;

	spell_out(name, full);
	if (!g_hash_table_lookup_extended(command_names(), full, NULL, &found))
		return NULL;
	*id = (enum rmm_command_id)GPOINTER_TO_UINT(found);
	return commands[*id];
}

/* ---- arguments ---- */

static guint register_inputs(const struct rmm_command *command)
{
	guint count = 0;

	for (unsigned i = 0; i < command->input_count; i++)
		count += command->inputs[i].in_memory ? 0u : command->inputs[i].count;
	return count;
}

static guint words_in(const char *text)
{
	guint count = *text ? 1 : 0;

	for (; *text; text++)
		count += *text == ' ' ? 1u : 0u;
	return count;
}

static const LogShape *shape_of(const LogDialect *dialect, const char *name)
{
	char full[LOG_NAME_MAX + 8];

	spell_out(name, full);
	return log_dialect_shape(dialect, full);
}

gboolean log_call_arguments(const LogDialect *dialect, const char *name, guint *count)
{
	const LogShape *shape = shape_of(dialect, name);
	enum rmm_command_id id;
	const struct rmm_command *command =
		log_call_command(log_dialect_version(dialect), name, &id);

	if (shape && strcmp(shape->arguments, "*") == 0)
		return FALSE;
	if (shape)
		*count = words_in(shape->arguments);
	else if (command)
		*count = register_inputs(command);
	return shape || command;
}

gboolean log_call_is_known(const LogDialect *dialect, const LogEvent *event)
{
	guint count;

	return event->kind == LOG_SMC || shape_of(dialect, event->name) ||
	       log_call_arguments(dialect, event->name, &count) ||
	       version_leaves_out(log_dialect_version(dialect), event->name);
}

/* Input @i of the arguments, by the shape or the command. */
static const struct rmm_value *argument(const struct rmm_command *command, const LogShape *shape,
					guint i, guint *element)
{
	guint count = 0;

	*element = 0;
	if (shape) {
		g_auto(GStrv) words = g_strsplit(shape->arguments, " ", -1);
		SpelledValue found;

		return i < g_strv_length(words) && spelling_input(command, words[i], &found)
		       ? found.value : NULL;
	}
	for (unsigned j = 0; j < command->input_count; j++) {
		const struct rmm_value *value = &command->inputs[j];

		if (value->in_memory)
			continue;
		if (i < count + value->count) {
			*element = i - count;
			return value;
		}
		count += value->count;
	}
	return NULL;
}

gboolean log_call_realm(const LogDialect *dialect, const LogEvent *event, guint64 *rd)
{
	enum rmm_command_id id;
	const struct rmm_command *command;
	guint count, element;

	if (event->kind != LOG_RMI || !log_call_arguments(dialect, event->name, &count))
		return FALSE;
	command = log_call_command(log_dialect_version(dialect), event->name, &id);
	for (guint i = 0; command && i < count && i < event->in_count; i++) {
		const struct rmm_value *value =
			argument(command, shape_of(dialect, event->name), i, &element);

		if (value && strcmp(value->name, "rd") == 0) {
			*rd = event->in[i];
			return TRUE;
		}
	}
	return FALSE;
}

static void set_defaults(const struct rmm_command *command, struct rmm_call *call)
{
	for (unsigned i = 0; i < command->input_count; i++)
		if (command->inputs[i].initial)
			rmm_value_set(&command->inputs[i], call->in, 0, command->inputs[i].initial);
}

static const char *make_named(const LogDialect *dialect, const LogEvent *event,
			      const struct rmm_command *command, struct rmm_call *call)
{
	const LogShape *shape = shape_of(dialect, event->name);
	guint count = 0, element;

	if (!log_call_arguments(dialect, event->name, &count))
		return "its arguments are of an earlier specification";
	if (event->in_count < count)
		return dialect->style == STYLE_ISLET ? "its arguments are not printed"
						     : "arguments are missing";
	if (event->in_count > count && dialect->style != STYLE_ISLET && !dialect->padded)
		return "it has more arguments than the dialect knows";
	set_defaults(command, call);
	for (guint i = 0; i < count; i++) {
		const struct rmm_value *value = argument(command, shape, i, &element);

		if (value)
			rmm_value_set(value, call->in, element, event->in[i]);
	}
	/* A page, where the specification has a range. */
	if (shape && strcmp(shape->arguments, "base") == 0)
		call->in[1] = call->in[0] + RMM_GRANULE_SIZE;
	return NULL;
}

static void make_smc(const struct rmm_model *model, const LogEvent *event, struct rmm_call *call)
{
	uint64_t x[RMM_CALL_REGISTERS] = { event->fid };

	for (guint i = 0; i < event->in_count && i + 1 < RMM_CALL_REGISTERS; i++)
		x[i + 1] = event->in[i];
	if (rmm_call_of_registers(model, 0, x, call))
		return;
	call->command = CMD_SMC;
	call->in[0] = event->fid;
}

const char *log_call_make(const struct rmm_model *model, const LogDialect *dialect,
			  const LogEvent *event, struct rmm_call *call)
{
	const struct rmm_command *command;

	memset(call, 0, sizeof(*call));
	if (event->cut)
		return "the line is cut";
	if (event->kind == LOG_SMC) {
		make_smc(model, event, call);
		return NULL;
	}
	command = log_call_command(model->config.version, event->name, &call->command);
	if (!command)
		return version_leaves_out(model->config.version, event->name)
		       ? "the command is not modelled"
		       : "the specification of the dialect has no such command";
	if (command->unmodelled)
		return "the command is not modelled";
	return make_named(dialect, event, command, call);
}

/* ---- results ---- */

/* Behind these statuses the first number is the index. */
static gboolean has_index(const LogEvent *event, enum rmm_status status)
{
	return status == RMI_ERROR_RTT ||
	       (status == RMI_ERROR_REALM && strcmp(event->name, "RMI_REC_ENTER") == 0);
}

gboolean log_call_status(const struct rmm_model *model, const LogEvent *event,
			 enum rmm_status *status, int *index)
{
	enum rmm_interface interface = event->kind == LOG_RMI ? INTERFACE_RMI : INTERFACE_RSI;

	*index = -1;
	if (event->status[0]) {
		if (!spelling_status(event->status, interface, status))
			return FALSE;
		if (has_index(event, *status) && event->out_count)
			*index = (int)MIN(event->out[0], 0xff);
		return TRUE;
	}
	if (event->style != STYLE_ISLET)
		return FALSE;
	for (enum rmm_status i = 0; i < STATUSES; i++)
		if (rmm_status(i)->interface == interface &&
		    (guint64)rmm_status(i)->encoding == (event->x0 & 0xff)) {
			*status = i;
			if (has_index(event, i))
				*index = (int)(event->x0 >> 8 & 0xff);
			return TRUE;
		}
	return FALSE;
}

gboolean log_call_succeeded(const LogEvent *event)
{
	return event->answered && (event->status[0] ? g_str_has_suffix(event->status, "_SUCCESS")
						   : event->x0 == 0);
}

const guint64 *log_call_outputs(const LogEvent *event, guint *count)
{
	enum rmm_status status;
	guint skipped = 0;

	if (event->status[0] && spelling_status(event->status, event->kind == LOG_RMI
						? INTERFACE_RMI : INTERFACE_RSI, &status) &&
	    has_index(event, status) && event->out_count)
		skipped = 1;
	*count = event->out_count - skipped;
	return event->out + skipped;
}

/* Of a negative number 32 bits may stand. */
static gboolean x0_agrees(guint64 x0, guint64 printed)
{
	return printed == x0 || ((gint64)x0 < 0 && printed == (guint32)x0);
}

gboolean log_call_status_agrees(const struct rmm_model *model, const LogEvent *event,
				const struct rmm_result *result)
{
	enum rmm_status status;
	int index;

	if (log_call_status(model, event, &status, &index))
		return status == result->status &&
		       (index < 0 || result->index < 0 || index == result->index);
	return !event->status[0] && x0_agrees(rmm_result_x0(model, result), event->x0);
}

gboolean log_call_agrees(const struct rmm_model *model, const LogEvent *event,
			 const struct rmm_result *result)
{
	guint count;
	const guint64 *outputs = log_call_outputs(event, &count);

	if (!log_call_status_agrees(model, event, result))
		return FALSE;
	for (guint i = 0; i < count; i++) {
		uint64_t value;

		if (rmm_result_register(model, result, result->out, i + 1, &value) &&
		    value != outputs[i])
			return FALSE;
	}
	return TRUE;
}
