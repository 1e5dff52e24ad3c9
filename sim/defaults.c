/* SPDX-License-Identifier: BSD-3-Clause */
/* What an input of a command is when a scenario does not say. */
#include "defaults.h"

#include <string.h>

uint64_t defaults_page(const struct rmm_model *model)
{
	const struct rmm_region *region = &model->config.regions[0];

	return region->base + region->size - RMM_GRANULE_SIZE;
}

static uint64_t num_aux(const struct rmm_model *model)
{
	return model->config.platform.aux_count;
}

static const struct {
	const char *name;
	uint64_t (*value)(const struct rmm_model *model);
} defaults[] = {
	{ "params_ptr", defaults_page }, { "run_ptr", defaults_page }, { "src", defaults_page },
	{ "cfg_ptr", defaults_page }, { "list_addr", defaults_page }, { "num_aux", num_aux },
};

void defaults_set(const struct rmm_model *model, struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(model, call->command);

	memset(call->in, 0, sizeof(call->in));
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];
		uint64_t number = value->initial;

		if (value->width && !number)
			continue;
		for (unsigned j = 0; j < sizeof(defaults) / sizeof(defaults[0]); j++)
			if (strcmp(defaults[j].name, value->name) == 0)
				number = defaults[j].value(model);
		rmm_value_set(value, call->in, 0, number);
	}
}
