/* SPDX-License-Identifier: BSD-3-Clause */
/* Judging a recorded line. */
#include "replay/judge.h"

#include <string.h>

#include "check/oracle.h"
#include "engine/registers.h"
#include "replay/recorded.h"
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
	const RecordedResult *recorded = &line->result;

	if (recorded->is_x0)
		return result->status == STATUS_FID ? recorded->x0 >> 28 == 0xc
						    : x0_agrees(model, result, recorded->x0);
	if (recorded_is(line, result->status))
		return TRUE;
	/* PSCI_VERSION has no status of its own. */
	if (result->status == STATUS_VERSION)
		return line->status[0] == '\0';
	/* Of a call by its FID nobody knows who refused it. */
	return result->command == CMD_SMC && result->status != STATUS_UNMODELLED &&
	       recorded->is_named &&
	       rmm_status(recorded->status)->encoding == rmm_status(result->status)->encoding;
}

static gboolean register_agrees(const struct rmm_model *model, const struct rmm_result *result,
				const uint64_t *slots, const RecordedOutput *output)
{
	uint64_t value;

	return !rmm_result_register(model, result, slots, output->x, &value) ||
	       (output->is_number && output->number == value);
}

static gboolean output_agrees(const struct rmm_model *model, const struct rmm_result *result,
			      const TraceLine *line, const RecordedOutput *output,
			      const uint64_t *slots)
{
	if (output->kind == OUTPUT_ASIDE)
		return TRUE;
	if (output->kind == OUTPUT_REGISTER)
		return register_agrees(model, result, slots, output);
	if (output->is_index && result->index >= 0)
		return output->is_number && (int)output->number == result->index;
	return recorded_agrees(model, line, output, result, slots);
}

gboolean judge_reads_token(const struct rmm_model *model, const struct rmm_result *result)
{
	SpelledValue found;

	return result->command == CMD_READ && result->status == STATUS_OK &&
	       spelling_output(rmm_command(model, CMD_READ), "value", &found) &&
	       rmm_value_get(found.value, result->out, found.element) == RMM_TOKEN_WORD;
}

gboolean judge_result(const struct rmm_model *model, const struct rmm_result *result,
		      const uint64_t *slots, const TraceLine *line)
{
	if (!line->status || !status_agrees(model, result, line))
		return FALSE;
	for (unsigned i = 0; i < line->out_count; i++)
		if (!output_agrees(model, result, line, &line->result.outputs[i], slots))
			return FALSE;
	return TRUE;
}

/* B5.3.5.1.3: any out_top of a run of one RIPAS is right. */
static gboolean state_get_agrees(const struct rmm_model *model, const struct rmm *state,
				 const struct rmm_call *call, const TraceLine *line)
{
	uint32_t rec = rmm_rec_at(model, state, call->rec);
	const RecordedOutput *top = recorded_output(line, "out_top");
	const RecordedOutput *ripas = recorded_output(line, "ripas");

	return rec != RMM_NONE && top && top->is_number && ripas && ripas->value.readable &&
	       rmm_rsi_ipa_state_get_agrees(model, state,
					    rmm_realm(model, state, rmm_rec(model, state, rec)->owner),
					    call->in[0], call->in[1], top->number,
					    ripas->value.single);
}

/* B5.3.1.2 unknown: generation of a token fails for a reason that only the RMM knows. */
static gboolean is_unknown_error(const struct rmm_call *call, const struct rmm_result *result,
				 const TraceLine *line)
{
	return call->command == CMD_RSI_ATTESTATION_TOKEN_CONTINUE &&
	       result->status == RSI_INCOMPLETE && result->out[0] == 0 &&
	       recorded_is(line, RSI_ERROR_UNKNOWN);
}

struct recorded {
	const struct rmm_model *model;
	const TraceLine *line;
};

static bool is_recorded(void *user, const struct rmm_result *result)
{
	const struct recorded *recorded = user;

	return judge_result(recorded->model, result, result->out, recorded->line);
}

gboolean judge_step(const struct rmm_model *model, struct rmm *state,
		    const struct rmm_call *call, const struct rmm_result *result,
		    const TraceLine *line)
{
	if (judge_result(model, result, result->out, line))
		return TRUE;
	if (call->command == CMD_RSI_IPA_STATE_GET && result->status == RSI_SUCCESS)
		return status_agrees(model, result, line) &&
		       state_get_agrees(model, state, call, line);
	if (is_unknown_error(call, result, line))
		return TRUE;
	return rmm_find_permitted(model, state, call, result, is_recorded,
				  &(struct recorded){ model, line }) != RMM_DIVERGES;
}
