/* SPDX-License-Identifier: BSD-3-Clause */
/* The call that a recorded line makes. */
#include "replay/call.h"

#include <string.h>

#include "replay/value.h"

static gboolean repeat_byte(const char *text, uint64_t *slots, unsigned count)
{
	guint64 byte;

	if (!value_number(text, &byte))
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
		return value_bytes(text, slots, found->value->count);
	if (found->value->count > 1 && !found->indexed)
		return value_list(model, found->value, text, slots);
	if (!value_single(model, found->value->type, text, &value))
		return FALSE;
	rmm_value_set(found->value, call->in, found->element, value);
	return TRUE;
}

/* Inputs of a line that are no inputs of the command but say what memory
 * holds, or what the test Realm was told. */
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
	if (!value_single(model, oaddr.value->type, text, &range))
		return FALSE;
	rmm_value_set(type.value, call->in, 0, ADDRESS_TYPE_SINGLE);
	rmm_value_set(oaddr.value, call->in, 0, range);
	return TRUE;
}

/* "pe=1": which PE issues the command, where it is not the one that issues all. */
static gboolean read_pe(const TraceLine *line, const TracePair *pair, struct rmm_call *call,
			GError **error)
{
	guint64 pe;

	if (!value_number(pair->value, &pe) || pe >= G_MAXUINT8)
		return bad(line, "bad value for", pair->name, error);
	call->pe = (uint8_t)pe;
	return TRUE;
}

static gboolean unknown_command(const TraceLine *line, GError **error)
{
	const char *at = strstr(line->text, line->verb);

	g_set_error(error, TRACE_ERROR, 0, "%u:%u: error: unknown command %s", line->number,
		    at ? (unsigned)(at - line->text) + 1 : 1, line->verb);
	return FALSE;
}

/* A word "name=value" in front of the result. */
static gboolean read_pair(const struct rmm_model *model, const TraceLine *line,
			  const TracePair *pair, struct rmm_call *call, GError **error)
{
	SpelledValue found;

	if (!spelling_input(rmm_command(model, line->command), pair->name, &found)) {
		if (strcmp(pair->name, "pe") == 0)
			return read_pe(line, pair, call, error);
		return is_side_input(pair->name) || bad(line, "unknown input", pair->name, error);
	}
	if (found.value->count > 1 && !found.indexed)
		memset(&call->in[found.value->slot], 0, 8 * (gsize)found.value->count);
	return read_input(model, &found, pair->value, call) ||
	       bad(line, "bad value for", pair->name, error);
}

gboolean call_read(const struct rmm_model *model, const TraceLine *line,
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
	for (unsigned i = 0; i < line->in_count; i++)
		if (!read_pair(model, line, &line->in[i], call, error))
			return FALSE;
	return TRUE;
}
