/* SPDX-License-Identifier: BSD-3-Clause */
/* The shell at work: lines in, answers out. */
#ifndef SHELL_LOOP_H
#define SHELL_LOOP_H

#include "shell/shell.h"

/*
 * Takes lines from standard input until they end, or "quit". @draft, which is
 * taken over, has been carried out as far as it is to be.
 */
ExitCode loop_run(Draft *draft, const Output *output);

#endif
