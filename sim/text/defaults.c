/* SPDX-License-Identifier: BSD-3-Clause */
/* What an input of a command is when a scenario does not say. */
#include "text/defaults.h"

#include <string.h>

#include "text/spelling.h"

uint64_t defaults_page(const struct rmm_model *model, unsigned granule_shift)
{
	const struct rmm_region *region = model->config.regions;
	const struct rmm_region *end = region + model->config.region_count;

	/* Conventional memory, if there is any. */
	while (region + 1 < end && region->device)
		region++;
	return ((region->base + region->size - 1) >> granule_shift) << granule_shift;
}

static uint64_t num_aux(const struct rmm_model *model, unsigned granule_shift)
{
	return model->config.platform.aux_count;
}

static const struct {
	const char *name;
	uint64_t (*value)(const struct rmm_model *model, unsigned granule_shift);
} defaults[] = {
	{ "params_ptr", defaults_page }, { "run_ptr", defaults_page }, { "src", defaults_page },
	{ "cfg_ptr", defaults_page }, { "list_addr", defaults_page }, { "num_aux", num_aux },
};

/* NULL if there is none of that name. */
static uint64_t (*find(const char *name))(const struct rmm_model *model, unsigned granule_shift)
{
	for (unsigned i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++)
		if (strcmp(defaults[i].name, name) == 0)
			return defaults[i].value;
	return NULL;
}

bool defaults_may_be_left_out(const struct rmm_value *value)
{
	return value->in_memory || value->initial || find(value->name) ||
	       (value->type->form != FORM_ADDRESS && value->type != &rmm_int64);
}

void defaults_set(const struct rmm_model *model, struct rmm_call *call, unsigned granule_shift)
{
	const struct rmm_command *command = rmm_command(model, call->command);

	memset(call->in, 0, sizeof(call->in));
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];
		uint64_t (*own)(const struct rmm_model *, unsigned) = find(value->name);

		if (value->width && !value->initial)
			continue;
		rmm_value_set(value, call->in, 0, own ? own(model, granule_shift) : value->initial);
	}
}

/* What was given of the inputs of a call. */
struct given {
	struct rmm_call *call;
	const struct rmm_command *command;
	unsigned (*elements)(const void *user, const char *name);
	const void *user;
};

static void set_unless_given(const struct given *given, const char *name, uint64_t number)
{
	SpelledValue found;

	if (!given->elements(given->user, name) && spelling_input(given->command, name, &found))
		rmm_value_set(found.value, given->call->in, 0, number);
}

void defaults_complete(const struct rmm_model *model, struct rmm_call *call, unsigned granule_shift,
		       unsigned (*elements)(const void *user, const char *name), const void *user)
{
	const struct given given = { call, rmm_command(model, call->command), elements, user };
	unsigned list = elements(user, "list");
	SpelledValue type;

	if (list) {
		set_unless_given(&given, "oaddr_type", ADDRESS_TYPE_LIST);
		set_unless_given(&given, "list_count", list);
	} else if (elements(user, "oaddr") && !elements(user, "flags")) {
		set_unless_given(&given, "oaddr_type", ADDRESS_TYPE_SINGLE);
	}
	if (spelling_input(given.command, "oaddr_type", &type) &&
	    rmm_value_get(type.value, call->in, 0) == ADDRESS_TYPE_LIST)
		set_unless_given(&given, "oaddr", defaults_page(model, granule_shift));
}

bool defaults_are_refused(const struct rmm_command *command, const struct rmm_call *call)
{
	SpelledValue type, address;

	return spelling_input(command, "oaddr_type", &type) &&
	       rmm_value_get(type.value, call->in, 0) == ADDRESS_TYPE_NONE &&
	       spelling_input(command, "oaddr", &address) &&
	       rmm_value_get(address.value, call->in, 0);
}
