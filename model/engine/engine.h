/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The engine: carries out a command as the specification defines one (B1).
 *
 * Every failure condition is evaluated. Those that hold, and before which no
 * other that holds is ordered, are the permitted failures: an implementation
 * may report any of them. The model reports the first in listing order and
 * changes nothing. If none holds, the effect runs.
 */
#ifndef RMM_ENGINE_H
#define RMM_ENGINE_H

#include "engine/command.h"

/*
 * Carries out @call on @state. STATUS_UNSUPPORTED: the version has no such
 * command. STATUS_NOT_RUN: the REC does not run. STATUS_LIMIT: the model's
 * storage is exhausted. In these cases nothing changes.
 */
void rmm_step(const struct rmm_model *m, struct rmm *state,
	      const struct rmm_call *call, struct rmm_result *result);

/* Clears the result of the command of @c. */
void rmm_begin(struct rmm_context *c);

/*
 * Evaluates the conditions of the command of @c, whose result is cleared, and
 * reports a failure or takes effect.
 */
void rmm_carry_out(struct rmm_context *c);

/* Reports @row of the command of @c as its failure. */
void rmm_report(struct rmm_context *c, const struct rmm_failure *row);

/* As that, for the row of the rules with this @id. */
void rmm_report_id(struct rmm_context *c, const char *id);

/*
 * The result if condition @condition of the rules is the one that is reported
 * for @call in @state. Changes nothing.
 */
void rmm_refusal(const struct rmm_model *m, struct rmm *state,
		 const struct rmm_call *call, int condition,
		 struct rmm_result *result);

/*
 * The conditions of the rules that hold for @call in @state, whether or not they
 * may be reported: bits. Changes nothing.
 */
uint64_t rmm_violated(const struct rmm_model *m, struct rmm *state,
		      const struct rmm_call *call);

/* The id of a condition of the rules of @command. */
const char *rmm_condition_id(const struct rmm_model *m,
			     enum rmm_command_id command, int condition);

#endif
