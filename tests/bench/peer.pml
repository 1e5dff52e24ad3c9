/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The alphabet of scenarios/explore/peer/ written by hand for SPIN: one table
 * with PAGES pages, GRANULES Granules, one REC; 1.0-rel0. A step of Host or Realm
 * is one transition, a refused one none. With the base of the last request.
 *
 *     spin -DPAGES=4 -DGRANULES=4 -a peer.pml
 */
#define NEW 0
#define ACTIVE 1
#define OFF 2

#define EMPTY 0
#define RAM 1
#define DESTROYED 2

#define UNDELEGATED 0
#define DELEGATED 1
#define DATA 2

byte realm, rim;
byte gran[GRANULES];
byte mapped[PAGES];             /* Granule + 1; 0: UNASSIGNED */
byte ripas[PAGES];
bit pending, wanted, consent;   /* a RIPAS change; to RAM; over DESTROYED, too */
byte addr, top, base;

#define MEASURE         rim = (rim < 3 -> rim + 1 : 3)
/* Pages that a command reaches: all below @t in its loop. */
#define IDLE            (realm == ACTIVE && !pending)
/* IGXDDX: without consent a DESTROYED page halts the change. */
#define HALTS(p)        (!consent && ripas[p] == DESTROYED)

#define OF_GRANULE(g) \
	:: d_step { gran[g] == UNDELEGATED -> gran[g] = DELEGATED } \
	:: d_step { gran[g] == DELEGATED -> gran[g] = UNDELEGATED }

#define OF_BOTH(p, g) \
	:: d_step { realm == NEW && gran[g] == DELEGATED && mapped[p] == 0 -> \
		gran[g] = DATA; mapped[p] = g + 1; ripas[p] = RAM; MEASURE } \
	:: d_step { gran[g] == DELEGATED && mapped[p] == 0 -> \
		gran[g] = DATA; mapped[p] = g + 1 }

#define OF_PAGE(p) \
	:: d_step { mapped[p] != 0 -> \
		gran[mapped[p] - 1] = DELEGATED; mapped[p] = 0; \
		ripas[p] = (ripas[p] == RAM -> DESTROYED : ripas[p]) } \
	:: d_step { IDLE -> skip }      /* the Realm reads */

#define REQUEST(b, t, r, c) \
	:: d_step { IDLE -> pending = 1; addr = b; top = t; wanted = r; consent = c; base = b }

#define OF_RANGE(b, t) \
	:: d_step { realm == NEW && mapped[b] == 0 -> \
		i = b; \
		do :: i < t -> ripas[i] = RAM; i++ :: else -> break od; \
		i = 0; MEASURE } \
	:: d_step { pending && addr == b && t <= top && !HALTS(b) -> \
		i = b; \
		do \
		:: i < t && !HALTS(i) -> ripas[i] = wanted; i++ \
		:: else -> break \
		od; \
		addr = i; i = 0 } \
	REQUEST(b, t, EMPTY, 0) REQUEST(b, t, EMPTY, 1) \
	REQUEST(b, t, RAM, 0) REQUEST(b, t, RAM, 1)

#define LEAVE_REQUEST \
	pending = 0; addr = 0; top = 0; wanted = 0; consent = 0; base = 0

/* Everything over so many pages and Granules. */
#if PAGES == 2
#define PAGES_OF(F, x) F(0, x) F(1, x)
#define ALL_PAGES OF_PAGE(0) OF_PAGE(1)
#define ALL_RANGES OF_RANGE(0, 1) OF_RANGE(0, 2) OF_RANGE(1, 2)
#elif PAGES == 3
#define PAGES_OF(F, x) F(0, x) F(1, x) F(2, x)
#define ALL_PAGES OF_PAGE(0) OF_PAGE(1) OF_PAGE(2)
#define ALL_RANGES OF_RANGE(0, 1) OF_RANGE(0, 2) OF_RANGE(0, 3) OF_RANGE(1, 2) \
	OF_RANGE(1, 3) OF_RANGE(2, 3)
#else
#define PAGES_OF(F, x) F(0, x) F(1, x) F(2, x) F(3, x)
#define ALL_PAGES OF_PAGE(0) OF_PAGE(1) OF_PAGE(2) OF_PAGE(3)
#define ALL_RANGES OF_RANGE(0, 1) OF_RANGE(0, 2) OF_RANGE(0, 3) OF_RANGE(0, 4) \
	OF_RANGE(1, 2) OF_RANGE(1, 3) OF_RANGE(1, 4) OF_RANGE(2, 3) OF_RANGE(2, 4) \
	OF_RANGE(3, 4)
#endif
#if GRANULES == 2
#define ALL_GRANULES OF_GRANULE(0) OF_GRANULE(1) PAGES_OF(OF_BOTH, 0) PAGES_OF(OF_BOTH, 1)
#elif GRANULES == 3
#define ALL_GRANULES OF_GRANULE(0) OF_GRANULE(1) OF_GRANULE(2) PAGES_OF(OF_BOTH, 0) \
	PAGES_OF(OF_BOTH, 1) PAGES_OF(OF_BOTH, 2)
#else
#define ALL_GRANULES OF_GRANULE(0) OF_GRANULE(1) OF_GRANULE(2) OF_GRANULE(3) \
	PAGES_OF(OF_BOTH, 0) PAGES_OF(OF_BOTH, 1) PAGES_OF(OF_BOTH, 2) PAGES_OF(OF_BOTH, 3)
#endif

active proctype all()
{
	byte i;

	do
	ALL_GRANULES
	ALL_PAGES
	ALL_RANGES
	:: d_step { realm == NEW -> realm = ACTIVE }
	:: d_step { IDLE -> realm = OFF }
	:: d_step { realm == ACTIVE && pending -> LEAVE_REQUEST }       /* accepted */
	:: d_step { realm == ACTIVE && pending -> LEAVE_REQUEST }       /* rejected */
	od
}
