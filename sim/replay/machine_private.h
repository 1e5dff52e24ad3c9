/* SPDX-License-Identifier: BSD-3-Clause */
/* What carrying out a line and carrying out an entry share. */
#ifndef SIM_MACHINE_PRIVATE_H
#define SIM_MACHINE_PRIVATE_H

#include "engine/engine.h"
#include "replay/machine.h"

/* One step of the model, with the self-check where that is on. */
void machine_step(Machine *machine, const struct rmm_call *call, struct rmm_result *result);

/* AGREES; or DIVERGES, and the machine says what the model has. */
Verdict machine_verdict(Machine *machine, gboolean agrees, const struct rmm_call *call,
			const struct rmm_result *result);

/* Lines that are judged by themselves. @after: of an interrupt, counted from 1; 0: none. */
Verdict machine_run_command(Machine *machine, const TraceLine *line, guint64 after,
			    GError **error);
Verdict machine_run_peek(Machine *machine, const TraceLine *line);
Verdict machine_run_host_access(Machine *machine, const TraceLine *line, GError **error);

/*
 * RMI_REC_ENTER and the lines before it that say what the Realm did: the last
 * of @count lines is the entry. @failed is the first line that does not agree.
 */
Verdict machine_run_entry(Machine *machine, TraceLine *const *lines, guint count,
			  guint *failed, GError **error);

#endif
