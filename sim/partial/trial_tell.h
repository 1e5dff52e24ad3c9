/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known of the places that a call names, in words. */
#ifndef SIM_TRIAL_TELL_H
#define SIM_TRIAL_TELL_H

#include "partial/trial_types.h"

/* Tells what is known of the places of the call: a line each, to @lines (of char *). */
void trial_tell(const Trial *trial, GPtrArray *lines);

#endif
