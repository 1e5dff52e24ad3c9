/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A server of the Language Server Protocol (3.17) for scenarios: diagnostics,
 * hover, completion, definitions, layout, and a code lens that runs a scenario.
 */
#ifndef SIM_SERVER_H
#define SIM_SERVER_H

#include <glib.h>
#include <stdio.h>

/*
 * Answers what @in asks on @out until "exit" or the end of @in. TRUE if it was
 * told to shut down before; else FALSE, with @error if a message was none.
 */
gboolean server_run(FILE *in, FILE *out, GError **error);

#endif
