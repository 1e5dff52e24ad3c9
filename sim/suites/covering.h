/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Scenarios that reach all that the explore block of a scenario can reach of the
 * tables: a suite for any RMM, made from the model.
 */
#ifndef SUITES_COVERING_H
#define SUITES_COVERING_H

#include "inquiry/inquiry.h"
#include "inquiry/witness.h"
#include "language/parser.h"
#include "suites/choose.h"
#include "suites/elsewhere.h"
#include "suites/missed.h"

typedef struct {
	Scenario *scenario;             /* NULL: the file has errors */
	Explored explored;              /* its setup, its alphabet */
	gboolean explorable;            /* the setup passed, the block has no errors */
	Reach reach;
	GPtrArray *histories;           /* of History */
	GPtrArray *found;               /* of Found: the same */
	GPtrArray *witnesses;           /* of Witness: the same, call by call */
	Elsewhere elsewhere;            /* of request->library */
} Covering;

typedef struct {
	GoalsKind kind;
	ParseOptions parse;
	ExploreOptions options;         /* those of the block count, too */
	ExploreSink sink;
	char **library;                 /* folders of scenarios that may meet what is not met; or NULL */
} CoveringRequest;

/* What is wrong with the file is in @diagnostics. */
void covering_find(const char *path, const CoveringRequest *request, Diagnostics *diagnostics,
		   Covering *covering);
void covering_clear(Covering *covering);

/* Goals that could be met, and that are. */
guint covering_goals(const Covering *covering, guint *met);

/* Calls @missed for each goal that is not met, with why. */
typedef void CoveringMissed(gpointer user, guint goal, const Missed *why);
void covering_missed(const Covering *covering, CoveringMissed *missed, gpointer user);

/* History @number as a scenario that runs, and says what it covers; @path is where it will be. */
void covering_append_scenario(GString *out, const Covering *covering, guint number,
			      const char *path);

#endif
