/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A run as a named trace: each call with what may come of it, in the order in which a
 * driver of a real RMM would make them.
 */
#ifndef SIM_RETELL_H
#define SIM_RETELL_H

#include "language/scenario.h"

typedef struct {
	guint calls;            /* that are told */
	guint failed;           /* statements of the scenario that do not hold */
	gboolean limit;         /* the run came to a limit: the trace ends there */
} Retold;

/*
 * Runs @scenario, up to line @last_line (0: to its end), and appends its trace.
 *
 * In a trace one REC runs at a time. Where the scenario has several, the one that runs
 * is taken out by an interrupt, and enters again when it goes on; a comment says so.
 * What a Realm does while it does not run is a comment as well.
 */
void retell_scenario(const Scenario *scenario, guint last_line, GString *out, Retold *retold);

#endif
