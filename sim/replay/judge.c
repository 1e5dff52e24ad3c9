/* SPDX-License-Identifier: BSD-3-Clause */
/* Judging a recorded line. */
#include "judge.h"

#include <string.h>

#include "address_set.h"
#include "rec.h"
#include "rsi.h"
#include "spec.h"
#include "spelling.h"

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
	enum rmm_command_id command = CMD_NONE;

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

/* Lines that the model has nothing to say of: why, or NULL. */
static const char *beyond_model(const struct rmm_model *model, const TraceLine *line)
{
	const char *const *names = rmm_spec(model->config.version)->beyond;

	for (; names && *names && line->kind == TRACE_HOST_COMMAND; names++)
		if (strcmp(line->verb + strlen("SMC_"), *names) == 0)
			return "the command is not modelled";
	if (line->command == CMD_RMI_GRANULE_TRACKING_GET && trace_input(line, "top"))
		return "the interface is that of a later version";
	if ((line->command == CMD_SMC && trace_input(line, "x1")) ||
	    (line->kind == TRACE_GUEST && trace_output(line, "x1")))
		return "a call by its registers";
	return NULL;
}

void judge_resolve(const struct rmm_model *model, Trace *trace)
{
	for (guint i = 0; !trace->resolved && i < trace->lines->len; i++) {
		TraceLine *line = trace->lines->pdata[i];

		line->command = command_of(model, line);
		line->beyond = beyond_model(model, line);
	}
	trace->resolved = TRUE;
}

/* ---- inputs ---- */

gboolean judge_read_bytes(const char *text, uint64_t *slots, unsigned count)
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
	if (number[1] > RMM_PAGE_LEVEL || number[2] > RMM_DESCRIPTOR_COUNT_MAX || number[3] > 1)
		return FALSE;
	*value = rmm_descriptor_make(number[0], number[2], (int)number[1], number[3] == 0);
	return TRUE;
}

guint64 judge_list_granules(const char *text)
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

static gboolean read_value(const struct rmm_model *model, const struct rmm_type *type,
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
static gboolean read_list(const struct rmm_model *model, const struct rmm_value *value,
			  const char *text, uint64_t *slots)
{
	g_auto(GStrv) items = g_strsplit(text, ",", -1);
	guint count = g_strv_length(items);

	if (strcmp(text, "-") == 0)
		return TRUE;

	if (count == 0 || count > value->count)
		return FALSE;
	for (guint i = 0; i < count; i++)
		if (!read_value(model, value->type, items[i], &slots[i]))
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
		return judge_read_bytes(text, slots, found->value->count);
	if (found->value->count > 1 && !found->indexed)
		return read_list(model, found->value, text, slots);
	if (!read_value(model, found->value->type, text, &value))
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
	};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(names[i], name) == 0)
			return TRUE;
	return FALSE;
}

static gboolean bad(const TraceLine *line, const char *what, const char *name, GError **error)
{
	const char *at = strstr(line->text, name);

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
	if (!read_value(model, oaddr.value->type, text, &range))
		return FALSE;
	rmm_value_set(type.value, call->in, 0, ADDRESS_TYPE_SINGLE);
	rmm_value_set(oaddr.value, call->in, 0, range);
	return TRUE;
}

gboolean judge_call(const struct rmm_model *model, const TraceLine *line,
		    struct rmm_call *call, GError **error)
{
	const struct rmm_command *definition = rmm_command(model, line->command);

