/* SPDX-License-Identifier: BSD-3-Clause */
/* The call that a recorded line makes: its inputs, read. */
#ifndef SIM_CALL_H
#define SIM_CALL_H

#include "engine/engine.h"
#include "replay/trace.h"

/*
 * Makes a call of the inputs of a line whose command is known. FALSE with @error
 * ("line:column: ...") if there is no such command or input, or a value is none.
 */
gboolean call_read(const struct rmm_model *model, const TraceLine *line,
		   struct rmm_call *call, GError **error);

#endif
