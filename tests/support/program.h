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

/*
 * Are all tests in one process (CK_FORK=no), as under sanitizers and valgrind? It takes
 * twenty times as long there, and a hundred where much is allocated: long tests are to
 * be shorter.
 */
gboolean program_is_slow(void);

#endif
