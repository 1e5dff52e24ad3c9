/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B5.3.6 RSI_IPA_STATE_SET: the Realm requests a RIPAS change; the RMM records
 * it in the REC and exits to the Host (A5.4, A4.3.8).
 */
#include "rsi/rsi.h"

#include "engine/exit.h"
#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "engine/predicate.h"

enum { BASE, TOP, RIPAS, FLAGS };

#define FLAG_DESTROYED 1

static const struct rmm_value inputs[] = {
	VALUE(BASE, "base", rmm_ipa),
	VALUE(TOP, "top", rmm_ipa),
	VALUE(RIPAS, "ripas", rmm_rsi_ripas),
	VALUE(FLAGS, "flags", rmm_ripas_change_flags),
};
static const struct rmm_value outputs[] = {
	VALUE(0, "new_base", rmm_ipa),
	VALUE(1, "response", rmm_response),
};

/* X3[7:0]; the bits above SBZ and do not count. */
static uint32_t requested(const struct rmm_context *c)
{
	uint32_t ripas = (uint32_t)rmm_in(c, RIPAS);

	return rmm_variant(c->model, VARIANT_TF_CHANGE_FLAGS_ENUM) ? ripas : ripas & 0xff;
}

/* IRXHXF: DESTROYED cannot be requested. */
PREDICATE(neither_empty_nor_ram, "$a not in {EMPTY, RAM}")
{
	uint32_t ripas = requested(c);

	return ripas != RIPAS_EMPTY && ripas != RIPAS_RAM;
}

static const struct rmm_failure failures[] = {
	{ "base_align",  RSI_ERROR_INPUT, IF(not_rsi_aligned, BASE) },
	{ "top_align",   RSI_ERROR_INPUT, IF(not_rsi_aligned, TOP) },
	{ "base_align",  RSI_ERROR_INPUT, IF(not_granule_aligned, BASE),
	  .when = VARIANT_REQUESTS_OF_GRANULES },
	{ "top_align",   RSI_ERROR_INPUT, IF(not_granule_aligned, TOP),
	  .when = VARIANT_REQUESTS_OF_GRANULES },
	{ "size_valid",  RSI_ERROR_INPUT, IF(range_is_empty, BASE, TOP) },
	{ "rgn_bound",   RSI_ERROR_INPUT, IF(range_not_protected, BASE, TOP) },
	{ "ripas_valid", RSI_ERROR_INPUT, IF(neither_empty_nor_ram, RIPAS) },
};

static void request(struct rmm_context *c)
{
	struct rmm_rec *rec = rmm_context_rec(c);
	uint64_t *field = c->result->exit.field;

	rmm_exit(c, EXIT_RIPAS_CHANGE, PENDING_RIPAS_CHANGE);
	rec->ripas_addr = rmm_in(c, BASE);
	rec->ripas_top = rmm_in(c, TOP);
	rec->ripas_value = (uint8_t)requested(c);
	/* B17: A5.4 has the RMM record the flag, A4.3.8 omits it. */
	rec->ripas_destroyed = rmm_variant(c->model, VARIANT_TF_CHANGE_FLAGS_ENUM)
			       ? (uint8_t)rmm_in(c, FLAGS)
			       : rmm_in(c, FLAGS) & FLAG_DESTROYED;
	if (c->result->exit.status != RMI_SUCCESS)
		return;
	field[EXIT_FIELD_RIPAS_BASE] = rec->ripas_addr;
	field[EXIT_FIELD_RIPAS_TOP] = rec->ripas_top;
	field[EXIT_FIELD_RIPAS_VALUE] = rec->ripas_value;
}

/*
 * The success conditions new_base and response are about the return to the
 * Realm, which RMI_REC_ENTER carries out; here is what must be recorded for it.
 */
PREDICATE(request_recorded, "rec.ripas_addr == base, rec.ripas_top == top (A4.3.8)")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec->ripas_addr == rmm_in(c, BASE) && rec->ripas_top == rmm_in(c, TOP);
}

static const struct rmm_success successes[] = {
	{ "new_base", THEN(request_recorded) },
	{ "response", THEN(request_recorded) },
};

static const struct rmm_footprint footprint[] = {
	{ "exit", COVERS(exit), .note = "A4.3.8: the exit records the request" },
};

const struct rmm_command rmm_rsi_ipa_state_set = {
	.name = "RSI_IPA_STATE_SET", RSI_COMMAND,
	.fid = 0xC4000197, .section = { [LINE_1_0] = "B5.3.6", [LINE_2_0] = "B5.4.7" },
	.summary = "The Realm requests a RIPAS change; the Host is asked.",
	.note = "B16: new_base may lie above base after a rejection (A5.4). "
		"B17: the REC records the destroyed flag. B21: DEV cannot be "
		"requested.",
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.effect = request, ROWS_SUCCESS(successes), ROWS_FOOTPRINT(footprint),
};
