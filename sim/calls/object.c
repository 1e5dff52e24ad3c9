/* SPDX-License-Identifier: BSD-3-Clause */
/* What an input is, by its name and its command; numbers and flags. */
#include "calls/object.h"

#include <string.h>

#include "state/address_set.h"

/* ---- numbers and flags ---- */

static uint64_t choose_few(CallScope *scope, CallSource *source)
{
	return source_below(source, 4);
}

static uint64_t choose_flag(CallScope *scope, CallSource *source)
{
	return source_below(source, 2);
}

static uint64_t choose_rarely(CallScope *scope, CallSource *source)
{
	return source_chance(source, 10) ? 1 : 0;
}

static uint64_t choose_zero(CallScope *scope, CallSource *source)
{
	return source_chance(source, 95) ? 0 : 1;
}

static uint64_t choose_one(CallScope *scope, CallSource *source)
{
	return source_chance(source, 95) ? 1 : 0;
}

static void list_one(const CallScope *scope, GArray *values)
{
	object_add(values, 1);
}

static void list_flag(const CallScope *scope, GArray *values)
{
	object_add(values, 0);
	object_add(values, 1);
}

static const CallObject few = { choose_few, NULL, NULL };
static const CallObject flag = { choose_flag, NULL, NULL };
static const CallObject choice = { choose_flag, list_flag, NULL };
static const CallObject rarely = { choose_rarely, NULL, NULL };
static const CallObject zero = { choose_zero, NULL, NULL };
static const CallObject one = { choose_one, list_one, NULL };
static const CallObject count = { choose_few, list_one, NULL };

/* ---- values of enumerations ---- */

/* The version of RMI and RSI, or another. */
static uint64_t version_of(const CallScope *scope)
{
	return (uint64_t)scope->model->rmi_major << 16;
}

static uint64_t choose_version(CallScope *scope, CallSource *source)
{
	return source_chance(source, 80) ? version_of(scope)
					 : source_below(source, 2 * version_of(scope));
}

static void list_version(const CallScope *scope, GArray *values)
{
	object_add(values, version_of(scope));
}

static const CallObject version = { choose_version, list_version, NULL };

static uint64_t choose_pas(CallScope *scope, CallSource *source)
{
	return source_chance(source, 70) ? GPT_NS : source_below(source, GPT_STATES);
}

static const CallObject pas = { choose_pas, NULL, NULL };

static uint64_t choose_status(CallScope *scope, CallSource *source)
{
	return source_chance(source, 80) ? 0 : (uint64_t)rmm_status(PSCI_DENIED)->encoding;
}

static const CallObject status = { choose_status, NULL, NULL };

static uint64_t choose_address_type(CallScope *scope, CallSource *source)
{
	return source_chance(source, 60) ? ADDRESS_TYPE_SINGLE : source_below(source, 4);
}

static void list_address_type(const CallScope *scope, GArray *values)
{
	object_add(values, ADDRESS_TYPE_SINGLE);
}

static const CallObject address_type = { choose_address_type, list_address_type, NULL };

static uint64_t choose_tracking(CallScope *scope, CallSource *source)
{
	return source_chance(source, 95) ? TRACKING_FINE : source_below(source, 4);
}

static void list_tracking(const CallScope *scope, GArray *values)
{
	object_add(values, TRACKING_FINE);
}

static const CallObject tracking = { choose_tracking, list_tracking, NULL };

static uint64_t aux_count(CallScope *scope, CallSource *source)
{
	return scope->model->config.platform.aux_count;
}

static void list_aux_count(const CallScope *scope, GArray *values)
{
	object_add(values, scope->model->config.platform.aux_count);
}

static const CallObject num_aux = { aux_count, list_aux_count, NULL };

/* ---- by name ---- */

