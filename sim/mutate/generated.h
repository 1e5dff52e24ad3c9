/* SPDX-License-Identifier: BSD-3-Clause */
/* Which mutants (mutant.h) of a version scenarios notice, suite by suite. */
#ifndef SIM_GENERATED_H
#define SIM_GENERATED_H

#include "mutate/mutant.h"
#include "run/runner.h"

/* A file of the version, which passes. */
typedef struct {
	char *path;
	Scenario *scenario;
	GHashTable *meets;              /* (command, condition) that its calls may report */
	GArray *suites;                 /* of guint: that it is in */
} GeneratedFile;

/* What is known of a mutant. */
typedef struct {
	gboolean tried;                 /* on all files */
	gboolean told;                  /* an exploration tells it apart */
	gint *by;                       /* by suite: the file that notices it first, or -1 */
} MutantFate;

typedef struct {
	const struct rmm_version *version;
	gboolean no_invariants;         /* expectations alone count */
	guint jobs;                     /* mutants at a time; 0: as many as there are processors */
	GPtrArray *files;               /* of GeneratedFile */
	GPtrArray *suites;              /* of char *: their names */
	struct rmm_model model;         /* the right one */
	GPtrArray *mutants;             /* of Mutant */
	MutantFate *fates;              /* by mutant */
	gboolean explored;              /* an exploration was made */
	gboolean cut_short;             /* Ctrl-C ended one: it may tell more apart */
} Generated;

void generated_init(Generated *generated, const struct rmm_version *version,
		    gboolean no_invariants, guint jobs);
void generated_clear(Generated *generated);

/* A suite without files: those that are added next are its own. */
void generated_add_suite(Generated *generated, const char *name);
/* Reads a file, if it is for the version; one that fails by itself is left out. */
void generated_add(Generated *generated, const char *path);

/* Tries all mutants. FALSE: Ctrl-C ended it. */
gboolean generated_run(Generated *generated);

/* Any of the suites. */
#define SUITE_ANY G_MAXUINT

/* The file of a suite that notices a mutant; NULL: none does. */
const char *generated_by(const Generated *generated, guint mutant, guint suite);

/* How many files a suite has. */
guint generated_files(const Generated *generated, guint suite);

/* Mutants that are asked about: of those that a call can show and that were tried. */
typedef struct {
	MutantKind kind;                /* MUTANT_KINDS: of any */
	gboolean told;                  /* those alone that an exploration tells apart */
} MutantsAsked;

/* How many there are, and how many of them the suite notices. */
guint generated_score(const Generated *generated, MutantsAsked asked, guint suite, guint *noticed);
/* Those of @kind that no call can show. */
guint generated_equivalent(const Generated *generated, MutantKind kind);
/* Those that a call can show and an exploration tells apart, tried or not; and all that a call can. */
guint generated_told(const Generated *generated, MutantKind kind, guint *all);

#endif
