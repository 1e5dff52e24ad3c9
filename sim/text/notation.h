/* SPDX-License-Identifier: BSD-3-Clause */
/* Predicates of conditions in short notation, with names for their operands. */
#ifndef SIM_NOTATION_H
#define SIM_NOTATION_H

#include <glib.h>

#include "engine/command.h"

/* "gran(rd) != RD" from "gran($a) != $Gb". The caller frees it. */
char *notation_expand(const struct rmm_predicate *predicate, struct rmm_operands operands,
		      const struct rmm_command *command, const struct rmm_version *version);

#endif
