/* SPDX-License-Identifier: BSD-3-Clause */
/* The comparison with every Host in the place of a list of cheats. */
#ifndef CHEATING_EXHAUSTIVE_H
#define CHEATING_EXHAUSTIVE_H

#include "cheating/cheating.h"
#include "compare/compare.h"

/* Cells of one policy and guest in which the same can be done in the same way. */
typedef struct {
	guint first;            /* cell of the comparison */
	GPtrArray *versions;    /* of KVM; const char * */
} ExhaustiveRow;

typedef struct {
	Comparison *comparison;         /* with honest Hosts */
	CheatingBounds bounds;
	GPtrArray *results;             /* of CheatingResult, by cell */
	GPtrArray *rows;                /* of ExhaustiveRow */
	guint *order;                   /* in which cells are explored */
	KnownPages *known;
	gboolean partial;               /* a bound, or Ctrl-C, cut it short */
	guint pages, watched;           /* all in all */
	Count states;
} Exhaustive;

Exhaustive *exhaustive_new(const struct rmm_version *version, const Choice *choice,
			   const CheatingBounds *bounds);
void exhaustive_free(Exhaustive *exhaustive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Exhaustive, exhaustive_free)

#endif
