/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls of either version of the specification, for benchmarks. */
#include "bench_call.h"

#include <glib.h>

#include "state/address_set.h"
#include "text/defaults.h"
#include "text/spelling.h"

#define TOP(address) ((address) + RMM_GRANULE_SIZE)

struct rmm_call bench_call(const struct rmm_model *model, enum rmm_command_id command,
			   const struct bench_input *inputs)
{
	struct rmm_call call = { .command = command };
	SpelledValue found;

	defaults_set(model, &call);
	for (; inputs->name; inputs++) {
		if (!spelling_input(rmm_command(model, command), inputs->name, &found))
			g_error("%s has no input %s", rmm_command(model, command)->name, inputs->name);
		rmm_value_set(found.value, call.in, found.element, inputs->value);
	}
	return call;
}

static bool is_1_0(const struct rmm_model *model)
{
	return model->config.version == &rmm_version_1_0;
}

struct rmm_call bench_delegate(const struct rmm_model *model, uint64_t pa)
{
	return is_1_0(model)
	       ? BENCH_CALL(model, RMI_GRANULE_DELEGATE, { "addr", pa })
	       : BENCH_CALL(model, RMI_GRANULE_RANGE_DELEGATE, { "base", pa }, { "top", TOP(pa) });
}

struct rmm_call bench_undelegate(const struct rmm_model *model, uint64_t pa)
{
	return is_1_0(model)
	       ? BENCH_CALL(model, RMI_GRANULE_UNDELEGATE, { "addr", pa })
	       : BENCH_CALL(model, RMI_GRANULE_RANGE_UNDELEGATE, { "base", pa },
			    { "top", TOP(pa) });
}

struct rmm_call bench_populate(const struct rmm_model *model, uint64_t rd, uint64_t ipa,
			       uint64_t pa, uint64_t source)
{
	return bench_call(model, is_1_0(model) ? CMD_RMI_DATA_CREATE : CMD_RMI_RTT_DATA_MAP_INIT,
			  (const struct bench_input[]){ { "rd", rd }, { "data", pa }, { "ipa", ipa },
							{ "src", source }, { NULL, 0 } });
}

struct rmm_call bench_map(const struct rmm_model *model, uint64_t rd, uint64_t ipa, uint64_t pa)
{
	uint64_t range = rmm_descriptor_make(pa, 1, RMM_PAGE_LEVEL, true);

	return is_1_0(model)
	       ? BENCH_CALL(model, RMI_DATA_CREATE_UNKNOWN, { "rd", rd }, { "data", pa },
			    { "ipa", ipa })
	       : BENCH_CALL(model, RMI_RTT_DATA_MAP, { "rd", rd }, { "base", ipa },
			    { "top", TOP(ipa) }, { "oaddr_type", ADDRESS_TYPE_SINGLE },
			    { "oaddr", range });
}

struct rmm_call bench_unmap(const struct rmm_model *model, uint64_t rd, uint64_t ipa)
{
	return is_1_0(model)
	       ? BENCH_CALL(model, RMI_DATA_DESTROY, { "rd", rd }, { "ipa", ipa })
	       : BENCH_CALL(model, RMI_RTT_DATA_UNMAP, { "rd", rd }, { "base", ipa },
			    { "top", TOP(ipa) }, { "oaddr_type", ADDRESS_TYPE_SINGLE });
}
