/* SPDX-License-Identifier: BSD-3-Clause */
/* Texts made wrong at random: bytes, words, numbers and lines of one, or of another. */
#ifndef TESTS_MUTATION_H
#define TESTS_MUTATION_H

#include <glib.h>

/* Changes @bytes a little, perhaps with a part of @other. The same @random, the same change. */
void mutation_make(GRand *random, GByteArray *bytes, const GByteArray *other);

#endif
