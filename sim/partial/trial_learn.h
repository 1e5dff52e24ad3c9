/* SPDX-License-Identifier: BSD-3-Clause */
/* What a call that agrees rules out, and what it did. */
#ifndef SIM_TRIAL_LEARN_H
#define SIM_TRIAL_LEARN_H

#include "partial/trial_types.h"

/* Notes which values of each place agree, the others being as found; is the result forced? */
void trial_narrow(Trial *trial);

/* The entries at the IPA that agree. */
EntrySet trial_entries(const Trial *trial);

/* Takes over what was ruled out, and what a call that succeeded did. */
void trial_learn(const Trial *trial);

#endif
