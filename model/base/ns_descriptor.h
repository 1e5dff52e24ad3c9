/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The descriptor of an Unprotected mapping as the Host writes and reads it:
 * Host-controlled RTT attributes (A5.5.11) at their architected places.
 *
 *    4:2    MemAttr[2:0]
 *    7:6    S2AP
 *    9:8    address[51:50], with LPA2
 *   51:12   address (with LPA2 49:12)
 */
#ifndef RMM_NS_DESCRIPTOR_H
#define RMM_NS_DESCRIPTOR_H

#include "base/rtte.h"

#define DESC_MEM_ATTR_SHIFT 2
#define DESC_S2AP_SHIFT 6
/* FEAT_S2FWB: the one value of MemAttr[2:0] that is reserved. */
#define MEM_ATTR_RESERVED 4

static inline uint64_t rmm_ns_descriptor_address(uint64_t desc, bool lpa2)
{
	if (!lpa2)
		return desc & RTTE_ADDRESS;
	return (desc & RTTE_ADDRESS & (((uint64_t)1 << 50) - 1)) | (desc >> 8 & 3) << 50;
}

static inline unsigned rmm_ns_descriptor_mem_attr(uint64_t desc)
{
	return desc >> DESC_MEM_ATTR_SHIFT & 7;
}

static inline unsigned rmm_ns_descriptor_s2ap(uint64_t desc)
{
	return desc >> DESC_S2AP_SHIFT & 3;
}

/* B3.56 RttDescriptorIsValidForUnprotected */
static inline bool rmm_ns_descriptor_is_valid(uint64_t desc, bool lpa2)
{
	uint64_t fields = RTTE_ADDRESS | 7u << DESC_MEM_ATTR_SHIFT |
			  3u << DESC_S2AP_SHIFT;

	if (lpa2)
		fields = (fields & (((uint64_t)1 << 50) - 1)) | 3u << 8;
	return (desc & ~fields) == 0 &&
	       rmm_ns_descriptor_mem_attr(desc) != MEM_ATTR_RESERVED;
}

/* The descriptor of an ASSIGNED_NS entry. */
static inline uint64_t rmm_ns_descriptor_of(struct rmm_rtte rtte, bool lpa2)
{
	uint64_t address = rtte_address(rtte);

	if (lpa2)
		address = (address & (((uint64_t)1 << 50) - 1)) |
			  (address >> 50 & 3) << 8;
	return address | (uint64_t)rtte_mem_attr(rtte) << DESC_MEM_ATTR_SHIFT |
	       (uint64_t)rtte_s2ap(rtte) << DESC_S2AP_SHIFT;
}

#endif
