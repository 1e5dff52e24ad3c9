/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calls and results in registers: X0 holds the FID, then the result; inputs and
 * outputs that are not in memory follow from X1 on, in the order of the tables.
 */
#ifndef RMM_REGISTERS_H
#define RMM_REGISTERS_H

#include "engine/context.h"

/* X0 to X10: RSI_MEASUREMENT_EXTEND has the most inputs. */
#define RMM_CALL_REGISTERS 11

/* X0 as a command returns it with @result (B4.4.1; 2.0: B4.6.73). */
uint64_t rmm_result_x0(const struct rmm_model *m, const struct rmm_result *result);

/*
 * Output register X@number of @result, where the outputs are in @slots. False: the
 * command of the result gives none there.
 */
bool rmm_result_register(const struct rmm_model *m, const struct rmm_result *result,
			 const uint64_t *slots, unsigned number, uint64_t *value);

/*
 * The call that a Realm makes with @x, X0 to X10, by an SMC of REC @rec. False if X0
 * is the FID of no RSI or PSCI command of the model.
 */
bool rmm_call_of_registers(const struct rmm_model *m, uint64_t rec,
			   const uint64_t x[RMM_CALL_REGISTERS], struct rmm_call *call);

/*
 * Only departures show what is left in the registers of a Realm, so that only
 * under them it is kept.
 */
static inline bool rmm_keeps_registers(const struct rmm_model *m)
{
	return rmm_variant(m, VARIANT_TF_UNPROTECTED_SYNDROME) ||
	       rmm_variant(m, VARIANT_TF_MEASUREMENT_NOT_PADDED);
}

/* The registers of the issuing REC, before and after an RSI or PSCI command of it. */
void rmm_registers_call(struct rmm_context *c);
void rmm_registers_return(struct rmm_context *c);

/* The same when an entry of the REC completes an RSI command with @status. */
void rmm_registers_complete(struct rmm_context *c, enum rmm_status status);

#endif
