/* SPDX-License-Identifier: BSD-3-Clause */
/* What a line of a trace says that a call returned. */
#include "replay/recorded.h"

#include <string.h>

#include "replay/value.h"
#include "state/memory.h"

/* ---- places ---- */

/* What has outputs of its own. */
static OutputSlots among_of(enum rmm_status status)
{
	return status == RMI_INCOMPLETE ? IN_INCOMPLETE :
	       status == RMI_ERROR_TRACKING || status == RMI_ERROR_DPT ? IN_ADDRESS : IN_OUTPUTS;
}

static OutputPlace find_place(const struct rmm_model *model, const struct rmm_command *command,
			      enum rmm_status status, const char *name)
{
	OutputPlace place = { { NULL, 0, FALSE }, among_of(status) };

	if ((place.among == IN_INCOMPLETE && spelling_incomplete(name, &place.found)) ||
	    (place.among == IN_ADDRESS && spelling_failure_value(status, name, &place.found)))
		return place;
	place.among = IN_OUTPUTS;
	if (!command || !spelling_output(command, name, &place.found))
		place.found.value = NULL;
	return place;
}

static const uint64_t *slots_of(const OutputPlace *place, const struct rmm_result *result,
				const uint64_t *slots)
{
	return place->among == IN_INCOMPLETE ? result->incomplete :
	       place->among == IN_ADDRESS ? &result->address : slots;
}

/* ---- values ---- */

/* "rpv0=0": the first byte alone, as a number. */
static gboolean read_bytes(const char *text, uint64_t *slots, unsigned count, guint *bytes)
{
	guint64 first;

	*bytes = (guint)MAX(strlen(text) / 2, 1);
	if (strlen(text) > 2)
		return value_bytes(text, slots, count);
	if (!value_number(text, &first))
		return FALSE;
	slots[0] = first;
	return TRUE;
}

static RecordedValue read_value(const struct rmm_model *model, const SpelledValue *found,
				const char *text)
{
	const struct rmm_value *as = found->value;
	uint64_t slots[RMM_OUTPUTS_MAX];
	RecordedValue value = { .count = as->count };

	if (as->type->form != FORM_BYTES && (as->type->form != FORM_RANGE || as->count == 1)) {
		value.readable = value_single(model, as->type, text, &value.single);
		return value;
	}
	memset(slots, 0, sizeof(slots[0]) * as->count);
	value.readable = as->type->form == FORM_BYTES
		? read_bytes(text, slots, as->count, &value.bytes)
		: value_list(model, as, text, slots);
	while (value.count > 0 && slots[value.count - 1] == 0)
		value.count--;
	value.slots = g_memdup2(slots, sizeof(slots[0]) * MAX(value.count, 1));
	return value;
}

static uint64_t slot(const RecordedValue *value, guint i)
{
	return i < value->count ? value->slots[i] : 0;
}

static gboolean value_agrees(const RecordedValue *value, const SpelledValue *found,
			     const uint64_t *slots)
{
	const uint64_t *there = slots + found->value->slot;
	guint whole = value->bytes ? value->bytes / 8 : found->value->count;

	/* What a token says is not modelled. */
	if (!value->slots)
		return rmm_value_get(found->value, slots, found->element) == RMM_TOKEN_WORD ||
		       (value->readable &&
			rmm_value_get(found->value, slots, found->element) == value->single);
	if (!value->readable)
		return FALSE;
	for (guint i = 0; i < whole; i++)
		if (slot(value, i) != there[i])
			return FALSE;
	return value->bytes % 8 == 0 ||
	       (slot(value, whole) ^ there[whole]) << (64 - 8 * (value->bytes % 8)) == 0;
}

gboolean recorded_agrees(const struct rmm_model *model, const TraceLine *line,
			 const RecordedOutput *output, const struct rmm_result *result,
			 const uint64_t *slots)
{
	OutputPlace place = output->place;
	RecordedValue value = output->value;
	gboolean agrees;

	if (result->command == line->command && among_of(result->status) == among_of(line->result.status))
		return place.found.value &&
		       value_agrees(&value, &place.found, slots_of(&place, result, slots));
	/* Of a call by its FID, or of an operation that goes on. */
	place = find_place(model, rmm_command(model, result->command), result->status,
			   output->name);
	if (!place.found.value)
		return FALSE;
	value = read_value(model, &place.found, output->text);
	agrees = value_agrees(&value, &place.found, slots_of(&place, result, slots));
	g_free(value.slots);
	return agrees;
}

/* ---- reading ---- */

/* The status once more, what the log did not follow, or an output once more, decoded. */
static gboolean is_aside(const TraceLine *line, const TracePair *pair)
{
	return strcmp(pair->name, "x0") == 0 ||
	       (strcmp(pair->name, "desc") == 0 && line->command != CMD_RMI_RTT_READ_ENTRY) ||
	       strcmp(pair->value, "untracked") == 0;
}

static gboolean is_register(const char *name, guint *x)
{
	guint64 number;
	char *end;

	if (name[0] != 'x' || !g_ascii_isdigit(name[1]))
		return FALSE;
	number = g_ascii_strtoull(name + 1, &end, 10);
	*x = (guint)number;
	return *end == '\0' && number < 31;
}

