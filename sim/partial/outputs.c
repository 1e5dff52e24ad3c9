/* SPDX-License-Identifier: BSD-3-Clause */
/* Output registers of a logged call. */
#include "partial/outputs.h"

gboolean outputs_agree(const Trial *trial, const struct rmm_result *result,
		       OutputIsOpen *is_open)
{
	const struct rmm_command *command =
		rmm_command(stage_model(trial->stage), result->command);
	guint count, number = 0;
	const guint64 *outputs = log_call_outputs(trial->event, &count);

	/* X0 tells a version. */
	if (result->status == STATUS_VERSION)
		return TRUE;
	for (unsigned i = 0; command && i < command->output_count && number < count; i++) {
		const struct rmm_value *output = &command->outputs[i];

		if (output->in_memory || output->width)
			continue;
		if (!is_open(output, result) && output->type->form != FORM_BYTES &&
		    outputs[number] != result->out[output->slot])
			return FALSE;
		number += output->count;
	}
	return TRUE;
}