	if (!definition) {
		g_set_error(error, TRACE_ERROR, 0, "%u:1: error: unknown command %s",
			    line->number, line->verb);
		return FALSE;
	}
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

/* ---- results ---- */

static gboolean status_agrees(const TraceLine *line, enum rmm_status status)
{
	const char *x0 = trace_output(line, "x0");
	guint64 number;

	/* "> x0=0 x1=0": no status, but the register that holds it. */
	if (line->status[0] == '\0' && x0 && trace_number(x0, &number) &&
	    number == (guint64)rmm_status(status)->encoding)
		return TRUE;

	if (strcmp(line->status, rmm_status(status)->name) == 0)
		return TRUE;
	/* PSCI_VERSION has no status of its own; a bare number is X0. */
	if (status == STATUS_VERSION)
		return line->status[0] == '\0';
	if (status == STATUS_FID)
		return trace_number(line->status, &number) && number >> 28 == 0xc;
	return FALSE;
}

static gboolean bytes_agree(const struct rmm_value *value, const char *text,
			    const uint64_t *slots)
{
	uint64_t recorded[RMM_OUTPUTS_MAX] = { 0 };
	gsize size = strlen(text) / 2;
	guint64 first;

	/* "rpv0=0": the first byte alone, as a number. */
	if (strlen(text) <= 2)
		return trace_number(text, &first) && first == (slots[value->slot] & 0xff);

	if (!judge_read_bytes(text, recorded, value->count))
		return FALSE;
	for (gsize i = 0; i < size; i++)
		if ((recorded[i / 8] ^ slots[value->slot + i / 8]) >> (i % 8 * 8) & 0xff)
			return FALSE;
	return TRUE;
}

/* The whole of a list: "a,b", or "-" for none. */
static gboolean list_agrees(const struct rmm_model *model, const struct rmm_value *value,
			    const char *text, const uint64_t *slots)
{
	uint64_t recorded[RMM_OUTPUTS_MAX] = { 0 };

	return read_list(model, value, text, recorded) &&
	       memcmp(recorded, &slots[value->slot], 8 * (gsize)value->count) == 0;
}

static gboolean output_agrees(const struct rmm_model *model, const struct rmm_result *result,
			      const TracePair *pair, const uint64_t *slots)
{
	SpelledValue found;
	uint64_t recorded;
	guint64 number;

	if (result->index >= 0 && (strcmp(pair->name, "level") == 0 || strcmp(pair->name, "index") == 0))
		return trace_number(pair->value, &number) && (int)number == result->index;
	slots = spelling_result_output(model, result, slots, pair->name, &found);
	if (!slots)
		return FALSE;
	if (found.value->type->form == FORM_RANGE && found.value->count > 1)
		return list_agrees(model, found.value, pair->value, slots);
	if (found.value->type->form == FORM_BYTES)
		return bytes_agree(found.value, pair->value, slots);
	return read_value(model, found.value->type, pair->value, &recorded) &&
	       recorded == rmm_value_get(found.value, slots, found.element);
}

/* A register that is no output, or the same once more, decoded. */
static gboolean is_no_output(enum rmm_command_id command, const char *name)
{
	return name[0] == '~' || strcmp(name, "x0") == 0 || strcmp(name, "x1") == 0 ||
	       (strcmp(name, "desc") == 0 && command != CMD_RMI_RTT_READ_ENTRY);
}

gboolean judge_result(const struct rmm_model *model, const struct rmm_result *result,
		      const uint64_t *slots, const TraceLine *line)
{
	if (!line->status || !status_agrees(line, result->status))
		return FALSE;
	for (unsigned i = 0; i < line->out_count; i++)
		if (!is_no_output(result->command, line->out[i].name) &&
		    !output_agrees(model, result, &line->out[i], slots))
			return FALSE;
	return TRUE;
}

/* B5.3.5.1.3: any out_top of a run of one RIPAS is right. */
static gboolean state_get_agrees(const struct rmm_model *model, const struct rmm *state,
				 const struct rmm_call *call, const TraceLine *line)
{
	uint32_t rec = rmm_rec_at(model, state, call->rec);
	const char *out_top = trace_output(line, "out_top");
	const char *ripas = trace_output(line, "ripas");
	guint64 top;
	uint64_t value;

	return rec != RMM_NONE && out_top && ripas && trace_number(out_top, &top) &&
	       spelling_enumerator(&rmm_ripas_values, model->config.version, ripas, &value) &&
	       rsi_ipa_state_get_agrees(model, state,
					rmm_realm(model, state, rmm_rec(model, state, rec)->owner),
					call->in[0], call->in[1], top, value);
}

gboolean judge_step(const struct rmm_model *model, struct rmm *state,
		    const struct rmm_call *call, const struct rmm_result *result,
		    const TraceLine *line)
{
	if (judge_result(model, result, result->out, line))
		return TRUE;
	if (call->command == CMD_RSI_IPA_STATE_GET && result->status == RSI_SUCCESS)
		return status_agrees(line, RSI_SUCCESS) &&
		       state_get_agrees(model, state, call, line);
	/* A failure changes nothing, so that others can be tried in this state. */
	for (int i = 0; result->command == call->command && i < RMM_FAILURES_MAX; i++) {
		struct rmm_result other;

		if (i == result->condition || !(result->permitted >> i & 1))
			continue;
		rmm_refusal(model, state, call, i, &other);
		if (judge_result(model, &other, other.out, line))
			return TRUE;
	}
	return FALSE;
}