static void read_output(const struct rmm_model *model, const TraceLine *line,
			const TracePair *pair, RecordedOutput *output)
{
	*output = (RecordedOutput){ .kind = OUTPUT_ASIDE, .name = pair->name,
				    .text = pair->value };
	/* A register that is no output. */
	if (pair->name[0] == '~')
		return;
	output->kind = OUTPUT_VALUE;
	output->is_number = value_number(pair->value, &output->number);
	output->is_index = strcmp(pair->name, "level") == 0 || strcmp(pair->name, "index") == 0;
	if (is_aside(line, pair))
		output->kind = OUTPUT_ASIDE;
	else if (is_register(pair->name, &output->x))
		output->kind = OUTPUT_REGISTER;
	else
		output->place = find_place(model, rmm_command(model, line->command),
					   line->result.status, pair->name);
	if (output->place.found.value)
		output->value = read_value(model, &output->place.found, output->text);
}

/* "> 204", "> x0=0 x1=0": no status, but the register that holds it. */
static void read_status(TraceLine *line)
{
	RecordedResult *result = &line->result;
	const char *text = line->status;

	for (guint i = 0; text && *text == '\0' && i < line->out_count; i++)
		if (strcmp(line->out[i].name, "x0") == 0)
			text = line->out[i].value;
	result->status = STATUS_UNMODELLED;
	if (!text)
		return;
	result->is_x0 = value_number(text, &result->x0);
	if (!result->is_x0)
		result->is_named = spelling_status(line->status, INTERFACE_REALM, &result->status);
}

void recorded_read(const struct rmm_model *model, TraceLine *line)
{
	read_status(line);
	line->result.outputs = g_new(RecordedOutput, line->out_count);
	for (unsigned i = 0; i < line->out_count; i++)
		read_output(model, line, &line->out[i], &line->result.outputs[i]);
}

const RecordedOutput *recorded_output(const TraceLine *line, const char *name)
{
	for (unsigned i = 0; i < line->out_count; i++)
		if (strcmp(line->result.outputs[i].name, name) == 0)
			return &line->result.outputs[i];
	return NULL;
}

gboolean recorded_is(const TraceLine *line, enum rmm_status status)
{
	return line->result.is_named && line->result.status == status;
}

/* ---- flaws ---- */

static char *flaw_at(const TraceLine *line, const char *what, const char *name, const char *at)
{
	return g_strdup_printf("%u:%u: error: %s '%s' of %s", line->number,
			       at ? (unsigned)(at - line->text) + 1 : 1, what, name, line->verb);
}

/* Behind the '>' of the line; its end if there is none. */
static const char *result_of(const TraceLine *line)
{
	const char *at = strstr(line->text, " >");

	return at ? at + 2 : line->text + strlen(line->text);
}

/* Words of the tool that took the log. */
static gboolean is_word_of_log(const char *status)
{
	return strcmp(status, "DROPPED") == 0 || *status == '\0';
}

static char *status_flaw(const TraceLine *line)
{
	const char *status = line->status;
	enum rmm_status named;

	if (!status || line->result.is_x0 || line->result.is_named || is_word_of_log(status) ||
	    spelling_status(status, INTERFACE_RMI, &named) ||
	    spelling_status(status, INTERFACE_RSI, &named) ||
	    spelling_status(status, INTERFACE_PSCI, &named))
		return NULL;
	return flaw_at(line, "unknown result", status, strstr(result_of(line), status));
}

/* An operation that goes on returns what its own command does. */
static gboolean find_of_any(const struct rmm_model *model, const char *name, SpelledValue *found)
{
	for (enum rmm_command_id i = 0; i < COMMANDS; i++) {
		const struct rmm_command *command = rmm_command(model, i);

		if (command && spelling_output(command, name, found))
			return TRUE;
	}
	return FALSE;
}

/* Of the command, of one that goes on, or of the exit that an action of a Realm causes. */
static gboolean find_output(const struct rmm_model *model, const TraceLine *line,
			    const char *name, SpelledValue *found)
{
	const struct rmm_command *command = rmm_command(model, line->command);

	return spelling_output(command, name, found) || spelling_incomplete(name, found) ||
	       ((line->command == CMD_RMI_OP_CONTINUE || line->command == CMD_RMI_OP_CANCEL) &&
		find_of_any(model, name, found)) ||
	       ((line->kind == TRACE_GUEST || line->kind == TRACE_RESUME) &&
		spelling_output(rmm_command(model, CMD_RMI_REC_ENTER), name, found));
}

static char *output_flaw(const struct rmm_model *model, const TraceLine *line,
			 const RecordedOutput *output)
{
	const char *at;
	RecordedValue value;
	SpelledValue found;

	if (output->kind != OUTPUT_VALUE || output->is_index ||
	    (output->place.found.value && output->value.readable))
		return NULL;
	at = trace_word(result_of(line), output->name);
	if (!find_output(model, line, output->name, &found))
		return flaw_at(line, "unknown output", output->name, at);
	value = read_value(model, &found, output->text);
	g_free(value.slots);
	return value.readable ? NULL : flaw_at(line, "bad value for", output->name, at);
}

char *recorded_flaw(const struct rmm_model *model, const TraceLine *line)
{
	char *flaw = status_flaw(line);

	/* What a call by its FID returns depends on the FID. */
	for (unsigned i = 0; !flaw && line->command != CMD_SMC && i < line->out_count; i++)
		flaw = output_flaw(model, line, &line->result.outputs[i]);
	return flaw;
}
