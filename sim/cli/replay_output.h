/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What replay writes anew: scenarios, or header lines of the platform. Each boot of an RMM
 * is one of its own: FILE, FILE-2 and so on, in the order of the logs.
 */
#ifndef SIM_REPLAY_OUTPUT_H
#define SIM_REPLAY_OUTPUT_H

#include <glib.h>

typedef struct {
	char *file;             /* as the user has named it, "-": standard output; NULL: none is wanted */
	guint count;            /* that were written */
} ReplayOutput;

/* Writes the next one; *@path is where to. FALSE with @error: it cannot be written. */
gboolean replay_output_write(ReplayOutput *output, const char *text, char **path,
			     GError **error);

#endif
