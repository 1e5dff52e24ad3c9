/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Conditions of a command of which never both hold: what one says of a Realm, a REC, an
 * entry or a Granule the other denies. It is read off their notation (show conditions).
 */
#ifndef COVERAGE_CONTRADICTION_H
#define COVERAGE_CONTRADICTION_H

#include <glib.h>

#include "engine/command.h"

/* Do conditions @first and @second of the rules of a command exclude each other? Why in @why. */
gboolean conditions_contradict(const struct rmm_model *model, enum rmm_command_id command,
			       unsigned first, unsigned second, const char **why);

#endif
