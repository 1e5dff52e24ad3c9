/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Predicates over a state: what scenarios expect, and what explorations ask:
 * guards of actions, what must never be, what may be reached. All values are
 * known. ISO C without allocation, like the model.
 */
#ifndef SIM_PREDICATE_H
#define SIM_PREDICATE_H

#include "state/rtt.h"

enum test_kind {
	TEST_ALL_OF,            /* all of @parts */
	TEST_ANY_OF,            /* at least one of @parts */
	TEST_NOT,               /* not parts[0] */
	TEST_ENTRY,             /* entries of Realm @object at [base, top) */
	TEST_LOST,              /* the Realm relied on contents there, and they are gone */
	TEST_ORIGIN,            /* of the contents that are mapped at [base, top) */
	TEST_GRANULE,           /* Granules at [base, top) */
	TEST_REALM,             /* state of Realm @object */
	TEST_PENDING,           /* what REC @object waits for */
	TEST_RUNNING,           /* REC @object runs */
	TEST_IDLE,              /* REC @object is READY, and its Host owes it no answer */
	TEST_PE,                /* fewer than @base RECs run: a PE is left for the Host */
	TEST_OPERATIONS,        /* @base operations are incomplete; 2.0 only */
	TEST_RIM_CHANGED,       /* RIM of Realm @object since the beginning */
	TEST_RIM_IS,            /* RIM of Realm @object is a surrogate, of the bytes of @base */
	TEST_MONITOR            /* monitor @object against @base */
};

/* Of a range: is every page as the test says, or one of them? */
enum page_quantifier { EVERY_PAGE, SOME_PAGE };

enum value_relation { IS_EQUAL, IS_BELOW, IS_ABOVE };

/* A field that is negative does not matter. */
struct state_test {
	enum test_kind kind;
	enum page_quantifier quantifier;
	enum value_relation relation; /* TEST_MONITOR, TEST_OPERATIONS */
	uint64_t object;        /* PA of an RD or REC; index of a monitor */
	uint64_t base, top;
	int state;              /* RTTE, Granule or Realm state; origin; enum rmm_pending */
	int ripas;
	int level;              /* LEVEL_ANY: any */
	uint64_t address;       /* PA that the page is mapped to; ADDRESS_ANY: any, or none */
	bool negated;           /* of each page */
	const struct state_test *parts;
	unsigned part_count;
};

#define LEVEL_ANY (-2)
#define ADDRESS_ANY UINT64_MAX

/* What is looked at. */
struct state_view {
	const struct rmm_model *model;
	const struct rmm *state;
	const struct rmm *beginning;    /* TEST_RIM_CHANGED */
	const uint64_t *monitors;       /* TEST_MONITOR; else may be NULL */
	bool rim_counted;               /* monitors 0, 1, ... count RIMs of Realm slots */
};

/*
 * Is there an Unprotected IPA among [base, top) of the Realm at @rd? It has no
 * RIPAS (A5.2.1); *address is one. False where there is no such Realm, or IPA.
 */
bool lacks_ripas(const struct rmm_model *model, const struct rmm *state, uint64_t rd,
		 uint64_t base, uint64_t top, uint64_t *address);

/* Is @ipa, whose walk ended so, mapped to @address: memory of the Realm's or the Host's? */
bool walk_leads_to(const struct rmm_model *model, const struct rmm *state,
		   const struct rmm_walk *walk, uint64_t ipa, uint64_t address);

/* Nothing holds of a Realm or REC that does not exist. */
bool state_test_holds(const struct state_view *view, const struct state_test *test);

#endif
