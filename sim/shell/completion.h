/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand at the end of a line of the shell. */
#ifndef SHELL_COMPLETION_H
#define SHELL_COMPLETION_H

#include "shell/shell.h"

/*
 * Words (char *) that may stand in the place of @word, the last of @line: commands
 * of the shell and of the RMM, inputs, variables, states, addresses in use. The
 * caller frees them.
 */
GPtrArray *completion_find(const Shell *shell, const char *line, const char *word);

#endif
