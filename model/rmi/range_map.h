/* SPDX-License-Identifier: BSD-3-Clause */
/* Mapping a range, entry by entry (2.0: A5.3.3.2): DATA and Non-secure memory. */
#ifndef RMM_RANGE_MAP_H
#define RMM_RANGE_MAP_H

#include "rmi/range.h"

/*
 * The walk to the first entry: to the page level, or as an implementation
 * does to the level of the first descriptor. NULL: there is none.
 */
const struct rmm_walk *rmm_map_walk(struct rmm_context *c, struct rmm_walk *other);

/* Operand a: state of the entries that can be mapped. */
extern const struct rmm_predicate
	rmm_entry_not_mappable,
	rmm_entry_maps_other,
	rmm_map_entry_beyond_range,
	rmm_map_entry_unaligned,
	rmm_set_is_empty,
	rmm_set_unaligned,          /* operand a: address type */
	rmm_set_beyond_lpa2,
	rmm_set_beyond_width,
	rmm_set_unsuited;           /* not enough, contiguous or aligned for an entry */

/* A5.3.3.2 (C26): base is the start of an entry. */
#define ROWS_OF_ALIGNMENT \
	{ "rtte_align", RMI_ERROR_RTT, IF(map_entry_unaligned), .index = INDEX_WALK, \
	  .outputs = rmm_map_tell_level, .unless = VARIANT_TF_MAP_LEVEL_OF_DESCRIPTOR }, \
	{ "rtte_align", RMI_ERROR_INPUT, IF(map_entry_unaligned), \
	  .when = VARIANT_TF_MAP_LEVEL_OF_DESCRIPTOR }

/*
 * Does a call make no progress because an interrupt is pending? An implementation
 * sees that before it looks at the first entry, and at what it is to map there.
 */
bool rmm_map_stops_at_once(const struct rmm_context *c);

/* The index of a failure: the level that the walk reached, or aimed at. */
void rmm_map_tell_walk(struct rmm_context *c);
void rmm_map_tell_level(struct rmm_context *c);

/*
 * Does an entry map already what byte @offset of the output set would have it
 * map? TF-RMM succeeds then.
 */
bool rmm_is_mapped_already(struct rmm_context *c, struct rmm_rtte rtte, uint64_t offset,
			   uint64_t size, enum rmm_rtte_state from);

/* What the flavours of the command differ in. */
struct rmm_mapping {
	enum rmm_rtte_state from;
	/* The entry that maps @pa instead of @old. */
	struct rmm_rtte (*entry)(struct rmm_context *c, struct rmm_rtte old, uint64_t pa);
	/* Are there Granules to be taken, one by one? */
	bool takes_granules;
};

/* Would the first entry that becomes DATA have a part of what is tracked as one (C16)? */
bool rmm_map_splits_region(struct rmm_context *c);

void rmm_map_range(struct rmm_context *c, const struct rmm_mapping *mapping);

/* The same after an interrupt, with operation @slot. */
void rmm_map_range_resume(struct rmm_context *c, const struct rmm_mapping *mapping,
			  uint32_t slot);

#endif
