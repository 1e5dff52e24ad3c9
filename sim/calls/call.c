/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls whose inputs are named. */
#include "calls/call.h"

#include <glib.h>

#include "state/address_set.h"
#include "text/defaults.h"
#include "text/spelling.h"

#define END(address) ((address) + RMM_GRANULE_SIZE)

struct rmm_call call_of(const struct rmm_model *model, enum rmm_command_id command,
			const CallInput *inputs)
{
	struct rmm_call call = { .command = command };
	SpelledValue found;

	defaults_set(model, &call, RMM_GRANULE_SHIFT);
	for (; inputs->name; inputs++) {
		if (!spelling_input(rmm_command(model, command), inputs->name, &found))
			g_error("%s has no input %s", rmm_command(model, command)->name, inputs->name);
		rmm_value_set(found.value, call.in, found.element, inputs->value);
	}
	return call;
}

struct rmm_call call_delegate(const struct rmm_model *model, uint64_t pa)
{
	return rmm_command(model, CMD_RMI_GRANULE_DELEGATE)
	       ? CALL_OF(model, RMI_GRANULE_DELEGATE, { "addr", pa })
	       : CALL_OF(model, RMI_GRANULE_RANGE_DELEGATE, { "base", pa }, { "top", END(pa) });
}

struct rmm_call call_undelegate(const struct rmm_model *model, uint64_t pa)
{
	return rmm_command(model, CMD_RMI_GRANULE_UNDELEGATE)
	       ? CALL_OF(model, RMI_GRANULE_UNDELEGATE, { "addr", pa })
	       : CALL_OF(model, RMI_GRANULE_RANGE_UNDELEGATE, { "base", pa }, { "top", END(pa) });
}

struct rmm_call call_populate(const struct rmm_model *model, uint64_t rd, uint64_t ipa,
			      uint64_t pa, uint64_t source)
{
	enum rmm_command_id id = rmm_command(model, CMD_RMI_DATA_CREATE) ? CMD_RMI_DATA_CREATE
									 : CMD_RMI_RTT_DATA_MAP_INIT;

	return call_of(model, id, (const CallInput[]){ { "rd", rd }, { "data", pa }, { "ipa", ipa },
						       { "src", source }, { NULL, 0 } });
}

struct rmm_call call_map(const struct rmm_model *model, uint64_t rd, uint64_t ipa, uint64_t pa)
{
	uint64_t range = rmm_descriptor_make(pa, 1, RMM_PAGE_LEVEL, true);

	return rmm_command(model, CMD_RMI_DATA_CREATE_UNKNOWN)
	       ? CALL_OF(model, RMI_DATA_CREATE_UNKNOWN, { "rd", rd }, { "data", pa },
			 { "ipa", ipa })
	       : CALL_OF(model, RMI_RTT_DATA_MAP, { "rd", rd }, { "base", ipa },
			 { "top", END(ipa) }, { "oaddr_type", ADDRESS_TYPE_SINGLE },
			 { "oaddr", range });
}

struct rmm_call call_unmap(const struct rmm_model *model, uint64_t rd, uint64_t ipa)
{
	return rmm_command(model, CMD_RMI_DATA_DESTROY)
	       ? CALL_OF(model, RMI_DATA_DESTROY, { "rd", rd }, { "ipa", ipa })
	       : CALL_OF(model, RMI_RTT_DATA_UNMAP, { "rd", rd }, { "base", ipa },
			 { "top", END(ipa) }, { "oaddr_type", ADDRESS_TYPE_SINGLE });
}
