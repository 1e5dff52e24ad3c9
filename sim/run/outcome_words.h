/* SPDX-License-Identifier: BSD-3-Clause */
/* What statements came to, in words. */
#ifndef SIM_OUTCOME_WORDS_H
#define SIM_OUTCOME_WORDS_H

#include "run/outcome.h"

/* Appends "RMI_ERROR_RTT level=2 by=rtt_walk", "SEA ipa=0x80000000"; nothing if there is none. */
void outcome_append_result(GString *out, const RunResult *result, const StepOutcome *outcome);

/*
 * Appends the result as --record writes it: what the source said of it stays
 * as it is written where it holds.
 */
void outcome_append_recorded(GString *out, const RunResult *result, const StepOutcome *outcome);

/* Appends what is known of a procedure: " ipa=0x80000000"; "SEA ipa=0x80000000 step=attest". */
void outcome_append_fact(GString *out, const Fact *fact);
void outcome_append_procedure(GString *out, const ProcedureOutcome *procedure);

/*
 * Appends what an ESR says that the result shows: "Data Abort, permission
 * fault, level 3, IPA 0x80000000". FALSE: it shows none.
 */
gboolean outcome_append_syndrome(GString *out, const RunResult *result,
				 const StepOutcome *outcome);

/* Appends a line that says which failure it follows from, if it does. */
void outcome_append_follows(GString *out, const RunResult *result, const StepOutcome *outcome);

/* Appends what is wrong, in indented lines. */
void outcome_append_detail(GString *out, const RunResult *result, const StepOutcome *outcome);

/* Appends what it changed, a line each. */
void outcome_append_changes(GString *out, const RunResult *result, const StepOutcome *outcome);

/* Appends what the state says where a predicate does not hold, and since when. */
void outcome_append_found(GString *out, const RunResult *result, const RunFinding *finding);

/* The name of its status or ending; NULL: it has no result. */
const char *outcome_status(const StepOutcome *outcome);

#endif
