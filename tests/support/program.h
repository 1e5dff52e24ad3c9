/* SPDX-License-Identifier: BSD-3-Clause */
/* Running the program that is tested. */
#ifndef TESTS_PROGRAM_H
#define TESTS_PROGRAM_H

#include <glib.h>

/*
 * Runs a command line of the shell, in which ripas-sim is the program of
 * $RIPAS_SIM. What it prints, errors included; the caller frees it. @code gets
 * its exit status, -1 if it was killed.
 */
char *program_run(const char *command, int *code);

#endif
