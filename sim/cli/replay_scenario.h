/* SPDX-License-Identifier: BSD-3-Clause */
/* replay --to-scenario: a console becomes a scenario that runs. */
#ifndef SIM_REPLAY_SCENARIO_H
#define SIM_REPLAY_SCENARIO_H

#include "replay/console.h"

/*
 * Writes @part of the console @name, which was replayed last, to the file @path ("-":
 * standard output), with the variants under which its lines agree; says how much of it.
 * FALSE with @error.
 */
gboolean replay_to_scenario(const ConsoleReplay *console, const char *name, const LogPart *part,
			    const struct rmm_variants *variants, const char *path, GError **error);

#endif
