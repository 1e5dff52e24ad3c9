/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What range commands on an RTT share (2.0: A5.3.3): inputs, the output
 * address set, conditions.
 *
 * The model works on the RTT that the walk from base reaches, entry by entry,
 * and leaves the rest to the next call: a choice of the implementation, as is
 * any earlier stop.
 */
#ifndef RMM_RANGE_H
#define RMM_RANGE_H

#include "engine/predicate.h"
#include "engine/tracked.h"
#include "state/address_set.h"

/* Slots of the inputs. */
enum {
	RANGE_RD, RANGE_BASE, RANGE_TOP, RANGE_FLAGS, RANGE_OADDR, RANGE_LIST_COUNT,
	RANGE_LIST
};
_Static_assert(RANGE_LIST + RMM_DESCRIPTORS_MAX <= RMM_INPUTS_MAX, "inputs");

/* Slots of the outputs. */
enum { OUT_RANGE_TOP, OUT_RANGE, OUT_COUNT, OUT_LIST };

/* Fields of the flags. */
#define OADDR_TYPE_MASK 3
#define LIST_COUNT_SHIFT 2
#define LIST_COUNT_MASK 0x3fff
#define MEMATTR_SHIFT 16
#define S2AP_SHIFT 19
#define S2AP_READ_WRITE 3

static inline enum rmm_address_type rmm_oaddr_type(const struct rmm_context *c)
{
	return rmm_in(c, RANGE_FLAGS) & OADDR_TYPE_MASK;
}

/* Descriptors of the list that count, from flags.list_count. */
unsigned rmm_list_count(const struct rmm_context *c);

/* The output address set that the inputs describe. */
struct rmm_address_set rmm_output_set(const struct rmm_context *c);

/* Where a range command ends at the latest. */
uint64_t rmm_range_end(const struct rmm_context *c);

/*
 * The S2AP that the flags select, as RTT entries have it. Direct encoding: bit
 * 1 lets the Realm read, bit 0 write.
 */
unsigned rmm_flags_s2ap(const struct rmm_context *c);

extern const struct rmm_predicate
	rmm_list_unaligned,         /* type LIST, list_addr not aligned to 8 */
	rmm_list_not_ns,            /* type LIST, list_addr not Non-secure memory */
	rmm_not_an_address_type,    /* operand a: set of types */
	rmm_range_not_unprotected,  /* also where it leaves the IPA space */
	rmm_entry_unaligned,        /* base is not the start of an entry */
	rmm_entry_beyond_range,     /* the entry is larger than the range */
	rmm_mapped_entry_unaligned,     /* the same of an entry in state a */
	rmm_mapped_entry_beyond_range;

/* Rows that all range commands begin with. */
#define ROWS_OF_RANGE \
	{ "rd_align",   RMI_ERROR_INPUT, IF(not_granule_aligned, RANGE_RD) }, \
	{ "rd_bound",   RMI_ERROR_INPUT, IF(not_tracked, RANGE_RD) }, \
	{ "rd_state",   RMI_ERROR_INPUT, IF(granule_state_is_not, RANGE_RD, GRANULE_RD) }, \
	{ "base_align", RMI_ERROR_INPUT, IF(not_granule_aligned, RANGE_BASE) }, \
	{ "top_align",  RMI_ERROR_INPUT, IF(not_granule_aligned, RANGE_TOP) }, \
	{ "size_valid", RMI_ERROR_INPUT, IF(range_is_empty, RANGE_BASE, RANGE_TOP) }

/* Inputs that all have; map commands add fields of the flags. */
#define INPUTS_OF_RANGE \
	VALUE(RANGE_RD, "rd", rmm_pa), \
	VALUE(RANGE_BASE, "base", rmm_ipa), \
	VALUE(RANGE_TOP, "top", rmm_ipa), \
	VALUE(RANGE_FLAGS, "flags", rmm_bits64), \
	VALUE(RANGE_OADDR, "oaddr", rmm_range_descriptor), \
	FIELD(RANGE_FLAGS, "oaddr_type", rmm_address_type, 0, 2), \
	FIELD(RANGE_FLAGS, "list_count", rmm_uint64, LIST_COUNT_SHIFT, 14), \
	MEMBERS(RANGE_LIST, "list", rmm_range_descriptor, RMM_DESCRIPTORS_MAX)

#define RANGE_COMMAND \
	.interface = INTERFACE_RMI, .rd = INPUT(RANGE_RD), \
	.ipa = INPUT(RANGE_BASE), .walk = WALK_PAGE

#endif
