/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of a proof for every number of pages and Granules say. */
#ifndef SIM_SIZED_WORDS_H
#define SIM_SIZED_WORDS_H

#include "inquiry/sized.h"

/* What the components of a world are called. */
typedef struct {
	const char *component, *components;     /* any of them */
	const char *page, *pages;       /* those that WorldSize counts as pages; NULL: none */
	const char *numbers;            /* what there is any number of */
	const char *fixed;              /* what there is not */
} SizedNames;

const SizedNames *sized_names(const SizedWorld *world);

/* Of a part that holds, and of one that does not. The caller frees it. */
char *sized_part_text(const Sized *sized, ProofPart part);
char *sized_part_failure(const Sized *sized, ProofPart part);

#endif
