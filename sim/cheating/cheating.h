/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Every Host, within bounds: what any calls of the RMI, in any order, can do to the
 * guest of a cell of the comparison, found by exploring its pages one by one.
 */
#ifndef CHEATING_CHEATING_H
#define CHEATING_CHEATING_H

#include "cheating/block.h"
#include "cheating/known.h"
#include "inquiry/inquiry.h"

typedef struct {
	guint64 depth;                  /* actions at most; 0: any number */
	guint64 states;                 /* of a page; 0: any number */
	const ExploreEngine *engine;
} CheatingBounds;

/* What the bounds are unless somebody says. */
extern const CheatingBounds cheating_bounds;

typedef enum {
	CHEATING_NONE,                  /* no Host can do it */
	CHEATING_NONE_SO_FAR,           /* nor within the bounds */
	CHEATING_FOUND,
	CHEATING_VACUOUS                /* no page is such that it could be done there */
} CheatingVerdict;

/* The shortest cheat that does a harm. */
typedef struct {
	CheatingVerdict verdict;
	guint64 ipa;                    /* of the page */
	const char *area;               /* it is of */
	guint actions;                  /* from the populated image on */
	guint steps;                    /* of these, the Host's */
	char *way;                      /* them: "RMI_RTT_DATA_UNMAP, RMI_REALM_ACTIVATE" */
	/* If it was asked for: a scenario that shows it; else one whose exploration does not. */
	char *scenario;
} Cheating;

typedef struct {
	gboolean was_explored;          /* else Ctrl-C came before */
	gboolean boots;                 /* with an honest Host; else nothing was explored */
	Facts facts;
	guint pages, watched;           /* that the guest touches, of so many kinds */
	Count states;
	/* The states of a page were too many, its setup fails, or Ctrl-C came. */
	gboolean partial;
	Cheating harms[HARMS];
} CheatingResult;

/*
 * @wanted: of this harm the scenario, too; HARMS: of none. @known: pages that were explored
 * before, and those that are; or NULL.
 */
void cheating_explore(const Cell *cell, const CheatingBounds *bounds, Harm wanted,
		      KnownPages *known, HashCache *cache, CheatingResult *result);
void cheating_result_clear(CheatingResult *result);

#endif
