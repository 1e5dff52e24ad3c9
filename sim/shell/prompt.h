/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where lines come from: somebody who types, with history and completion where
 * the program was built with libedit or readline; or standard input as it is.
 */
#ifndef SHELL_PROMPT_H
#define SHELL_PROMPT_H

#include "shell/shell.h"

/* Whose completion it is. */
void prompt_open(Shell *shell);
/* The next line, without its end; NULL: there is none. The caller frees it. */
char *prompt_read(const Shell *shell, const char *prompt);
void prompt_close(const Shell *shell);

/* What edits lines: "libedit", "readline", "nothing: it was built without libedit and readline". */
const char *prompt_editor(void);

#endif
