/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Judging a recorded line: does what a real RMM answered stand among what the
 * model permits, and is every recorded output the model's?
 */
#ifndef SIM_JUDGE_H
#define SIM_JUDGE_H

#include "engine/engine.h"
#include "replay/trace.h"
#include "text/spelling.h"

/*
 * Does the recorded result of @line agree with status and index of @result and
 * the outputs in @slots (those of its command)?
 */
gboolean judge_result(const struct rmm_model *model, const struct rmm_result *result,
		      const uint64_t *slots, const TraceLine *line);

/* Has the Realm read words of a token, of which no contents are modelled? */
gboolean judge_reads_token(const struct rmm_model *model, const struct rmm_result *result);

/*
 * As judge_result, for a step that @result tells of; any permitted failure
 * agrees. @state is the state after the step.
 */
gboolean judge_step(const struct rmm_model *model, struct rmm *state,
		    const struct rmm_call *call, const struct rmm_result *result,
		    const TraceLine *line);

#endif
