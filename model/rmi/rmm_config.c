/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The RMM itself (A2.1.2): B4.5.52 RMI_RMM_ACTIVATE, B4.5.53
 * RMI_RMM_CONFIG_GET and B4.5.54 RMI_RMM_CONFIG_SET.
 */
#include "rmi/rmi.h"

#include "engine/footprint.h"
#include "engine/operation.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"
#include "state/tracking.h"

enum { CFG_PTR, TRACKING_REGION_SIZE, RMI_GRANULE_SIZE };
enum { OUT_TRACKING_REGION_SIZE, OUT_RMI_GRANULE_SIZE };

static const struct rmm_value get_inputs[] = {
	VALUE(CFG_PTR, "cfg_ptr", rmm_pa),
};
static const struct rmm_value get_outputs[] = {
	MEMBER(OUT_TRACKING_REGION_SIZE, "tracking_region_size", rmm_uint64),
	MEMBER(OUT_RMI_GRANULE_SIZE, "rmi_granule_size", rmm_granule_size),
};
static const struct rmm_value set_inputs[] = {
	VALUE(CFG_PTR, "cfg_ptr", rmm_pa),
	MEMBER(TRACKING_REGION_SIZE, "tracking_region_size", rmm_uint64),
	MEMBER(RMI_GRANULE_SIZE, "rmi_granule_size", rmm_granule_size),
};

/* A2.3.1: supported by the platform; A2.3.4: combined as the table there allows. */
PREDICATE(config_unsupported, "!config_supported(cfg)")
{
	uint64_t granule = rmm_in(c, RMI_GRANULE_SIZE);

	return granule >= RMI_GRANULES ||
	       !(rmm_granule_sizes(&c->model->config) >> granule & 1) ||
	       rmm_region_shift_of((unsigned)granule, rmm_in(c, TRACKING_REGION_SIZE)) == 0;
}

PREDICATE(something_tracked, "rmm.num_tracked != 0")
{
	return rmm_global(c->state)->num_tracked != 0;
}

static const struct rmm_failure activate_failures[] = {
	{ "state", RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_INIT) },
};

static const struct rmm_failure get_failures[] = {
	{ "rmm_state", RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_ACTIVE),
	  .unless = VARIANT_TF_RMM_STATE_CHECKED, .until = SINCE_BET3 },
	{ "rmm_state", RMI_ERROR_GLOBAL,
	  IF(global_state_not_in, 1 << RMM_STATE_INIT | 1 << RMM_STATE_ACTIVE),
	  .unless = VARIANT_TF_RMM_STATE_CHECKED, .in = SINCE_BET3 },
	{ "cfg_align", RMI_ERROR_INPUT, IF(structure_unaligned, CFG_PTR) },
	{ "cfg_pas",   RMI_ERROR_INPUT, IF(not_ns_accessible, CFG_PTR) },
};

static const struct rmm_failure set_failures[] = {
	{ "rmm_state", RMI_ERROR_GLOBAL, IF(global_state_is_not, RMM_STATE_INIT) },
	{ "cfg_align", RMI_ERROR_INPUT, IF(structure_unaligned, CFG_PTR) },
	{ "cfg_pas",   RMI_ERROR_INPUT, IF(not_ns_accessible, CFG_PTR) },
	{ "cfg_supp",  RMI_ERROR_INPUT, IF(config_unsupported) },
	{ "tracked",   RMI_ERROR_INPUT, IF(something_tracked) },
};

static void activate(struct rmm_context *c)
{
	uint32_t slot;

	rmm_global(c->state)->state = RMM_STATE_ACTIVE;
	if (rmm_variant(c->model, VARIANT_TF_TRACKING_STATIC))
		rmm_tracking_set_all(c->model, c->state, TRACKING_FINE);
	if (c->call->interrupt != 1)
		return;
	slot = rmm_operation_begin(c);
	rmm_global(c->state)->state = RMM_STATE_INTERMEDIATE;
	if (slot != RMM_NONE)
		rmm_operation_wait(c, slot, PHASE_CONTINUE);
}

static void resume_activation(struct rmm_context *c, uint32_t slot)
{
	if (c->call->interrupt == 1) {
		rmm_operation_wait(c, slot, PHASE_CONTINUE);
		return;
	}
	rmm_operation_end(c, slot);
	rmm_global(c->state)->state = RMM_STATE_ACTIVE;
	c->result->status = RMI_SUCCESS;
}

static void get(struct rmm_context *c)
{
	c->result->out[OUT_TRACKING_REGION_SIZE] = rmm_global(c->state)->region_size;
	c->result->out[OUT_RMI_GRANULE_SIZE] = rmm_global(c->state)->granule_size;
}

