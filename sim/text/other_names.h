/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of commands that a version of the model does not have. */
#ifndef SIM_OTHER_NAMES_H
#define SIM_OTHER_NAMES_H

#include <glib.h>

#include "version/versions.h"

/*
 * Why a command called @name ("SMC_RMI_…", "RSI_…") is none of @mine, though it is
 * one that the text of some version has: valid until the end of the program. NULL: no
 * version has it.
 */
const char *other_names_why(const struct rmm_version *mine, const char *name);

#endif