static const struct {
	const char *name;
	const CallObject *object;
} objects[] = {
	{ "rd", &object_rd },                   { "rec", &object_rec },
	{ "rec_ptr", &object_rec },             { "calling_rec", &object_caller },
	{ "calling_rec_ptr", &object_caller },
	{ "target_rec", &object_target },       { "mpidr", &object_mpidr },
	{ "target_cpu", &object_cpu },          { "target_affinity", &object_cpu },
	{ "handle", &object_handle },           { "data", &object_delegated },
	{ "rtt", &object_delegated },           { "rtt_base", &object_delegated },
	{ "aux", &object_delegated },           { "src", &object_host },
	{ "params_ptr", &object_host },         { "run_ptr", &object_host },
	{ "list_addr", &object_host },          { "cfg_ptr", &object_host },
	{ "pa", &object_host },                 { "oaddr", &object_range },
	{ "list", &object_range },              { "desc", &object_descriptor },
	{ "addr", &object_ipa },                { "ipa", &object_ipa },
	{ "entry_point_address", &object_ipa }, { "base", &object_base },
	{ "top", &object_top },                 { "level", &object_level },
	{ "s2sz", &object_width },              { "rtt_level_start", &object_level_start },
	{ "rtt_num_start", &one },              { "num_bps", &one },
	{ "num_wps", &one },                    { "num_aux", &num_aux },
	{ "vmid", &object_vmid },               { "oaddr_type", &address_type },
	{ "list_count", &count },               { "s2ap", &few },
	{ "state", &tracking },                 { "category", &zero },
	{ "beyond", &flag },                    { "flags", &choice },
	{ "ripas", &choice },                   { "isv", &flag },
	{ "inject_sea", &rarely },              { "emul_mmio", &rarely },
	{ "trap_wfi", &flag },                  { "trap_wfe", &flag },
	{ "wfe", &flag },                       { "ripas_response", &rarely },
	{ "status", &status },                  { "pas", &pas },
	{ "req", &version },                    { "value", &few },
	{ "index", &few },                      { "size", &few },
};

/* Inputs that mean another thing to one command than to most. */
static const struct {
	enum rmm_command_id command;
	const char *name;
	const CallObject *object;
} exceptions[] = {
	{ CMD_RMI_REALM_CREATE, "rd", &object_delegated },
	{ CMD_RMI_REC_CREATE, "rec", &object_delegated },
	{ CMD_RMI_REC_CREATE, "rec_ptr", &object_delegated },
	{ CMD_RMI_RTT_SET_RIPAS, "rec", &object_requester },
	{ CMD_RMI_RTT_SET_RIPAS, "rec_ptr", &object_requester },
	{ CMD_RMI_GRANULE_DELEGATE, "addr", &object_undelegated },
	{ CMD_RMI_GRANULE_UNDELEGATE, "addr", &object_delegated },
	{ CMD_RMI_GRANULE_RANGE_DELEGATE, "base", &object_granules_base },
	{ CMD_RMI_GRANULE_TRACKING_GET, "base", &object_granules_base },
	{ CMD_RMI_GRANULE_TRACKING_GET, "top", &object_granules_top },
	{ CMD_RMI_GRANULE_RANGE_DELEGATE, "top", &object_granules_top },
	{ CMD_RMI_GRANULE_RANGE_UNDELEGATE, "base", &object_granules_base },
	{ CMD_RMI_GRANULE_RANGE_UNDELEGATE, "top", &object_granules_top },
	{ CMD_RMI_GRANULE_TRACKING_GET, "addr", &object_region },
	{ CMD_RMI_GRANULE_TRACKING_SET, "addr", &object_region },
};

const CallObject *call_object(const CallScope *scope, const struct rmm_value *input)
{
	for (gsize i = 0; i < G_N_ELEMENTS(exceptions); i++)
		if (exceptions[i].command == scope->command &&
		    strcmp(exceptions[i].name, input->name) == 0)
			return exceptions[i].object;
	for (gsize i = 0; i < G_N_ELEMENTS(objects); i++)
		if (strcmp(objects[i].name, input->name) == 0)
			return objects[i].object;
	return NULL;
}
