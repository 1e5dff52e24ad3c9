/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Unmapping a range (2.0: A5.3.3.3): the entries are taken out first, then
 * their Granules are freed one by one.
 */
#ifndef RMM_RANGE_UNMAP_H
#define RMM_RANGE_UNMAP_H

#include "rmi/range.h"

/* What the flavours of the command differ in. */
struct rmm_unmapping {
	enum rmm_rtte_state from, to;
	bool frees_granules;    /* else the memory was Non-secure all the time */
};

void rmm_unmap_range(struct rmm_context *c, const struct rmm_unmapping *unmapping);

/* The same after an interrupt, with operation @slot. */
void rmm_unmap_range_resume(struct rmm_context *c, const struct rmm_unmapping *unmapping,
			    uint32_t slot);

/* Would the first entry be taken out of what is tracked as one, without the rest (C16)? */
bool rmm_unmap_splits_region(struct rmm_context *c, const struct rmm_unmapping *unmapping);

/* The list that was written, of out_count ranges. */
struct rmm_address_set rmm_unmapped_set(const struct rmm_context *c);

/* An implementation may want what is not used to be zero: oaddr, list_count. */
extern const struct rmm_predicate rmm_unused_not_zero;
/* It may look at what it knows of the list's Granule, and not at the GPT. */
extern const struct rmm_predicate rmm_list_not_undelegated;
/* It may have no room at all in the list. */
extern const struct rmm_predicate rmm_list_has_no_room;

/* What the prose has for both flavours, without a condition. */
#define ROWS_OF_UNMAP_PROSE \
	{ "oaddr_type", RMI_ERROR_INPUT, \
	  IF(not_an_address_type, 1 << ADDRESS_TYPE_NONE | 1 << ADDRESS_TYPE_SINGLE | \
				  1 << ADDRESS_TYPE_LIST) }, \
	{ "oaddr_zero", RMI_ERROR_INPUT, IF(unused_not_zero), .when = VARIANT_TF_UNMAP_CHECKS }, \
	{ "list_count", RMI_ERROR_INPUT, IF(list_has_no_room), .when = VARIANT_TF_UNMAP_CHECKS }

/* Outputs of both flavours. */
#define OUTPUTS_OF_UNMAP \
	VALUE(OUT_RANGE_TOP, "out_top", rmm_ipa), \
	VALUE(OUT_RANGE, "out_range", rmm_range_descriptor), \
	VALUE(OUT_COUNT, "out_count", rmm_uint64), \
	MEMBERS(OUT_LIST, "list", rmm_range_descriptor, RMM_DESCRIPTORS_MAX)

#endif
