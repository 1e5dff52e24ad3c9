/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * B4.5.72 RMI_RTT_SET_S2AP of 2.0-bet3: the Host applies a change of access
 * permissions that a REC requested. Requests come from Planes, which are not
 * modelled: no REC ever has one.
 */
#include "rmi/rmi.h"

#include "engine/predicate.h"
#include "engine/tracked.h"

enum { RD, REC_PTR, BASE, TOP };
enum { OUT_TOP, OUT_RTT_TREE };

static const struct rmm_value inputs[] = {
	VALUE(RD, "rd", rmm_pa),
	VALUE(REC_PTR, "rec_ptr", rmm_pa),
	VALUE(BASE, "base", rmm_ipa),
	VALUE(TOP, "top", rmm_ipa),
};
static const struct rmm_value outputs[] = {
	VALUE(OUT_TOP, "out_top", rmm_ipa),
	VALUE(OUT_RTT_TREE, "rtt_tree", rmm_uint64),
};

PREDICATE(rec_not_owned, "rec.owner != rd")
{
	const struct rmm_rec *rec = rmm_context_rec(c);

	return rec && rmm_context_realm(c) && rec->owner != c->realm;
}

/* s2ap_addr and s2ap_top of a REC without a request are 0. */
PREDICATE(base_not_next, "base != rec.s2ap_addr")
{
	return rmm_context_rec(c) && rmm_in(c, BASE) != 0;
}

PREDICATE(top_beyond_request, "top > rec.s2ap_top")
{
	return rmm_context_rec(c) && rmm_in(c, TOP) > 0;
}

static const struct rmm_failure failures[] = {
	ROWS_OF_2_0,
	{ "rd_align",       RMI_ERROR_INPUT, IF(not_granule_aligned, RD) },
	{ "rd_bound",       RMI_ERROR_INPUT, IF(not_tracked, RD) },
	{ "rd_state",       RMI_ERROR_INPUT, IF(granule_state_is_not, RD, GRANULE_RD) },
	{ "rec_align",      RMI_ERROR_INPUT, IF(not_granule_aligned, REC_PTR) },
	{ "rec_bound",      RMI_ERROR_INPUT, IF(not_tracked, REC_PTR) },
	{ "rec_gran_state", RMI_ERROR_INPUT, IF(granule_state_is_not, REC_PTR, GRANULE_REC) },
	{ "rec_state",      RMI_ERROR_REC, IF(rec_is_running) },
	{ "rec_owner",      RMI_ERROR_REC, IF(rec_not_owned) },
	{ "size_valid",     RMI_ERROR_INPUT, IF(range_is_empty, BASE, TOP) },
	{ "base_bound",     RMI_ERROR_INPUT, IF(base_not_next) },
	{ "top_bound",      RMI_ERROR_INPUT, IF(top_beyond_request) },
	{ "top_gran_align", RMI_ERROR_INPUT, IF(not_granule_aligned, TOP) },
};

const struct rmm_command rmm_rmi_rtt_set_s2ap = {
	.name = "RMI_RTT_SET_S2AP", .interface = INTERFACE_RMI,
	.fid = 0xC400018B, .section = { [LINE_2_0_BET3] = "B4.5.72" },
	.summary = "The Host applies a change of permissions that a REC requested.",
	.note = "No REC has such a request: Planes are not modelled. E16: what a success changes is "
		"not stated.",
	.rd = INPUT(RD), .rec = INPUT(REC_PTR),
	ROWS_IN(inputs), ROWS_OUT(outputs), ROWS_FAILURE(failures),
	.unmodelled = true,
};
