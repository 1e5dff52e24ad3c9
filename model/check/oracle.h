/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The judge of a real RMM: is what it returned for a call something that the
 * specification permits in the state that the calls before led to? Who drives a real
 * RMM asks call by call, and is told of the one that departs.
 */
#ifndef RMM_ORACLE_H
#define RMM_ORACLE_H

#include "engine/engine.h"

enum rmm_verdict {
	RMM_AGREES,             /* the model returns the same */
	RMM_PERMITTED,          /* another failure that may be reported (B1.6), other progress,
				   an interrupt, another end of a token */
	RMM_DIVERGES,
	RMM_NOT_JUDGED          /* the version has no such command, or a pool is exhausted */
};

/* What a real RMM returned, as far as somebody looked. */
struct rmm_returned {
	enum rmm_status status;
	int index;              /* of the return code; -1: not looked at */
	uint64_t told;          /* of outputs in slots 0 to 63: bits */
	uint64_t out[64];
};

/* What it left in memory: the state of a Granule. */
struct rmm_left {
	uint64_t pa;
	enum rmm_granule_state state;
};

/* An RMM that is followed. The states are the caller's, layout.size bytes each. */
struct rmm_oracle {
	const struct rmm_model *model;
	struct rmm *state;      /* as after boot at first: rmm_state_init */
	struct rmm *before;     /* scratch; the state before the call that was judged last */
};

/*
 * Judges a call and follows the direction that the real RMM took: progress of a range,
 * an interrupt, one failure among several. After RMM_DIVERGES and RMM_NOT_JUDGED the
 * state is what it was before the call. @left: @count Granules that were looked at.
 * @model_result: what the model returns; the permitted set is its .permitted.
 */
enum rmm_verdict rmm_oracle_judge(struct rmm_oracle *oracle, const struct rmm_call *call,
				  const struct rmm_returned *returned,
				  const struct rmm_left *left, unsigned count,
				  struct rmm_result *model_result);

/* ---- for who compares results of his own ---- */

/* Is it the one that is looked for? */
typedef bool rmm_result_test(void *user, const struct rmm_result *result);

/*
 * @state is that behind a step that returned @result: is @test true of it (RMM_AGREES),
 * or of another failure that may be reported in its place (RMM_PERMITTED)?
 */
enum rmm_verdict rmm_find_permitted(const struct rmm_model *m, struct rmm *state,
				    const struct rmm_call *call,
				    const struct rmm_result *result,
				    rmm_result_test *test, void *user);

/*
 * What an RMM may choose is chosen as @returned, of a call in @state, tells it: progress,
 * an interrupt, where a token ends. False: there is nothing to choose.
 */
bool rmm_take_choices(const struct rmm_model *m, const struct rmm *state, struct rmm_call *call,
		      const struct rmm_returned *returned);

#endif
