/* SPDX-License-Identifier: BSD-3-Clause */
/* The call that a recorded line makes. */
#include "replay/call.h"

#include <string.h>

#include "replay/other_names.h"
#include "check/self_check.h"
#include "software/software.h"
#include "state/address_set.h"
#include "state/boot.h"
#include "text/spelling.h"
#include "system/version.h"

/* ---- commands ---- */

/* From a second PE, or in an assert, a command may lack its prefix. */
static enum rmm_command_id host_command(const struct rmm_model *model, const TraceLine *line)
{
	enum rmm_command_id command = spelling_command(model, line->verb, INTERFACE_RMI);
	g_autofree char *name = NULL;

	if (command != CMD_NONE || line->kind == TRACE_HOST_COMMAND)
		return command;
	name = g_strconcat("RMI_", line->verb, NULL);
	return spelling_command(model, name, INTERFACE_RMI);
}

static enum rmm_command_id realm_action(const struct rmm_model *model, const char *verb)
{
	static const enum rmm_interface interfaces[] = {
		INTERFACE_REALM, INTERFACE_RSI, INTERFACE_PSCI
	};
	enum rmm_command_id command = strcmp(verb, "CALL") == 0 ? CMD_SMC : CMD_NONE;

	for (gsize i = 0; i < G_N_ELEMENTS(interfaces) && command == CMD_NONE; i++)
		command = spelling_command(model, verb, interfaces[i]);
	return command;
}

static enum rmm_command_id command_of(const struct rmm_model *model, const TraceLine *line)
{
	if (!line->verb)
		return CMD_NONE;
	switch (line->kind) {
	case TRACE_HOST_COMMAND:
	case TRACE_OTHER_PE:
	case TRACE_END:
		return host_command(model, line);
	case TRACE_LOOP:
		return spelling_command(model, strcmp(line->verb, "LOOP_DELEGATE") == 0
					? "RMI_GRANULE_RANGE_DELEGATE"
					: "RMI_GRANULE_RANGE_UNDELEGATE", INTERFACE_RMI);
	case TRACE_GUEST:
	case TRACE_RESUME:
	case TRACE_DIVERT:
		return realm_action(model, line->verb);
	case TRACE_HOST_ACCESS:
		return spelling_command(model, line->verb, INTERFACE_HOST);
	case TRACE_SET_GPT:
		return CMD_HOST_SET_GPT;
	default:
		return CMD_NONE;
	}
}

/*
 * A feature register that is not that of the model's platform (B4.4.6), but
 * could be another's: the success conditions hold.
 */
static gboolean is_of_other_platform(const struct rmm_model *model, const TraceLine *line)
{
	const char *text = trace_output(line, "value");
	g_autofree struct rmm *state = NULL;
	struct rmm_finding finding;
	struct rmm_result result;
	struct rmm_call call;
	guint64 value;

	if (line->command != CMD_RMI_FEATURES || line->kind != TRACE_HOST_COMMAND || !text ||
	    !trace_number(text, &value) || !call_read(model, line, &call, NULL))
		return FALSE;
	state = g_malloc0(model->layout.size);
	rmm_state_init_zeroed(model, state);
	rmm_step(model, state, &call, &result);
	if (result.status != RMI_SUCCESS || result.out[0] == value)
		return FALSE;
	result.out[0] = value;
	return rmm_check(model, state, state, &call, &result, &finding);
}

/* An SMC by an FID that the model has nothing for, or not this answer: why, or NULL. */
static const char *beyond_smc(const struct rmm_model *model, const TraceLine *line)
{
	struct rmm_result result;
	struct rmm_call call;
	guint64 version;

	if (line->command != CMD_SMC || !call_read(model, line, &call, NULL))
		return NULL;
	rmm_smc_answer(model, &call, &result);
	if (result.status == STATUS_UNMODELLED)
		return "the command is not modelled";
	/* SMCCC_VERSION: any since 1.1, of which SMC64 calls are part. */
	if (result.status == STATUS_VERSION && line->status &&
	    trace_number(line->status, &version) && version != result.out[0] &&
	    version >> 16 == 1 && version > 0x10000)
		return "the SMC Calling Convention of another platform";
	return NULL;
}

/* Lines that the model has nothing to say of: why, or NULL. */
static const char *beyond_model(const struct rmm_model *model, const TraceLine *line)
{
	if (line->verb && line->command == CMD_NONE && line->kind != TRACE_PEEK)
		return other_names_why(model->config.version, line->verb);
	if (line->command == CMD_RMI_GRANULE_TRACKING_GET && trace_input(line, "top"))
		return "the interface is that of a later version";
	if (is_of_other_platform(model, line))
		return "a feature register of another platform";
	return beyond_smc(model, line);
}

