/* SPDX-License-Identifier: BSD-3-Clause */
/* Judging a recorded line. */
#include "replay/judge.h"

#include <string.h>

#include "engine/registers.h"
#include "replay/call.h"
#include "state/memory.h"
#include "state/rec.h"
#include "rsi/rsi.h"
#include "text/spelling.h"

/* X0 as recorded; of a negative result 32 bits may stand. */
static gboolean x0_agrees(const struct rmm_model *model, const struct rmm_result *result,
			  guint64 recorded)
{
	guint64 x0 = rmm_result_x0(model, result);

	return recorded == x0 || ((gint64)x0 < 0 && recorded == (guint32)x0);
}

static gboolean status_agrees(const struct rmm_model *model, const struct rmm_result *result,
			      const TraceLine *line)
{
	const char *x0 = trace_output(line, "x0");
	enum rmm_status named;
	guint64 number;

	/* "> 204", "> x0=0 x1=0": no status, but the register that holds it. */
	if (trace_number(*line->status || !x0 ? line->status : x0, &number))
		return result->status == STATUS_FID ? number >> 28 == 0xc
						    : x0_agrees(model, result, number);
	if (strcmp(line->status, rmm_status(result->status)->name) == 0)
		return TRUE;
	/* PSCI_VERSION has no status of its own. */
	if (result->status == STATUS_VERSION)
		return line->status[0] == '\0';
	/* Of a call by its FID nobody knows who refused it. */
	return result->command == CMD_SMC && result->status != STATUS_UNMODELLED &&
	       spelling_status(line->status, INTERFACE_REALM, &named) &&
	       rmm_status(named)->encoding == rmm_status(result->status)->encoding;
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

	if (!call_read_bytes(text, recorded, value->count))
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

	return call_read_list(model, value, text, recorded) &&
	       memcmp(recorded, &slots[value->slot], 8 * (gsize)value->count) == 0;
}

/* "x1": a register by its number, which holds an output, or what was there before. */
static gboolean is_register(const char *name, guint64 *number)
{
	char *end;

	if (name[0] != 'x' || !g_ascii_isdigit(name[1]))
		return FALSE;
	*number = g_ascii_strtoull(name + 1, &end, 10);
	return *end == '\0' && *number < 31;
}

static gboolean register_agrees(const struct rmm_model *model, const struct rmm_result *result,
				const uint64_t *slots, guint64 number, const char *text)
{
	uint64_t value;
	guint64 recorded;

	return !rmm_result_register(model, result, slots, (unsigned)number, &value) ||
	       (trace_number(text, &recorded) && recorded == value);
}

static gboolean output_agrees(const struct rmm_model *model, const struct rmm_result *result,
			      const TracePair *pair, const uint64_t *slots)
{
	SpelledValue found;
	uint64_t recorded;
	guint64 number;

	if (judge_is_untracked(pair->value))
		return TRUE;
	if (is_register(pair->name, &number))
		return register_agrees(model, result, slots, number, pair->value);

	if (result->index >= 0 && (strcmp(pair->name, "level") == 0 || strcmp(pair->name, "index") == 0))
		return trace_number(pair->value, &number) && (int)number == result->index;
	slots = spelling_result_output(model, result, slots, pair->name, &found);
	if (!slots)
		return FALSE;
	if (found.value->type->form == FORM_RANGE && found.value->count > 1)
		return list_agrees(model, found.value, pair->value, slots);
	if (found.value->type->form == FORM_BYTES)
		return bytes_agree(found.value, pair->value, slots);
	/* What a token says is not modelled. */
	if (rmm_value_get(found.value, slots, found.element) == RMM_TOKEN_WORD)
		return TRUE;
	return call_read_value(model, found.value->type, pair->value, &recorded) &&
	       recorded == rmm_value_get(found.value, slots, found.element);
}

/* A register that is no output, or the same once more, decoded. */
static gboolean is_no_output(enum rmm_command_id command, const char *name)
{
	return name[0] == '~' || strcmp(name, "x0") == 0 ||
	       (strcmp(name, "desc") == 0 && command != CMD_RMI_RTT_READ_ENTRY);
}

gboolean judge_is_untracked(const char *text)
{
	return strcmp(text, "untracked") == 0;
}

gboolean judge_reads_token(const struct rmm_model *model, const struct rmm_result *result)
{
	SpelledValue found;

	return result->command == CMD_READ && result->status == STATUS_OK &&
	       spelling_output(rmm_command(model, CMD_READ), "value", &found) &&
	       rmm_value_get(found.value, result->out, found.element) == RMM_TOKEN_WORD;
}

gboolean judge_is_aside(enum rmm_command_id command, const char *name)
{
	guint64 number;

	return is_no_output(command, name) || is_register(name, &number) ||
	       strcmp(name, "level") == 0 || strcmp(name, "index") == 0;
}

gboolean judge_can_read(const struct rmm_model *model, const SpelledValue *found,
			const char *text)
{
	uint64_t slots[RMM_OUTPUTS_MAX] = { 0 };
	guint64 number;

	if (found->value->type->form == FORM_RANGE && found->value->count > 1)
		return call_read_list(model, found->value, text, slots);
	if (found->value->type->form == FORM_BYTES)
		return strlen(text) <= 2 ? trace_number(text, &number)
					 : call_read_bytes(text, slots, found->value->count);
	return call_read_value(model, found->value->type, text, slots);
}

gboolean judge_result(const struct rmm_model *model, const struct rmm_result *result,
		      const uint64_t *slots, const TraceLine *line)
{
	if (!line->status || !status_agrees(model, result, line))
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
	       rmm_rsi_ipa_state_get_agrees(model, state,
					    rmm_realm(model, state, rmm_rec(model, state, rec)->owner),
					    call->in[0], call->in[1], top, value);
}

/* B5.3.1.2 unknown: generation of a token fails for a reason that only the RMM knows. */
static gboolean is_unknown_error(const struct rmm_call *call, const struct rmm_result *result,
				 const TraceLine *line)
{
	return call->command == CMD_RSI_ATTESTATION_TOKEN_CONTINUE &&
	       result->status == RSI_INCOMPLETE && result->out[0] == 0 &&
	       g_strcmp0(line->status, rmm_status(RSI_ERROR_UNKNOWN)->name) == 0;
}

gboolean judge_step(const struct rmm_model *model, struct rmm *state,
		    const struct rmm_call *call, const struct rmm_result *result,
		    const TraceLine *line)
{
	struct rmm_call made;

	if (judge_result(model, result, result->out, line))
		return TRUE;
	if (call->command == CMD_RSI_IPA_STATE_GET && result->status == RSI_SUCCESS)
		return status_agrees(model, result, line) &&
		       state_get_agrees(model, state, call, line);
	if (is_unknown_error(call, result, line))
		return TRUE;
	if (result->command != call->command &&
	    !rmm_call_of_registers(model, call->rec, call->in, &made))
		return FALSE;
	/* A failure changes nothing, so that others can be tried in this state. */
	for (int i = 0; i < RMM_FAILURES_MAX; i++) {
		struct rmm_result other;

		if (i == result->condition || !(result->permitted >> i & 1))
			continue;
		rmm_refusal(model, state, result->command != call->command ? &made : call, i,
			    &other);
		if (judge_result(model, &other, other.out, line))
			return TRUE;
	}
	return FALSE;
}
