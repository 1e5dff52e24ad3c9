/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of a state, as explorations ask them: guards of actions, and what must
 * never, or may, be reached. ISO C without allocation, like the model.
 */
#ifndef EXPLORE_TEST_H
#define EXPLORE_TEST_H

#include "state/rtt.h"

enum explore_test_kind {
	TEST_ALL_OF,            /* all of @parts */
	TEST_ANY_OF,            /* at least one of @parts */
	TEST_NOT,               /* not parts[0] */
	TEST_ENTRY,             /* entries of Realm @object at [base, top) */
	TEST_LOST,              /* the Realm relied on contents there, and they are gone */
	TEST_GRANULE,           /* Granules at [base, top) */
	TEST_ORIGIN,            /* of the contents that the Realm sees at [base, top) */
	TEST_REALM,             /* state of Realm @object */
	TEST_PENDING,           /* what REC @object waits for */
	TEST_RUNNING,           /* REC @object runs */
	TEST_IDLE,              /* REC @object is READY, and its Host owes it no answer */
	TEST_RIM_CHANGED,       /* RIM of Realm @object since the beginning */
	TEST_MONITOR            /* monitor @object against @base */
};

/* Of a range: is every page as the test says, or one of them? */
enum explore_quantifier { EVERY_PAGE, SOME_PAGE };

enum explore_relation { IS_EQUAL, IS_BELOW, IS_ABOVE };

/* A field that is negative does not matter. */
struct explore_test {
	enum explore_test_kind kind;
	enum explore_quantifier quantifier;
	enum explore_relation relation; /* TEST_MONITOR */
	uint64_t object;        /* PA of an RD or REC; index of a monitor */
	uint64_t base, top;
	int state;              /* RTTE, Granule or Realm state; origin; enum rmm_pending */
	int ripas;
	int level;              /* -2: any */
	bool negated;           /* of each page */
	const struct explore_test *parts;
	unsigned part_count;
};

struct explore_alphabet;

/* Nothing holds of a Realm or REC that does not exist. */
bool explore_test_holds(const struct explore_alphabet *a, const struct rmm *state,
			const struct explore_test *test);

#endif
