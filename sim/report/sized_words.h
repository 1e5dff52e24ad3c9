/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of a proof for every number of pages and Granules say. */
#ifndef SIM_SIZED_WORDS_H
#define SIM_SIZED_WORDS_H

#include "inquiry/sized.h"

/* Of a part that holds, and of one that does not. The caller frees it. */
char *sized_part_text(const Sized *sized, ProofPart part);
char *sized_part_failure(const Sized *sized, ProofPart part);

#endif
