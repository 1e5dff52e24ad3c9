/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the ways to explore share: the command line, the report, progress. A way
 * is a row: what it does with a file, and what is reported of it.
 */
#ifndef CLI_EXPLORING_H
#define CLI_EXPLORING_H

#include "cli/found_files.h"
#include "inquiry/parted.h"
#include "options/options.h"
#include "report/explore_text.h"
#include "suites/goals.h"

typedef struct Exploring Exploring;

typedef struct {
	const ReportSource *source;
	/* Explores and reports; FALSE: something could not be written. */
	gboolean (*file)(Exploring *exploring, guint number, const char *path);
} ExploringWay;

/* What the command line says, and what is under way. */
struct Exploring {
	const Options *options;
	char *engine, *memory, *time, *diff, *cover;
	FoundFiles files;
	gint64 depth, states;
	gdouble seconds;                /* of time */
	gint jobs, components;
	gboolean all, verify, symmetry, count, permitted, realm, progress, for_all;

	const ExploringWay *way;
	PartedSide sides[2];            /* of --diff */
	GoalsKind goals;                /* of --cover; and where its scenarios go */
	const char *folder;
	Report report;
	ExploreRequest request;
	ExploreTotals totals;
	ExitCode code;                  /* so far */
	HashCache *cache;
	gint64 due;                     /* when progress is printed next */
	gboolean terminal, shown;       /* may progress be printed? is it? */
};

/* Every state; where two versions part; scenarios that reach all there is; every size. */
extern const ExploringWay exploring_states, exploring_parted, exploring_covering,
	exploring_sized;

ParseOptions exploring_parse(const Exploring *exploring);

/* A search begins, and is over: progress is printed in between (ExploreSink). */
void exploring_begin(Exploring *exploring);
void exploring_end(Exploring *exploring);

/* FALSE: it was not cut short before anything was explored; else that is said, if by Ctrl-C. */
gboolean exploring_cut_short(const char *path, const Explored *explored);

/* The next file; @code: of the last. The highest is that of all. */
void exploring_count(Exploring *exploring, ExitCode code, gboolean partial);

#endif
