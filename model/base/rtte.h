/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An RTT entry (A5.5.4): one 64-bit word, in a type of its own, so that no other
 * file compiles that reads or changes its bits. All accessors are here. Ask the
 * narrowest question that will do: an entry that is asked whether it is a TABLE
 * has told less than one that told its state, and whoever tracks what a command
 * depends on (sim/explore/) finds fewer cases to tell apart.
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

struct rmm_rtte {
	uint64_t raw;           /* for this file alone */
};

/* ---- what an entry says ---- */

static inline enum rmm_rtte_state rtte_state(struct rmm_rtte rtte)
{
	return rtte.raw & 0x0f;
}

static inline enum rmm_ripas rtte_ripas(struct rmm_rtte rtte)
{
	return rtte.raw >> 4 & 3;
}

static inline bool rtte_is(struct rmm_rtte rtte, enum rmm_rtte_state state)
{
	return rtte_state(rtte) == state;
}

/* Is the state in @set, a bit for each? */
static inline bool rtte_state_in(struct rmm_rtte rtte, unsigned set)
{
	return set >> rtte_state(rtte) & 1;
}

static inline bool rtte_has_ripas(struct rmm_rtte rtte, enum rmm_ripas ripas)
{
	return rtte_ripas(rtte) == ripas;
}

static inline uint64_t rtte_address(struct rmm_rtte rtte)
{
	return rtte.raw & RTTE_ADDRESS;
}

static inline bool rtte_is_valid(struct rmm_rtte rtte)
{
	return rtte.raw & RTTE_VALID;
}

static inline bool rtte_is_lost(struct rmm_rtte rtte)
{
	return rtte.raw & RTTE_LOST;
}

static inline unsigned rtte_mem_attr(struct rmm_rtte rtte)
{
	return rtte.raw >> 8 & 7;
}

static inline unsigned rtte_s2ap(struct rmm_rtte rtte)
{
	return rtte.raw >> 52 & 3;
}

static inline uint32_t rtte_operation(struct rmm_rtte rtte)
{
	return rtte.raw >> 54 & 0xff;
}

/* DHGYJZ: an entry is live if a physical address is stored in it. */
static inline bool rtte_is_live(struct rmm_rtte rtte)
{
	enum rmm_rtte_state state = rtte_state(rtte);

	return state != RTTE_UNASSIGNED && state != RTTE_UNASSIGNED_NS &&
	       state != RTTE_AUX_DESTROYED;
}

/* DYPSLW: what makes the RTT of an entry live; NS mappings do not (IMXJNY). */
static inline bool rtte_keeps_rtt_live(struct rmm_rtte rtte)
{
	return rtte_is_live(rtte) && rtte_state(rtte) != RTTE_ASSIGNED_NS;
}

static inline bool rtte_equal(struct rmm_rtte a, struct rmm_rtte b)
{
	return a.raw == b.raw;
}

/* An entry as a number: to keep it where entries do not belong, and back. */
static inline uint64_t rtte_bits(struct rmm_rtte rtte)
{
	return rtte.raw;
}

static inline struct rmm_rtte rtte_of_bits(uint64_t bits)
{
	return (struct rmm_rtte){ bits };
}

/* ---- making entries ---- */

/* INQCGS: a mapping is valid if its HIPAS is ASSIGNED and its RIPAS is RAM. */
static inline struct rmm_rtte rtte_make(enum rmm_rtte_state state,
					enum rmm_ripas ripas, uint64_t address)
{
	uint64_t bits = (uint64_t)state | (uint64_t)ripas << 4 | address;

	if ((state == RTTE_ASSIGNED && ripas == RIPAS_RAM) ||
	    state == RTTE_ASSIGNED_NS)
		bits |= RTTE_VALID;
	return (struct rmm_rtte){ bits };
}

/* The same entry with another RIPAS. */
static inline struct rmm_rtte rtte_with_ripas(struct rmm_rtte rtte, enum rmm_ripas ripas)
{
	struct rmm_rtte with = rtte_make(rtte_state(rtte), ripas, rtte_address(rtte));

	with.raw |= rtte.raw & (RTTE_LOST | RTTE_OPERATION);
	return with;
}

/* The same entry, which lost its contents or not. */
static inline struct rmm_rtte rtte_with_lost(struct rmm_rtte rtte, bool lost)
{
	rtte.raw = lost ? rtte.raw | RTTE_LOST : rtte.raw & ~RTTE_LOST;
	return rtte;
}

/* The same entry as the hardware would find it; for mistakes. */
static inline struct rmm_rtte rtte_with_valid(struct rmm_rtte rtte, bool valid)
{
	rtte.raw = valid ? rtte.raw | RTTE_VALID : rtte.raw & ~RTTE_VALID;
	return rtte;
}

/* The same entry, @bytes further on. */
static inline struct rmm_rtte rtte_advance(struct rmm_rtte rtte, uint64_t bytes)
{
	rtte.raw += bytes;
	return rtte;
}

/*
 * The entry while @operation is at work on it. Its address is where the
 * operation maps from or to; the hardware sees nothing there.
 */
static inline struct rmm_rtte rtte_make_intermediate(enum rmm_ripas ripas, uint64_t address,
						     uint32_t operation)
{
	struct rmm_rtte rtte = rtte_make(RTTE_INTERMEDIATE, ripas, address);

	rtte.raw |= (uint64_t)operation << 54;
	return rtte;
}

/* Unprotected IPA mapped to Non-secure memory, attributes from the Host. */
static inline struct rmm_rtte rtte_make_ns(uint64_t address, unsigned mem_attr,
					   unsigned s2ap)
{
	struct rmm_rtte rtte = rtte_make(RTTE_ASSIGNED_NS, RIPAS_EMPTY, address);

	rtte.raw |= (uint64_t)(mem_attr & 7) << 8 | (uint64_t)(s2ap & 3) << 52;
	return rtte;
}

#endif
