/* SPDX-License-Identifier: BSD-3-Clause */
/* Inputs and outputs by name. */
#include "mistake/spoil.h"

static const struct rmm_value *find(const struct rmm_value *values, const char *name)
{
	while (strcmp(values->name, name) != 0)
		values++;
	return values;
}

uint64_t rmm_spoil_in(const struct rmm_context *c, const char *name)
{
	return rmm_in(c, find(c->command->inputs, name)->slot);
}

uint64_t *rmm_spoil_out(const struct rmm_context *c, const char *name)
{
	return &c->result->out[find(c->command->outputs, name)->slot];
}
