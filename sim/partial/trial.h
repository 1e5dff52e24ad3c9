/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Does some state that the log permits make a call return what it says? The states of
 * the places that the call names are tried on a stage, and what cannot have been is
 * ruled out.
 */
#ifndef SIM_TRIAL_H
#define SIM_TRIAL_H

#include "partial/trial_types.h"

/* Looks at what the call names: @realm is that which calls, or NULL. */
void trial_init(Trial *trial, Knowledge *knowledge, Stage *stage, const LogEvent *event,
		const struct rmm_call *call, PartialRealm *realm, TrialTest *test);

/* Looks for a combination that agrees. */
gboolean trial_search(Trial *trial);

#endif
