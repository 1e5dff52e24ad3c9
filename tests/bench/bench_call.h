/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls of either version of the specification, for benchmarks. */
#ifndef BENCH_CALL_H
#define BENCH_CALL_H

#include "engine/command.h"

/* An input by its name, as in scenarios. A table of them ends with NULL. */
struct bench_input {
	const char *name;
	uint64_t value;
};

/* The call of @command with @inputs; the others are the usual ones. */
struct rmm_call bench_call(const struct rmm_model *model, enum rmm_command_id command,
			   const struct bench_input *inputs);

#define BENCH_CALL(model, id, ...) \
	bench_call(model, CMD_##id, \
		   (const struct bench_input[]){ __VA_ARGS__, { NULL, 0 } })

/* What the versions have different commands for; each of one page. */
struct rmm_call bench_delegate(const struct rmm_model *model, uint64_t pa);
struct rmm_call bench_undelegate(const struct rmm_model *model, uint64_t pa);
struct rmm_call bench_populate(const struct rmm_model *model, uint64_t rd, uint64_t ipa,
			       uint64_t pa, uint64_t source);
struct rmm_call bench_map(const struct rmm_model *model, uint64_t rd, uint64_t ipa, uint64_t pa);
struct rmm_call bench_unmap(const struct rmm_model *model, uint64_t rd, uint64_t ipa);

#endif
