/* SPDX-License-Identifier: BSD-3-Clause */
/* Which variants of the model scenarios notice: each is tried until one fails. */
#ifndef SIM_MUTATE_H
#define SIM_MUTATE_H

#include "run/runner.h"

typedef struct {
	const struct rmm_version *version;      /* NULL: each that a file is for */
	gboolean some;                  /* only @chosen are tried, and are to be noticed */
	struct rmm_variants chosen;
	gboolean no_invariants;         /* expectations alone count */
	guint jobs;                     /* variants at a time; 0: as many as there are processors */
} MutateOptions;

/* A file under a version. */
typedef struct {
	char *path;
	Scenario *scenario;             /* NULL: it has errors */
	gboolean fails;                 /* without any variant: it tells nothing */
} MutateFile;

/* Files that are asked together. */
typedef struct {
	char *name;
	GArray *files;                  /* of guint: indices */
} MutateSuite;

/* A file that failed under a variant. */
typedef struct {
	guint file;
	RunResult result;               /* up to what failed */
} Noticed;

typedef struct {
	const MutateOptions *options;
	GPtrArray *files;               /* of MutateFile */
	GPtrArray *suites;              /* of MutateSuite */
	GPtrArray *tries;               /* of MutateTry, by enum rmm_variant; that of NONE is empty */
	gboolean good;                  /* every file could be read, and passes by itself */
} Mutation;

/* What came of a variant. */
typedef struct {
	GPtrArray *noticed;             /* of Noticed: files that failed, in the order they ran */
	GArray *liars;                  /* of guint: files that say they must fail, and do not */
	const Noticed **by;             /* by suite: NULL: nothing there notices it */
	gboolean whole;                 /* Ctrl-C did not end it */
} MutateTry;

Mutation *mutation_new(const MutateOptions *options);
void mutation_free(Mutation *mutation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mutation, mutation_free)

/* Reads @paths (of char *) that have not been read. Errors are said. */
void mutation_add_suite(Mutation *mutation, const char *name, const GPtrArray *paths);

/* Tries all variants that are chosen. FALSE: Ctrl-C ended it before the end. */
gboolean mutation_run(Mutation *mutation);

/* Is the variant one that was tried, to the end? */
gboolean mutation_tried(const Mutation *mutation, enum rmm_variant variant);

const MutateTry *mutation_try(const Mutation *mutation, enum rmm_variant variant);
const MutateFile *mutation_file(const Mutation *mutation, guint index);

/* How many variants of @kind (-1: of any) are tried, and how many of them the suite notices. */
guint mutation_score(const Mutation *mutation, guint suite, int kind, guint *noticed);

/* Says which files do not fail though they say they must. FALSE: there is none. */
gboolean mutation_tell_liars(const Mutation *mutation);

#endif
