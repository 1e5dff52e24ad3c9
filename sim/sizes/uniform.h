/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Uniformity: what is learned of actions (way.h) has the same shapes (shape.h) in
 * worlds of all sizes from some size on, and of each shape there are as many as a
 * polynomial in the number of pages, of Granules, or of RECs, says. So larger worlds bring
 * nothing new, as far as is looked at. On the way the deletion lemma is checked on
 * all that is learned.
 */
#ifndef SIZES_UNIFORM_H
#define SIZES_UNIFORM_H

#include "sizes/lemma.h"

/* What is learned of a world. */
typedef struct {
	WorldSize size;
	guint ways, shapes;
} UniformSize;

typedef struct {
	gboolean is_learned;            /* else this build cannot, or not this version */
	GArray *sizes;                  /* of UniformSize, in the order that they are looked at */
	WorldSize from;                 /* the shapes are the same from so many on */
	guint predicted, degree;        /* counts that polynomials tell; their highest degree */
	const char *fault;              /* what is not uniform; NULL: all is */
	WorldSize fault_at;
	Lemma lemma;                    /* a step is a way */
	WorldSize worst_at;             /* where most of a way cannot be taken away */
	gboolean interrupted;
	double seconds;
} Uniform;

/* Are there enough of all to compare? Else what is missing. */
gboolean uniform_is_possible(const SizedWorld *world, GError **error);

/* What can be learned in this build; else it is empty. */
void uniform_check(Uniform *uniform, SizedWorld *world, const ExploreSink *sink);
void uniform_clear(Uniform *uniform);

/* Is it uniform, and does the lemma hold? */
gboolean uniform_holds(const Uniform *uniform);

#endif
