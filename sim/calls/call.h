/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls whose inputs are named, and what versions have different commands for. */
#ifndef CALLS_CALL_H
#define CALLS_CALL_H

#include "engine/command.h"

/* An input by its name, as in scenarios. A table of them ends with NULL. */
typedef struct {
	const char *name;
	uint64_t value;
} CallInput;

/* The call of @command with @inputs, which must exist; the others are the usual ones. */
struct rmm_call call_of(const struct rmm_model *model, enum rmm_command_id command,
			const CallInput *inputs);

#define CALL_OF(model, id, ...) \
	call_of(model, CMD_##id, (const CallInput[]){ __VA_ARGS__, { NULL, 0 } })

/* Of one page each. */
struct rmm_call call_delegate(const struct rmm_model *model, uint64_t pa);
struct rmm_call call_undelegate(const struct rmm_model *model, uint64_t pa);
struct rmm_call call_populate(const struct rmm_model *model, uint64_t rd, uint64_t ipa,
			      uint64_t pa, uint64_t source);
struct rmm_call call_map(const struct rmm_model *model, uint64_t rd, uint64_t ipa, uint64_t pa);
struct rmm_call call_unmap(const struct rmm_model *model, uint64_t rd, uint64_t ipa);

#endif
