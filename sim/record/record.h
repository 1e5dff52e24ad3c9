/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing a scenario back with the results of a run filled in. */
#ifndef SIM_RECORD_H
#define SIM_RECORD_H

#include "run/outcome.h"

/*
 * Rewrites the file of @scenario (not what it includes): behind every command
 * stands what it came to in @result, of which all outcomes were kept. What was
 * written and holds stays as it is; so does a step that loops made differ.
 * @changed gets the number of results that are new. FALSE with @error if the
 * file cannot be written; then it is as it was.
 */
gboolean record(const Scenario *scenario, const RunResult *result, guint *changed,
		GError **error);

/* The same as text. */
char *record_text(const Scenario *scenario, const RunResult *result, guint *changed);

#endif
