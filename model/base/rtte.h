/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An RTT entry (A5.5.4) as one 64-bit word. All accessors are here; nobody
 * else knows the bits.
 *
 *    3:0   state           enum rmm_rtte_state
 *    5:4   RIPAS           Protected IPA only
 *    6     lost            ghost: contents that the Realm relied on are gone
 *    7     valid           TTD.VALID of A5.3.1, what the hardware looks at
 *   10:8   MemAttr[2:0]    ASSIGNED_NS only
 *   51:12  address         output address, for ASSIGNED, ASSIGNED_NS, TABLE
 *   53:52  S2AP            ASSIGNED_NS only
 *   61:54  operation       INTERMEDIATE only: slot of the operation under way
 */
#ifndef RMM_RTTE_H
#define RMM_RTTE_H

#include "base/types.h"

#define RTTE_RIPAS   ((uint64_t)3 << 4)
#define RTTE_ATTRIBUTES ((uint64_t)7 << 8 | (uint64_t)3 << 52)
#define RTTE_LOST    ((uint64_t)1 << 6)
#define RTTE_VALID   ((uint64_t)1 << 7)
#define RTTE_ADDRESS (((uint64_t)1 << 52) - ((uint64_t)1 << 12))
#define RTTE_OPERATION ((uint64_t)0xff << 54)

static inline enum rmm_rtte_state rtte_state(uint64_t rtte)
{
	return rtte & 0x0f;
}

static inline enum rmm_ripas rtte_ripas(uint64_t rtte)
{
	return rtte >> 4 & 3;
}

static inline uint64_t rtte_address(uint64_t rtte)
{
	return rtte & RTTE_ADDRESS;
}

static inline bool rtte_is_valid(uint64_t rtte)
{
	return rtte & RTTE_VALID;
}

static inline bool rtte_is_lost(uint64_t rtte)
{
	return rtte & RTTE_LOST;
}

static inline unsigned rtte_mem_attr(uint64_t rtte)
{
	return rtte >> 8 & 7;
}

static inline unsigned rtte_s2ap(uint64_t rtte)
{
	return rtte >> 52 & 3;
}

static inline uint32_t rtte_operation(uint64_t rtte)
{
	return rtte >> 54 & 0xff;
}

/* INQCGS: a mapping is valid if its HIPAS is ASSIGNED and its RIPAS is RAM. */
static inline uint64_t rtte_make(enum rmm_rtte_state state,
				 enum rmm_ripas ripas, uint64_t address)
{
	uint64_t rtte = (uint64_t)state | (uint64_t)ripas << 4 | address;

	if ((state == RTTE_ASSIGNED && ripas == RIPAS_RAM) ||
	    state == RTTE_ASSIGNED_NS)
		rtte |= RTTE_VALID;
	return rtte;
}

/* The same entry with another RIPAS. */
static inline uint64_t rtte_with_ripas(uint64_t rtte, enum rmm_ripas ripas)
{
	return rtte_make(rtte_state(rtte), ripas, rtte_address(rtte)) |
	       (rtte & (RTTE_LOST | RTTE_OPERATION));
}

/*
 * The entry while @operation is at work on it. Its address is where the
 * operation maps from or to; the hardware sees nothing there.
 */
static inline uint64_t rtte_make_intermediate(enum rmm_ripas ripas, uint64_t address,
					      uint32_t operation)
{
	return rtte_make(RTTE_INTERMEDIATE, ripas, address) | (uint64_t)operation << 54;
}

/* Unprotected IPA mapped to Non-secure memory, attributes from the Host. */
static inline uint64_t rtte_make_ns(uint64_t address, unsigned mem_attr,
				    unsigned s2ap)
{
	return rtte_make(RTTE_ASSIGNED_NS, RIPAS_EMPTY, address) |
	       (uint64_t)(mem_attr & 7) << 8 | (uint64_t)(s2ap & 3) << 52;
}

/* DHGYJZ: an entry is live if a physical address is stored in it. */
static inline bool rtte_is_live(uint64_t rtte)
{
	enum rmm_rtte_state state = rtte_state(rtte);

	return state != RTTE_UNASSIGNED && state != RTTE_UNASSIGNED_NS &&
	       state != RTTE_AUX_DESTROYED;
}

/* DYPSLW: what makes the RTT of an entry live; NS mappings do not (IMXJNY). */
static inline bool rtte_keeps_rtt_live(uint64_t rtte)
{
	return rtte_is_live(rtte) && rtte_state(rtte) != RTTE_ASSIGNED_NS;
}

#endif
