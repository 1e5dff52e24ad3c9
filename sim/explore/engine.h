/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Engines: ways to find every state that an alphabet leads to. All give the
 * same answers about it; they differ in speed, and in how far they come.
 */
#ifndef EXPLORE_ENGINE_H
#define EXPLORE_ENGINE_H

#include <glib.h>

#include "check/invariant.h"
#include "explore/alphabet.h"

__extension__ typedef unsigned __int128 Count;

/* 0: no bound. */
typedef struct {
	guint64 depth, states, memory;  /* memory in bytes */
	double seconds;
	guint jobs;                     /* threads, where an engine has them; 0: as it likes */
	gboolean all;                   /* go on after the first violation */
	gboolean verify;                /* check learned transitions on the plain model */
	gboolean symmetry;              /* one state of those that names alone tell apart */
	/* Checks no invariants and no failing commands: to count alone. */
	gboolean unchecked;
	/* Depth is not asked for, where it costs. */
	gboolean no_depth;
} ExploreOptions;

/* Why an exploration ended. */
typedef enum {
	EXPLORE_CLOSED,                 /* every state was found */
	EXPLORE_VIOLATED,               /* the first violation ended it */
	EXPLORE_DEPTH, EXPLORE_STATES, EXPLORE_MEMORY, EXPLORE_TIME,
	EXPLORE_STORAGE,                /* a pool of the model was exhausted */
	EXPLORE_INTERRUPTED             /* by the user */
} ExploreEnd;

typedef enum {
	FOUND_INVARIANT,                /* row @index broke during the last action */
	FOUND_EFFECT,                   /* a refused command of the last action changed something */
	FOUND_NEVER,                    /* property @index holds after the last action */
	FOUND_REACH,                    /* the same: a witness, no violation */
	FOUND_ALWAYS,                   /* property @index fails from there on: by the whole graph */
	FOUND_NOT_ALWAYS,               /* the same of one that is to fail: no violation */
	FOUND_CIRCLE,                   /* the last actions lead to where they began */
	FOUND_DIFFERENCE,               /* another model does otherwise by the last action */
	FOUND_HISTORY                   /* what happens on the way: actions may be refused */
} FoundKind;

/* A shortest sequence of actions that shows something. */
typedef struct {
	FoundKind kind;
	guint index;                    /* of an invariant's row or a property */
	guint instance;                 /* FOUND_ALWAYS, FOUND_NOT_ALWAYS: of the property */
	guint loop;                     /* FOUND_CIRCLE: how many of the actions, the last, go round */
	GArray *actions;                /* of guint: indices into the alphabet's actions */
} Found;

/* What was looked for, not what is wrong. */
static inline gboolean found_is_wanted(const Found *found)
{
	return found->kind == FOUND_REACH || found->kind == FOUND_NOT_ALWAYS;
}

/* Is it of a property, and not of an invariant or of ways alone? */
static inline gboolean found_is_of_property(const Found *found)
{
	return found->kind >= FOUND_NEVER && found->kind <= FOUND_NOT_ALWAYS;
}

/* Failure conditions of a command, bit per condition of its rules. */
typedef struct {
	guint64 reached;                /* may be reported somewhere */
	guint64 alone;                  /* is the only one that may be, somewhere */
	Count successes;
	Count refusals;                 /* calls; 0 where an engine does not count them */
} CommandCount;

/* What may differ in nothing but its name. */
typedef enum {
	SYMMETRY_GRANULES, SYMMETRY_PAGES, SYMMETRY_RECS, SYMMETRY_KINDS
} SymmetryKind;

/* What names do not matter of those of a kind; all 0 where an engine has not asked. */
typedef struct {
	guint things;                   /* that states differ in */
	guint alike;                    /* of them: may change places with others */
	gboolean apart;                 /* two may not: the first such two */
	guint64 first, second;          /* addresses: PA, of pages IPA */
	gint action;                    /* the first that tells them apart; -1: the initial state */
	gboolean shared;                /* pages keep theirs, as two may have one Granule */
	gboolean beyond;                /* some keep theirs, as there are too many */
} SymmetryNote;

typedef struct {
	ExploreEnd end;
	guint exhausting;               /* EXPLORE_STORAGE: an action that needs more than there is */
	Count states, transitions;
	gboolean counted;               /* these are all there are, and not the least there are */
	gboolean searched;              /* what was not found is nowhere */
	guint near;                     /* else: nor in states so many actions away; 0: unknown */
	const char *instead;            /* what the engine could not do, and why; NULL */
	guint64 depth;                  /* of the states found; 0 with no_depth */
	gboolean has_depth;
	guint64 runs;                   /* calls of the model's step, learning included */
	guint64 memory;                 /* bytes, as the engine reckons */
	guint64 work;                   /* units (patience.h), where the engine counts them */
	double seconds;
	double found_in;                /* seconds from when all was learned to the last find; 0: none */
	CommandCount commands[COMMANDS];
	/* Every failure condition was evaluated; else conditions of @commands are but some. */
	gboolean all_conditions;
	Count *taken;                   /* by action: transitions; or NULL */
	guint64 checked;                /* invariants that were, bit per row */
	gboolean has_symmetry;          /* states are up to names, as @symmetry says */
	SymmetryNote symmetry[SYMMETRY_KINDS];
	GPtrArray *found;               /* of Found */
} ExploreResult;

/*
 * What is told while an engine works. Any may be NULL. Graphs come from engines
 * that visit states one by one (has_graph): states in the order of their
 * numbers from 0, each edge after both its ends.
 */
typedef struct {
	gpointer user;
	gpointer graph;                 /* of state and edge */
	/* Now and then; FALSE stops the engine (EXPLORE_INTERRUPTED). */
	gboolean (*progress)(gpointer user, Count states, Count transitions, guint64 depth);
	void (*state)(gpointer graph, guint64 number, const struct rmm *state);
	void (*edge)(gpointer graph, guint64 from, guint action, guint64 to);
	/* What was learned, as LTSmin's table: of engines that tell no graph. */
	GString *etf;
} ExploreSink;

typedef struct {
	const char *name;               /* of --engine */
	const char *summary;
	gboolean has_graph;
	void (*explore)(const struct explore_alphabet *alphabet, const ExploreOptions *options,
			const ExploreSink *sink, ExploreResult *result);
} ExploreEngine;

/* The engine that takes symmetry into account. */
#define EXPLORE_EXPLICIT "explicit"

/* NULL: there is none of this name in this build. */
const ExploreEngine *explore_engine(const char *name);
/* All, the best first; NULL-terminated. */
const ExploreEngine *const *explore_engines(void);
/* Why there is the plain engine alone; NULL: there are others. */
const char *explore_plain_alone(void);

/* The first engine is the one that is used when none is named. */
extern const ExploreEngine explore_plain;
/* Where the compiler tracks what the model does (track.h). */
extern const ExploreEngine explore_symbolic, explore_explicit;

/* An empty result, and its end. */
void explore_result_init(ExploreResult *result);
void explore_result_clear(ExploreResult *result);
/* Keeps what was found; @actions is taken over. */
void explore_result_add(ExploreResult *result, FoundKind kind, guint index, GArray *actions);
void explore_result_add_instance(ExploreResult *result, FoundKind kind, guint index,
				 guint instance, GArray *actions);
void explore_result_add_circle(ExploreResult *result, guint loop, GArray *actions);

#endif
