/* SPDX-License-Identifier: BSD-3-Clause */
/* How a scenario, a trace or a console fails: what must stay the same while it shrinks. */
#ifndef SIM_FAILURE_H
#define SIM_FAILURE_H

#include "reduce/attempt.h"

/*
 * What the first failure of @text is, "RMI_REALM_CREATE RMI_ERROR_INPUT": the command,
 * what it returned, the finding; @line is set to where it is, from 1. NULL: it does not
 * fail, or cannot be read. The caller frees it.
 */
char *failure_find(const FailureOptions *options, const char *text, guint *line);

/*
 * The lines of @text before its last (of guint, from 1, in order) that fail, each where those
 * before it that do are taken for not there. Of what cannot be read: none.
 */
GArray *failure_lines(const FailureOptions *options, const char *text);

/*
 * What @text, in which failure_find() finds nothing, comes to: "its 4 lines agree with
 * rmm-1.0-rel0". *@readable: FALSE: some of it cannot be read, which it says. The caller
 * frees it.
 */
char *failure_none(const FailureOptions *options, const char *text, gboolean *readable);

/* Which of them is it, by name and contents? */
ReduceInput failure_input(const char *path, const char *text, gsize size);

#endif