static void set(struct rmm_context *c)
{
	rmm_global(c->state)->granule_size = (uint16_t)rmm_in(c, RMI_GRANULE_SIZE);
	rmm_global(c->state)->region_size = (uint8_t)rmm_in(c, TRACKING_REGION_SIZE);
}

PREDICATE(rmm_is_active, "rmm.state == ACTIVE")
{
	return rmm_global(c->state)->state == RMM_STATE_ACTIVE;
}

PREDICATE(granule_size_is, "cfg.rmi_granule_size == RG")
{
	return c->result->out[OUT_RMI_GRANULE_SIZE] ==
	       rmm_global(c->state)->granule_size;
}

PREDICATE(region_size_is, "cfg.tracking_region_size == TRS")
{
	return c->result->out[OUT_TRACKING_REGION_SIZE] == rmm_global(c->state)->region_size;
}

PREDICATE(granule_size_becomes, "RG == cfg.rmi_granule_size")
{
	return rmm_global(c->state)->granule_size == rmm_in(c, RMI_GRANULE_SIZE);
}

PREDICATE(region_size_becomes, "TRS == cfg.tracking_region_size")
{
	return rmm_global(c->state)->region_size == rmm_in(c, TRACKING_REGION_SIZE);
}

static const struct rmm_success activate_successes[] = {
	{ "result", THEN(result_is_success) },
	{ "state",  THEN(rmm_is_active) },
};

static const struct rmm_success get_successes[] = {
	{ "rmi_granule_size",     THEN(granule_size_is) },
	{ "tracking_region_size", THEN(region_size_is) },
};

static const struct rmm_success set_successes[] = {
	{ "rmi_granule_size",     THEN(granule_size_becomes) },
	{ "tracking_region_size", THEN(region_size_becomes) },
};

static bool rmm_covers_tracking(struct rmm_context *c, struct rmm_operands o,
				const struct rmm_change *change)
{
	return rmm_variant(c->model, VARIANT_TF_TRACKING_STATIC) &&
	       (change->kind == CHANGE_TRACKING ||
		(change->kind == CHANGE_GLOBAL && change->item == GLOBAL_FIELD_NUM_TRACKED));
}

static const struct rmm_footprint activate_footprint[] = {
	{ "state", COVERS(global, GLOBAL_FIELD_STATE), .note = "a success condition changes it" },
	{ "tracking", COVERS(tracking), .note = "only where tracking is static" },
};

static const struct rmm_footprint set_footprint[] = {
	{ "rmi_granule_size",     COVERS(global, GLOBAL_FIELD_GRANULE_SIZE) },
	{ "tracking_region_size", COVERS(global, GLOBAL_FIELD_REGION_SIZE) },
};

const struct rmm_command rmm_rmi_rmm_activate = {
	.name = "RMI_RMM_ACTIVATE", .interface = INTERFACE_RMI,
	.fid = 0xC4000202, .section = { [LINE_2_0] = "B4.5.52" },
	.summary = "The RMM becomes active.",
	ROWS_FAILURE(activate_failures),
	.effect = activate, .resume = resume_activation,
	ROWS_SUCCESS(activate_successes), ROWS_FOOTPRINT(activate_footprint),
};

const struct rmm_command rmm_rmi_rmm_config_get = {
	.name = "RMI_RMM_CONFIG_GET", .interface = INTERFACE_RMI,
	.fid = 0xC40001EC, .section = { [LINE_2_0] = "B4.5.53" },
	.summary = "Granule size and tracking region size of the RMM.",
	.note = "C14: needs RMM_STATE_ACTIVE, as the condition says.",
	ROWS_IN(get_inputs), ROWS_OUT(get_outputs), ROWS_FAILURE(get_failures),
	.effect = get, ROWS_SUCCESS(get_successes),
};

const struct rmm_command rmm_rmi_rmm_config_set = {
	.name = "RMI_RMM_CONFIG_SET", .interface = INTERFACE_RMI,
	.fid = 0xC400016E, .section = { [LINE_2_0] = "B4.5.54" },
	.summary = "Chooses Granule size and tracking region size before activation.",
	.note = "C15: tracked cannot fire where tracking is set when ACTIVE only. "
		"C80: supported are the sizes from that of the platform's GPT on, in which all "
		"memory comes in whole Granules.",
	ROWS_IN(set_inputs), ROWS_FAILURE(set_failures),
	.effect = set, ROWS_SUCCESS(set_successes), ROWS_FOOTPRINT(set_footprint),
};
