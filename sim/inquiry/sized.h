/* SPDX-License-Identifier: BSD-3-Clause */
/* Exploring a scenario for every number of pages and Granules. */
#ifndef INQUIRY_SIZED_H
#define INQUIRY_SIZED_H

#include "inquiry/inquiry.h"
#include "inquiry/witness.h"
#include "language/parser.h"
#include "sizes/lemma.h"

typedef struct {
	Scenario *scenario;             /* NULL: the file has errors */
	Explored explored;              /* its setup, its alphabet */
	gboolean explorable;            /* the setup passed, the block has no errors */
	SizedWorld *world;
	Closing closing;
	Lemma lemma;                    /* steps 0: the closure did not hold */
	Lemma larger;                   /* the same, of larger worlds */
	Witness *witness;               /* what breaks, at a size where it really does; or NULL */
	Found *found;                   /* that it is of */
	WorldSize witness_size;
} Sized;

typedef struct {
	ParseOptions parse;
	ExploreSink sink;
} SizedRequest;

/* What is wrong with the file is in @diagnostics. */
void sized_explore(const char *path, const SizedRequest *request, Diagnostics *diagnostics,
		   Sized *sized);
void sized_clear(Sized *sized);

/* Is it proven, but for what is assumed? */
gboolean sized_holds(const Sized *sized);

#endif
