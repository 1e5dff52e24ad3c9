/* SPDX-License-Identifier: BSD-3-Clause */
/* Exploring a scenario: its setup, then every state that its block leads to. */
#ifndef INQUIRY_INQUIRY_H
#define INQUIRY_INQUIRY_H

#include "explore/engine.h"
#include "explore/exploration.h"
#include "inquiry/state_graph.h"
#include "language/scenario.h"
#include "run/runner.h"

typedef struct {
	const ExploreEngine *engine;    /* NULL: that which suits the block */
	ExploreOptions options;         /* those of the block count, too: the narrower bound */
	ExploreSink sink;
	/* The graph is wanted, and the states themselves. */
	gboolean graph, states;
	/* LTSmin's table is: of what was learned, or of graph and states. */
	gboolean etf;
	/* A way that goes on for ever is found, too. */
	gboolean progress;
} ExploreRequest;

/* What an exploration came to. */
typedef struct {
	const Scenario *scenario;
	/* That of the request, or which suits, unless it tells no graph and one is needed. */
	const ExploreEngine *engine;
	const ExploreEngine *wanted;    /* NULL, or that of the request, which tells no graph */
	RunResult setup;                /* if a step failed, nothing was explored */
	gboolean cut_short;             /* nor if this was, or what comes between: by Ctrl-C or a limit */
	Exploration *exploration;       /* NULL: nothing was explored */
	GHashTable *variables;          /* name to guint64: of the setup */
	guint64 rd, rec;
	ExploreResult result;
	StateGraph *graph;              /* NULL: it was not needed */
	guint32 *rims;                  /* by property; NULL: no graph was closed */
	gboolean asks_progress;         /* that no way goes on for ever, whatever the block asks */
	GString *etf;                   /* of what was learned; NULL: see graph */
	GPtrArray *witnesses;           /* of Witness, by result.found */
} Explored;

/* Has it an explore block? If not, that is an error in @diagnostics. */
gboolean scenario_asks(const Scenario *scenario, Diagnostics *diagnostics);

/*
 * Explores @scenario, which has a block. What is wrong with the block, given
 * its setup, is in @diagnostics.
 */
void explore_scenario(const Scenario *scenario, const ExploreRequest *request,
		      Diagnostics *diagnostics, Explored *explored);
void explored_clear(Explored *explored);

/*
 * The setup alone, and the alphabet: @explored->exploration. FALSE: a step of the
 * setup failed, the block has errors, or it was cut short. To be cleared in any case.
 */
gboolean explored_begin(Explored *explored, const Scenario *scenario, Diagnostics *diagnostics);

/* @options with the bounds of @block: the narrower ones. */
ExploreOptions explore_bounded(const ExploreOptions *options, const ExploreBlock *block);

/* Did the setup pass, and does everything hold that was asked? */
gboolean explored_holds(const Explored *explored);
/* Was it cut short by a bound? */
gboolean explored_is_partial(const Explored *explored);

/* How a property of the alphabet came out. */
typedef enum {
	ANSWER_HOLDS,           /* in all states */
	ANSWER_BROKEN,          /* never was reached, always failed, not always did not */
	ANSWER_REACHED,
	ANSWER_NOT_REACHED,
	ANSWER_SO_FAR           /* nothing was found in the part that was explored */
} Answer;

Answer explored_answer(const Explored *explored, guint property);
/* Of an exploration that asks_progress: does every way end? */
Answer explored_progress(const Explored *explored);

/* Is a question "always P ..." about no state at all, as P holds in none? */
gboolean explored_is_vacuous(const Explored *explored, guint property);

/* How many RIMs there are where "rims == N when ..." looks. */
guint32 explored_rims(const Explored *explored, guint property);

#endif