void call_resolve(const struct rmm_model *model, Trace *trace)
{
	for (guint i = 0; !trace->resolved && i < trace->lines->len; i++) {
		TraceLine *line = trace->lines->pdata[i];

		line->command = command_of(model, line);
		line->beyond = beyond_model(model, line);
		if (line->kind == TRACE_HOST_COMMAND && line->command == CMD_RMI_REC_ENTER)
			trace->entries_end = i + 1;
	}
	trace->version = model->config.version;
	trace->resolved = TRUE;
}

/* ---- inputs ---- */

gboolean call_read_bytes(const char *text, uint64_t *slots, unsigned count)
{
	gsize size = strlen(text);

	if (size % 2 || size > 16 * (gsize)count)
		return FALSE;
	for (gsize i = 0; i < size / 2; i++) {
		int high = g_ascii_xdigit_value(text[2 * i]);
		int low = g_ascii_xdigit_value(text[2 * i + 1]);

		if (high < 0 || low < 0)
			return FALSE;
		slots[i / 8] |= (uint64_t)(high << 4 | low) << (i % 8 * 8);
	}
	return TRUE;
}

/* "88104000/3/1/0": base, level, count, state (0: delegated) */
static gboolean read_range(const char *text, uint64_t *value)
{
	g_auto(GStrv) parts = g_strsplit(text, "/", -1);
	guint64 number[4] = { 0, 0, 0, 0 };
	guint count = g_strv_length(parts);

	if (count < 3 || count > 4)
		return FALSE;
	for (guint i = 0; i < count; i++)
		if (!trace_number(parts[i], &number[i]))
			return FALSE;
	if (number[1] > RMM_PAGE_LEVEL || number[2] > RMM_DESCRIPTOR_COUNT_MAX || number[3] > 1 ||
	    number[0] & ~RTTE_ADDRESS)
		return FALSE;
	*value = rmm_descriptor_make(number[0], number[2], (int)number[1], number[3] == 0);
	return TRUE;
}

guint64 call_list_granules(const char *text)
{
	g_auto(GStrv) items = g_strsplit(text ? text : "", ",", -1);
	guint64 count = 0;

	for (char **item = items; *item; item++) {
		uint64_t range;

		if (read_range(*item, &range))
			count += rmm_descriptor_count(range)
				 << 9 * (RMM_PAGE_LEVEL - rmm_descriptor_level(range));
	}
	return count;
}

gboolean call_read_value(const struct rmm_model *model, const struct rmm_type *type,
			   const char *text, uint64_t *value)
{
	if (type->form == FORM_NAMED &&
	    spelling_enumerator(type->names, model->config.version, text, value))
		return TRUE;
	if (type->form == FORM_STATUS && spelling_psci_status(text, value))
		return TRUE;
	if (type->form == FORM_RANGE && strchr(text, '/'))
		return read_range(text, value);
	/* An RTT level stands for the size of its blocks. */
	if (type->form == FORM_LEVEL)
		return trace_number(text, value) && *value <= RMM_PAGE_LEVEL &&
		       (*value = RMM_PAGE_LEVEL - *value, TRUE);
	return trace_number(text, value);
}

/* "88111000": consecutive Granules; "88111000,88120000": those. */
gboolean call_read_list(const struct rmm_model *model, const struct rmm_value *value,
			  const char *text, uint64_t *slots)
{
	g_auto(GStrv) items = g_strsplit(text, ",", -1);
	guint count = g_strv_length(items);

	if (strcmp(text, "-") == 0)
		return TRUE;

	if (count == 0 || count > value->count)
		return FALSE;
	for (guint i = 0; i < count; i++)
		if (!call_read_value(model, value->type, items[i], &slots[i]))
			return FALSE;
	for (guint i = 1; count == 1 && value->type == &rmm_address && i < value->count; i++)
		slots[i] = slots[0] + i * RMM_GRANULE_SIZE;
	return TRUE;
}

static gboolean repeat_byte(const char *text, uint64_t *slots, unsigned count)
{
	guint64 byte;

	if (!trace_number(text, &byte))
		return FALSE;
	for (unsigned i = 0; i < count; i++)
		slots[i] = byte * G_GUINT64_CONSTANT(0x0101010101010101);
	return TRUE;
}

static gboolean read_input(const struct rmm_model *model, const SpelledValue *found,
			   const char *text, struct rmm_call *call)
{
	uint64_t *slots = &call->in[found->value->slot + found->element];
	uint64_t value;

	/* A single byte stands for all of them. */
	if (found->value->type->form == FORM_BYTES && strlen(text) <= 2)
		return repeat_byte(text, slots, found->value->count);
	if (found->value->type->form == FORM_BYTES)
		return call_read_bytes(text, slots, found->value->count);
	if (found->value->count > 1 && !found->indexed)
		return call_read_list(model, found->value, text, slots);
	if (!call_read_value(model, found->value->type, text, &value))
		return FALSE;
	rmm_value_set(found->value, call->in, found->element, value);
	return TRUE;
}

