/* SPDX-License-Identifier: BSD-3-Clause */
/* A scenario under several versions of the specification: what is the same, and what differs. */
#ifndef SIM_VERSIONS_H
#define SIM_VERSIONS_H

#include "run/outcome.h"
#include "run/run_options.h"
#include "system/hash.h"
#include "system/version.h"

/* What a file is under a version. */
typedef enum {
	VERSION_HOLDS,
	VERSION_FAILS,
	VERSION_EXCUSED,        /* it fails, but its header names another version */
	VERSION_SKIPPED,        /* it is not for this version */
	VERSION_ERRORS          /* it cannot be read */
} VersionState;

typedef struct {
	const struct rmm_version *version;
	VersionState state;
	Scenario *scenario;     /* NULL: it did not run */
	Diagnostics *diagnostics;
	RunResult result;       /* if it ran */
	guint alone;            /* steps that no other version has */
} VersionRun;

/* A statement whose results differ; NULL: the run does not have it. */
typedef struct {
	const StepOutcome *outcomes[VERSIONS_MAX];      /* by run */
} VersionDifference;

typedef struct {
	const char *path;
	VersionSet declared;    /* by its header; 0: for all */
	VersionRun runs[VERSIONS_MAX];
	guint count;
	gboolean compared;      /* at least two ran */
	guint shared;           /* steps that several have */
	GArray *differences;    /* of VersionDifference, in order */
} VersionComparison;

typedef struct {
	const struct rmm_version *const *versions;
	guint count;
	struct rmm_variants variants;
	RunOptions run;         /* of each; all outcomes are kept */
} VersionOptions;

/*
 * Runs the file under each version. One with commands that a version lacks is
 * not for it; one whose header names another may fail there.
 */
void versions_compare(VersionComparison *comparison, const char *path,
		      const VersionOptions *options, HashCache *cache);
void version_comparison_clear(VersionComparison *comparison);

/* The first run that is in the state; NULL: none is. */
const VersionRun *versions_first(const VersionComparison *comparison, VersionState state);

/* Was a bound of the model hit in any run? */
gboolean versions_limit(const VersionComparison *comparison);

/* The first run that has the statement, and its outcome. */
guint version_difference_first(const VersionDifference *difference);
const StepOutcome *version_difference_outcome(const VersionDifference *difference);

#endif
