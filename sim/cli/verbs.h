/* SPDX-License-Identifier: BSD-3-Clause */
/* The verbs of the tool. What a verb consists of is told in options/verb.h. */
#ifndef SIM_VERBS_H
#define SIM_VERBS_H

#include "options/verb.h"

extern const Verb verb_run, verb_shell, verb_explore, verb_replay, verb_compare, verb_show, verb_mutate,
	verb_reduce, verb_diagram, verb_report, verb_fmt, verb_lsp, verb_init;

/* All of them, in the order of --help; ends with NULL. */
extern const Verb *const verbs[];

/* NULL if there is none. */
const Verb *verb_find(const char *name);

#endif
