/* SPDX-License-Identifier: BSD-3-Clause */
/* What is shown after each line: places of the state, predicates, expressions. */
#ifndef SHELL_WATCHED_H
#define SHELL_WATCHED_H

#include "shell/draft.h"

typedef struct Watched Watched;

/*
 * "ripas $dram", "granule $data", "realm", "rim": what is there; a predicate:
 * whether it holds; an expression: its value. NULL with @diagnostics.
 */
Watched *watched_new(const Draft *draft, const char *text, Diagnostics *diagnostics);
void watched_free(Watched *watched);

/* "ripas $dram: RAM". What it is now; the caller frees it. */
char *watched_text(const Watched *watched, const Draft *draft);
const char *watched_name(const Watched *watched);

#endif
