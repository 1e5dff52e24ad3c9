/* SPDX-License-Identifier: BSD-3-Clause */
/* B4.3.20 RMI_RTT_READ_ENTRY: what the Host may see of an RTT entry. */
#include "rmi/rmi.h"

#include "base/ns_descriptor.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"
#include "engine/tracked.h"

enum { RD, IPA, LEVEL };
enum { OUT_WALK_LEVEL, OUT_STATE, OUT_DESC, OUT_RIPAS };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(IPA, "ipa", rmm_ipa),
	VALUE(LEVEL, "level", rmm_int64),
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_WALK_LEVEL, "walk_level", rmm_uint64),
	VALUE(OUT_STATE, "state", rmm_rtt_entry_state),
	VALUE(OUT_DESC, "desc", rmm_bits64),
	VALUE(OUT_RIPAS, "ripas", rmm_rmi_ripas),
};

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "rd_align",    RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_delegable, RD), .in = ONLY_1_0 },
	{ "rd_bound",    RMI_ERROR_INPUT, IF(not_tracked, RD), .in = ONLY_2_0 },
	{ "rd_state",    RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "level_bound", RMI_ERROR_INPUT, IF(level_is_invalid, LEVEL) },
	{ "ipa_align",   RMI_ERROR_INPUT, IF(not_level_aligned, IPA, LEVEL) },
	{ "ipa_bound",   RMI_ERROR_INPUT, IF(outside_ipa_space, IPA) },
	{ "rtt_walk",    RMI_ERROR_RTT, IF(walk_ends_early), .index = INDEX_WALK,
	  .when = VARIANT_READ_ENTRY_SHORT_WALK },
};

/* B3.61 RttEntryState (2.0: B4.6.84) */
static uint64_t encode_state(enum rmm_rtte_state state)
{
	static const uint8_t codes[RTTE_STATES] = {
		[RTTE_UNASSIGNED] = 0, [RTTE_UNASSIGNED_NS] = 0, [RTTE_ASSIGNED] = 1,
		[RTTE_ASSIGNED_NS] = 1, [RTTE_TABLE] = 2, [RTTE_NARCH_DEV] = 3,
		[RTTE_AUX_DESTROYED] = 4, [RTTE_ARCH_DEV] = 5,
		/* Seen only where RMI_BLOCKED is not reported. */
		[RTTE_INTERMEDIATE] = 0,
	};

	return codes[state];
}

static uint64_t descriptor(struct rmm_context *c)
{
	struct rmm_rtte rtte = c->walk.rtte;

	if (rtte_is(rtte, RTTE_INTERMEDIATE))
		return 0;
	if (rtte_is(rtte, RTTE_ASSIGNED_NS))
		return rmm_ns_descriptor_of(rtte, rmm_context_realm(c)->lpa2);
	if (rmm_variant(c->model, VARIANT_TF_READ_ENTRY_ASSIGNED_DESTROYED) &&
	    rtte_is(rtte, RTTE_ASSIGNED) && rtte_has_ripas(rtte, RIPAS_DESTROYED))
		return 0;
	return rtte_address(rtte);
}

static void read_entry(struct rmm_context *c)
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	c->result->out[OUT_WALK_LEVEL] = (uint64_t)walk->level;
	c->result->out[OUT_STATE] = encode_state(rtte_state(walk->rtte));
	c->result->out[OUT_DESC] = descriptor(c);
	c->result->out[OUT_RIPAS] = rtte_ripas(walk->rtte);
}

PREDICATE(walk_level_is, "walk_level == walk.level")
{
	return c->result->out[OUT_WALK_LEVEL] == (uint64_t)c->walk.level;
}

PREDICATE(state_is_encoded, "state == encode(walk.rtte.state)")
{
	return c->result->out[OUT_STATE] == encode_state(rtte_state(c->walk.rtte));
}

/* operand a: set of RTTE states for which desc must be 0 */
PREDICATE(desc_is_zero, "state in $Qa => desc == 0")
{
	return !rtte_state_in(c->walk.rtte, (unsigned)o.a) ||
	       c->result->out[OUT_DESC] == 0;
}

PREDICATE(desc_is_address, "state in $Qa => desc attributes 0, addr == rtte.addr")
{
	return !rtte_state_in(c->walk.rtte, (unsigned)o.a) ||
	       rmm_variant(c->model, VARIANT_TF_READ_ENTRY_ASSIGNED_DESTROYED) ||
	       c->result->out[OUT_DESC] == rtte_address(c->walk.rtte);
}

PREDICATE(desc_is_host_descriptor, "state == ASSIGNED_NS => desc == MemAttr, S2AP, addr")
{
	uint64_t desc = c->result->out[OUT_DESC];
	bool lpa2 = rmm_context_realm(c)->lpa2;

	return !rtte_is(c->walk.rtte, RTTE_ASSIGNED_NS) ||
	       (rmm_ns_descriptor_is_valid(desc, lpa2) &&
		rmm_ns_descriptor_address(desc, lpa2) == rtte_address(c->walk.rtte));
}

PREDICATE(ripas_is_entrys, "state in {UNASSIGNED, ASSIGNED} => ripas == rtte.ripas")
{
	enum rmm_rtte_state state = rtte_state(c->walk.rtte);

	return (state != RTTE_UNASSIGNED && state != RTTE_ASSIGNED) ||
	       c->result->out[OUT_RIPAS] == rtte_ripas(c->walk.rtte);
}

PREDICATE(ripas_of_ns_is_empty, "state in {UNASSIGNED_NS, ASSIGNED_NS} => ripas == EMPTY")
{
	enum rmm_rtte_state state = rtte_state(c->walk.rtte);

	return (state != RTTE_UNASSIGNED_NS && state != RTTE_ASSIGNED_NS) ||
	       c->result->out[OUT_RIPAS] == RIPAS_EMPTY;
}

static const struct rmm_success successes[] = {
	{ "walk_level",    THEN(walk_level_is), .in = ONLY_2_0 },
	{ "state",         THEN(state_is_encoded) },
	{ "state_invalid", THEN(desc_is_zero, 1 << RTTE_UNASSIGNED | 1 << RTTE_UNASSIGNED_NS) },
	{ "state_prot",    THEN(desc_is_address, 1 << RTTE_ASSIGNED | 1 << RTTE_TABLE) },
	{ "state_unprot",  THEN(desc_is_host_descriptor) },
	{ "state_io",      THEN(desc_is_address, 1 << RTTE_NARCH_DEV), .in = ONLY_2_0 },
	{ "state_vsmmu",   THEN(desc_is_address, 1 << RTTE_ARCH_DEV), .in = ONLY_2_0 },
	{ "ripas_prot",    THEN(ripas_is_entrys) },
	{ "ripas_unprot",  THEN(ripas_of_ns_is_empty) },
};

const struct rmm_command rmm_rmi_rtt_read_entry = {
	.name = "RMI_RTT_READ_ENTRY", .interface = INTERFACE_RMI,
	.fid = 0xC4000161, .section = { [LINE_1_0] = "B4.3.20", [LINE_2_0] = "B4.5.74" },
	.summary = "What an RTT entry says.",
	.note = "B24: at a TABLE entry ripas is EMPTY.",
	.rd = INPUT(RD), .ipa = INPUT(IPA), .level = INPUT(LEVEL), .walk = WALK_LEVEL,
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = read_entry, ROWS_SUCCESS(successes),
};
