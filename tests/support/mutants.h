/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutants of a version for tests, and one suite of scenarios, without files yet. */
#ifndef TESTS_MUTANTS_H
#define TESTS_MUTANTS_H

#include "mutate/generated.h"

void mutants_begin(Generated *generated, const char *version);

/* The number of the mutant with this id; fails if there is none. */
guint mutants_number(const Generated *generated, const char *id);

#endif