/* Inputs of a line that are no inputs of the command but say what memory
 * holds, or what the test Realm was told; replay.c looks at them. */
static gboolean is_side_input(const char *name)
{
	static const char *const names[] = {
		"fill", "rec", "granule", "rd",
		/* 2.0: the same once more, decoded or raw */
		"src_value", "desc", "range", "flags", "calls", "isv",
		/* registers behind those of a PSCI command */
		"fid", "x2", "x3", "x4",
		/* the challenge of a token, of which no contents are modelled */
		"c",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(names[i], name) == 0)
			return TRUE;
	return FALSE;
}

static gboolean bad(const TraceLine *line, const char *what, const char *name, GError **error)
{
	const char *at = strstr(line->text, name);

	while (at && at > line->text && at[-1] != ' ' && at[-1] != '\t')
		at = strstr(at + 1, name);
	g_set_error(error, TRACE_ERROR, 0, "%u:%u: error: %s '%s' of %s", line->number,
		    at ? (unsigned)(at - line->text) + 1 : 1, what, name, line->verb);
	return FALSE;
}

/* A single range of output addresses. */
static gboolean read_single(const struct rmm_model *model, const struct rmm_command *command,
			    const char *text, struct rmm_call *call)
{
	SpelledValue type, oaddr;
	uint64_t range;

	if (!spelling_input(command, "oaddr", &oaddr) ||
	    !spelling_input(command, "oaddr_type", &type))
		return TRUE;
	if (!call_read_value(model, oaddr.value->type, text, &range))
		return FALSE;
	rmm_value_set(type.value, call->in, 0, ADDRESS_TYPE_SINGLE);
	rmm_value_set(oaddr.value, call->in, 0, range);
	return TRUE;
}

static gboolean unknown_command(const TraceLine *line, GError **error)
{
	const char *at = strstr(line->text, line->verb);

	g_set_error(error, TRACE_ERROR, 0, "%u:%u: error: unknown command %s", line->number,
		    at ? (unsigned)(at - line->text) + 1 : 1, line->verb);
	return FALSE;
}

void call_take_token(struct rmm_call *call, const TraceLine *line)
{
	const char *text = trace_output(line, call->command == CMD_RSI_ATTESTATION_TOKEN_INIT
					      ? "max_size" : "len");
	guint64 bytes = 0;

	if (!text && call->command == CMD_RSI_ATTESTATION_TOKEN_INIT)
		text = trace_output(line, "size");
	if (call->command == CMD_RSI_ATTESTATION_TOKEN_INIT) {
		call->limited = text && trace_number(text, &bytes);
	} else if (call->command == CMD_RSI_ATTESTATION_TOKEN_CONTINUE) {
		/* The last piece may leave out its length; one before it told nothing. */
		call->stop = g_strcmp0(line->status, "RSI_SUCCESS") == 0;
		call->limited = (text && trace_number(text, &bytes)) || !call->stop;
	}
	if (call->limited)
		call->limit = bytes;
}

static gboolean read_text(const struct rmm_model *model, const TraceLine *line,
			  struct rmm_call *call, GError **error)
{
	const struct rmm_command *definition = rmm_command(model, line->command);

	if (!definition)
		return unknown_command(line, error);
	memset(call, 0, sizeof(*call));
	call->command = line->command;
	for (unsigned i = 0; i < definition->input_count; i++)
		rmm_value_set(&definition->inputs[i], call->in, 0, definition->inputs[i].initial);
	/* The end of a history may tell the range decoded, and nothing else. */
	if (line->kind == TRACE_END && trace_input(line, "desc") &&
	    !read_single(model, definition, trace_input(line, "desc"), call))
		return bad(line, "bad value for", "desc", error);
	for (unsigned i = 0; i < line->in_count; i++) {
		SpelledValue found;

		if (!spelling_input(definition, line->in[i].name, &found)) {
			if (is_side_input(line->in[i].name))
				continue;
			return bad(line, "unknown input", line->in[i].name, error);
		}
		if (found.value->count > 1 && !found.indexed)
			memset(&call->in[found.value->slot], 0, 8 * (gsize)found.value->count);
		if (!read_input(model, &found, line->in[i].value, call))
			return bad(line, "bad value for", line->in[i].name, error);
	}
	return TRUE;
}

/*
 * Most lines are read once. Of a line that is read again, since a variant is
 * tried on it, the call is kept: trials do not read its text anew.
 */
gboolean call_read(const struct rmm_model *model, const TraceLine *line,
		   struct rmm_call *call, GError **error)
{
	struct line_memo *memo = line->memo;

	if (memo->call) {
		packed_call_unpack(memo->call, call);
		return TRUE;
	}
	if (!read_text(model, line, call, error))
		return FALSE;
	if (memo->was_read)
		memo->call = packed_call_new(call);
	memo->was_read = TRUE;
	return TRUE;
}
