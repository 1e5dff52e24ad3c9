/* SPDX-License-Identifier: BSD-3-Clause */
/* Which mutants (mutant.h) of a version scenarios notice. */
#ifndef SIM_GENERATED_H
#define SIM_GENERATED_H

#include "mutate/mutant.h"
#include "run/runner.h"

typedef struct {
	const struct rmm_version *version;
	gboolean no_invariants;         /* expectations alone count */
	guint jobs;                     /* mutants at a time; 0: as many as there are processors */
	GPtrArray *paths;               /* of char *: files of the version */
	GPtrArray *scenarios;           /* of Scenario, by file */
	GPtrArray *meets;               /* of GHashTable, by file: (command, condition) that its calls may report */
	struct rmm_model model;         /* the right one */
	GPtrArray *mutants;             /* of Mutant */
	gint *by;                       /* by mutant: the file that notices it, or one of these */
	gboolean *told;                 /* by mutant: an exploration tells it apart; NULL: none was made */
} Generated;

enum { MUTANT_UNTRIED = -2, MUTANT_UNNOTICED = -1 };

void generated_init(Generated *generated, const struct rmm_version *version,
		    gboolean no_invariants, guint jobs);
void generated_clear(Generated *generated);

/* Reads a file, if it is for the version; one that fails by itself is left out. */
void generated_add(Generated *generated, const char *path);

/* Tries all mutants. FALSE: Ctrl-C ended it. */
gboolean generated_run(Generated *generated);

/* Mutants of @kind (MUTANT_KINDS: of any) that a call can show, and how many of them are noticed. */
guint generated_score(const Generated *generated, MutantKind kind, guint *noticed);
/* Those of @kind that none can. */
guint generated_equivalent(const Generated *generated, MutantKind kind);
/* Of those that exploration tells apart. */
guint generated_score_told(const Generated *generated, MutantKind kind, guint *noticed);

#endif
