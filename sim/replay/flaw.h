/* SPDX-License-Identifier: BSD-3-Clause */
/* What is wrong with a line that no RMM, Host or Realm can have made. */
#ifndef SIM_FLAW_H
#define SIM_FLAW_H

#include "base/model.h"
#include "replay/trace.h"

/*
 * "line:column: error: …" if the words of @line are none that its command has: what
 * it takes (@of_inputs: it cannot be carried out), or else what it returns. NULL:
 * all can be read.
 */
char *flaw_find(const struct rmm_model *model, const TraceLine *line, gboolean *of_inputs);

#endif
