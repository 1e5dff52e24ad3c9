/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand next on a command line: for the completion of shells. */
#ifndef SIM_COMPLETE_H
#define SIM_COMPLETE_H

#include <glib.h>

/*
 * The candidates (char *) for the last of @words, sorted, each once; the words
 * before it are complete, "ripas-sim" is not among them. "--option=value" may be
 * one word, or three. The caller frees it.
 */
GPtrArray *complete(char **words);

#endif
