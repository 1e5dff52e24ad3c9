/* SPDX-License-Identifier: BSD-3-Clause */
/* Judging a recorded line. */
#include "replay/judge.h"

#include <string.h>

#include "replay/call.h"
#include "state/rec.h"
#include "rsi/rsi.h"
#include "text/spelling.h"

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
	return call_read_value(model, found.value->type, pair->value, &recorded) &&
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
	       rmm_rsi_ipa_state_get_agrees(model, state,
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
