/* SPDX-License-Identifier: BSD-3-Clause */
/* What the inputs of a command name. */
#include "partial/roles.h"

#include <string.h>

static gboolean is_top(const struct rmm_value *value)
{
	return strcmp(value->name, "top") == 0;
}

static Role role_of(const struct rmm_command *command, const struct rmm_value *value)
{
	if (value->in_memory)
		return ROLE_MEMORY;
	if (command->rd == INPUT(value->slot))
		return ROLE_RD;
	if (command->interface == INTERFACE_RMI) {
		if (g_str_has_prefix(value->name, "rec") ||
		    g_str_has_prefix(value->name, "calling_rec") ||
		    g_str_has_prefix(value->name, "target_rec"))
			return ROLE_REC;
		if (command->ipa == INPUT(value->slot) || strcmp(value->name, "ipa") == 0)
			return ROLE_IPA;
		if (is_top(value))
			return ROLE_TOP;
		return value->type->form == FORM_ADDRESS ? ROLE_GRANULE : ROLE_NUMBER;
	}
	if (command->interface != INTERFACE_RSI || value->type->form != FORM_ADDRESS)
		return ROLE_NUMBER;
	return is_top(value) ? ROLE_TOP : ROLE_IPA;
}

/* Is a range of Granules what it returns, and not what it is given? */
static gboolean returns_ranges(const struct rmm_command *command)
{
	for (unsigned i = 0; i < command->output_count; i++)
		if (command->outputs[i].type->form == FORM_RANGE)
			return TRUE;
	return FALSE;
}

/* A range of which the first entry or Granule decides whether it fails. */
static void mark_range(const struct rmm_command *command, Roles *roles)
{
	for (guint i = 0; i < roles->count; i++) {
		if (roles->role[i] != ROLE_TOP)
			continue;
		roles->many = TRUE;
		if (roles->ipa < 0)
			roles->role[i] = ROLE_GRANULE_TOP;
	}
	for (unsigned i = 0; i < command->input_count; i++) {
		guint slot = command->inputs[i].slot;

		if (strcmp(command->inputs[i].name, "oaddr") != 0)
			continue;
		roles->memory = TRUE;
		roles->role[slot] = returns_ranges(command) ? ROLE_LIST : ROLE_PAGES;
		roles->pages = returns_ranges(command) ? -1 : (int)slot;
	}
}

void roles_find(const struct rmm_model *model, enum rmm_command_id id, Roles *roles)
{
	const struct rmm_command *command = rmm_command(model, id);

	*roles = (Roles){ .ipa = -1, .rd = -1, .pages = -1 };
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];
		Role role = role_of(command, value);

		for (guint j = 0; j < value->count; j++)
			roles->role[value->slot + j] = role;
		roles->memory |= role == ROLE_MEMORY;
		if (role != ROLE_MEMORY)
			roles->count = MAX(roles->count, (guint)value->slot + value->count);
		if (role == ROLE_IPA && roles->ipa < 0)
			roles->ipa = value->slot;
		if (role == ROLE_RD)
			roles->rd = value->slot;
	}
	if (rmm_has(model, TRAIT_OPERATIONS) && command->interface == INTERFACE_RMI)
		mark_range(command, roles);
}
