/* SPDX-License-Identifier: BSD-3-Clause */
/* The comparison: all cells of the chosen axes, alike ones together. */
#ifndef SIM_COMPARE_H
#define SIM_COMPARE_H

#include "compare/cell.h"
#include "compare/honest.h"

/* What is compared; NULL-terminated names, or NULL for all. */
typedef struct {
	char **policies, **guests, **versions;
	const Population *population;
	const GuestChoice *guest;       /* of a file; NULL: those of @guests */
	struct rmm_variants variants;
	gboolean cheats;       /* a cheating Host as well */
	gboolean self_check;    /* of every step */
	gboolean apart;         /* alike cells have rows of their own */
	gboolean hypothetical;  /* even KVMs that cannot talk to the RMM */
	guint jobs;             /* cells at a time; 0: as many as there are processors */
} Choice;

/* A cell with what it came to, honest and cheated. */
typedef struct {
	Cell cell;
	Facts facts;
	CheatOutcome *cheats;          /* by cheat; NULL: was not tried */
	/* As in Comparison, of this cell: */
	gboolean limit;
	guint64 broken, cheated;
	guint unsound;
} CellResult;

/* Cells that came to the same: of one policy. */
typedef struct {
	const CellResult *first;
	GPtrArray *guests;      /* names (char *) */
	GPtrArray *versions;
	guint calls, calls_max; /* least and most of the versions */
} Row;

typedef struct {
	const struct rmm_version *version;
	GPtrArray *cells;       /* of CellResult, in order */
	GPtrArray *rows;        /* of Row */
	guint guests, versions; /* that were compared */
	gboolean limit;
	/* Invariants, bit per row, that broke with an honest Host, or a cheating one. */
	guint64 broken, cheated;
	guint unsound;          /* findings of the self-check */
	HonestRims honest;
} Comparison;

/* Does the choice include a cell of these names? */
gboolean choice_includes(const Choice *choice, const char *policy, const char *guest,
			 const char *kvm);

/* Is there a KVM among the chosen ones that goes with this RMM, or need it not? */
gboolean compare_has_pairs(const struct rmm_version *version, const Choice *choice);

Comparison *compare(const struct rmm_version *version, const Choice *choice);
void comparison_free(Comparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comparison, comparison_free)

#endif
