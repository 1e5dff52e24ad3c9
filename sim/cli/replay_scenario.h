/* SPDX-License-Identifier: BSD-3-Clause */
/* replay --to-scenario: a console, or a trace, becomes a scenario that runs. */
#ifndef SIM_REPLAY_SCENARIO_H
#define SIM_REPLAY_SCENARIO_H

#include "cli/replay_output.h"
#include "replay/console.h"

/*
 * Writes @part of the console @name, which was replayed last, to the next file of @output,
 * with the variants under which its lines agree; says how much of it. FALSE with @error.
 */
gboolean replay_to_scenario(const ConsoleReplay *console, const char *name, const LogPart *part,
			    const struct rmm_variants *variants, ReplayOutput *output,
			    GError **error);

/* The same of the named trace @name, whose text is @text. */
gboolean replay_trace_to_scenario(const char *name, const char *text,
				  const struct rmm_version *version,
				  const struct rmm_variants *variants, ReplayOutput *output,
				  GError **error);

#endif
