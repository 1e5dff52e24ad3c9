/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Self-check: after a step, does the model keep its own word? Success
 * conditions hold, changes stay within the footprint, a failed command
 * changed nothing. A finding is a mistake of the model, or of a variant.
 */
#ifndef RMM_SELF_CHECK_H
#define RMM_SELF_CHECK_H

#include "state/diff.h"
#include "engine/engine.h"

enum rmm_finding_kind {
	FINDING_NONE,
	FINDING_SUCCESS,        /* a success condition does not hold */
	FINDING_FOOTPRINT,      /* a change outside the footprint */
	FINDING_CHANGED         /* a failed command changed the state */
};

struct rmm_finding {
	enum rmm_finding_kind kind;
	const char *id;         /* of the success condition */
	struct rmm_change change;
};

/*
 * The first success condition that a step which went well does not keep; NULL:
 * it keeps them all.
 */
const struct rmm_success *rmm_broken_success(const struct rmm_model *m, const struct rmm *old,
					     const struct rmm *now, const struct rmm_call *call,
					     const struct rmm_result *result);

/*
 * Checks the step @call, which took @old to @now with @result. Returns false
 * and tells the first finding.
 */
bool rmm_check(const struct rmm_model *m, const struct rmm *old,
	       const struct rmm *now, const struct rmm_call *call,
	       const struct rmm_result *result, struct rmm_finding *finding);

#endif
