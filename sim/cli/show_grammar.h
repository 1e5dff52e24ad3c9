/* SPDX-License-Identifier: BSD-3-Clause */
/* show grammar: for editors, which 'make install' writes. */
#ifndef SIM_SHOW_GRAMMAR_H
#define SIM_SHOW_GRAMMAR_H

#include "show/show.h"

ExitCode show_grammar(const Show *show);

/* Adds the names of the grammars (char *, owned). */
void show_grammar_names(GPtrArray *names);

#endif
