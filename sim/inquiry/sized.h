/* SPDX-License-Identifier: BSD-3-Clause */
/* Exploring a scenario for every number of pages and Granules. */
#ifndef INQUIRY_SIZED_H
#define INQUIRY_SIZED_H

#include "inquiry/inquiry.h"
#include "inquiry/witness.h"
#include "language/parser.h"
#include "sizes/uniform.h"

typedef struct {
	Scenario *scenario;             /* NULL: the file has errors */
	Explored explored;              /* its setup, its alphabet */
	gboolean explorable;            /* the setup passed, the block has no errors */
	SizedWorld *world;
	Closing closing;
	Lemma lemma;                    /* steps 0: the closure did not hold */
	Lemma larger;                   /* the same, of a sample of larger worlds */
	Uniform uniform;                /* no sizes: the lemma did not hold */
	gboolean has_breakable;         /* all is proven, and it is known what says something */
	guint64 breakable;              /* rows that a wrong value would break; bit per row */
	Witness *witness;               /* what breaks, at a size where it really does; or NULL */
	Found *found;                   /* that it is of */
	/* EXPLORE_TIME or EXPLORE_INTERRUPTED: what ended it early; EXPLORE_CLOSED: nothing did. */
	ExploreEnd end;
	double seconds;                 /* of all parts */
	WorldSize witness_size;
} Sized;

typedef struct {
	ParseOptions parse;
	ExploreSink sink;
	double seconds;                 /* at most, and as the block says; 0: no such bound */
	guint components;               /* of the states that are run, at most; 0: as few as do */
} SizedRequest;

/* What is wrong with the file is in @diagnostics. */
void sized_explore(const char *path, const SizedRequest *request, Diagnostics *diagnostics,
		   Sized *sized);
void sized_clear(Sized *sized);

/* Parts of the proof, in order; one that does not hold ends it. */
typedef enum { PART_CLOSURE, PART_LEMMA, PART_LARGER, PART_UNIFORM, PROOF_PARTS } ProofPart;

gboolean sized_part_was_tried(const Sized *sized, ProofPart part);
gboolean sized_part_holds(const Sized *sized, ProofPart part);

/* What is known of an invariant. */
typedef enum {
	ROW_BROKEN,
	ROW_OPEN,               /* not proven */
	ROW_UNCHECKED,          /* it is about what is no part of a state here */
	ROW_HOLDS,              /* proven, or about nothing that is here: that is not known */
	ROW_SILENT,             /* it is about nothing that is here */
	ROW_PROVEN,
	ROW_STATES
} RowState;

/* Of row @number, which the version has. */
RowState sized_row(const Sized *sized, guint number);

/* Is it proven, but for what is assumed? */
gboolean sized_holds(const Sized *sized);
/*
 * Nothing speaks against it, but it was ended early, or this build cannot tell: is something
 * open?
 */
gboolean sized_is_open(const Sized *sized);

#endif
