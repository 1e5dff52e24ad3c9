/* SPDX-License-Identifier: BSD-3-Clause */
/* What mistakes do: mistake.c tells after which command, and under which variant. */
#ifndef RMM_SPOIL_H
#define RMM_SPOIL_H

#include "engine/mistake.h"

/* An input or output of the command, by its name, which must exist. */
uint64_t rmm_spoil_in(const struct rmm_context *c, const char *name);
uint64_t *rmm_spoil_out(const struct rmm_context *c, const char *name);

/* RTT entries */
rmm_spoil rmm_spoil_keep_ram, rmm_spoil_keep_lost, rmm_spoil_make_ram, rmm_spoil_keep_data, rmm_spoil_keep_valid,
	rmm_spoil_unmap_empty, rmm_spoil_children_empty, rmm_spoil_children_plain,
	rmm_spoil_parent_empty, rmm_spoil_parent_plain;
/* Granules */
rmm_spoil rmm_spoil_keep_ns, rmm_spoil_first_page_only, rmm_spoil_keep_aux, rmm_spoil_keep_roots, rmm_spoil_keep_rd,
	rmm_spoil_keep_reclaimed, rmm_spoil_leave_last;
/* Realms and RECs */
rmm_spoil rmm_spoil_free_vmid, rmm_spoil_fill_rems, rmm_spoil_forget_rec, rmm_spoil_request_ram,
	rmm_spoil_drop_request, rmm_spoil_keep_request, rmm_spoil_emulatable;
/* measurements */
rmm_spoil rmm_spoil_keep_rim, rmm_spoil_measure_nothing, rmm_spoil_measure_unmapped,
	rmm_spoil_measure_short;
/* outputs */
rmm_spoil rmm_spoil_top_below, rmm_spoil_top_is_ipa, rmm_spoil_top_beyond,
	rmm_spoil_tell_destroyed, rmm_spoil_tell_empty, rmm_spoil_tell_nothing,
	rmm_spoil_emulate;

#endif
