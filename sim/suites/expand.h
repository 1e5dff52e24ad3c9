/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Taking every action in many states, by several threads, and looking at the goals
 * that are met. What comes of it does not depend on how many threads there are.
 */
#ifndef SUITES_EXPAND_H
#define SUITES_EXPAND_H

#include "explore/act.h"
#include "suites/goals.h"

/* So many states at most are expanded at a time. */
#define EXPAND_MOST 128

/* A set of goals: bit per goal. */
typedef guint64 *GoalSet;

static inline gboolean goal_set_has(const guint64 *set, guint goal)
{
	return set[goal / 64] >> goal % 64 & 1;
}

/* Who is told of every call that is made: the state before it, and what it came to. */
typedef struct {
	void (*called)(gpointer user, const struct rmm *old, const struct rmm *state,
		       const struct rmm_call *call, const struct rmm_result *result);
	gpointer user;
} ReachWatcher;

typedef struct {
	const ReachWatcher *watcher;    /* or NULL */
	guint jobs;                     /* threads; 0: as many as there are processors */
	/* Asked before each action; TRUE: those that are left are not taken. Or NULL. */
	gboolean (*is_over)(gpointer user);
	gpointer user;
} ExpansionRequest;

typedef struct Expansion Expansion;

/* Of one thread where somebody watches, or where actors act. */
Expansion *expansion_new(const struct explore_alphabet *a, const Goals *goals,
			 const ExpansionRequest *request);
void expansion_free(Expansion *expansion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expansion, expansion_free)

/* Room for state @number, counted from 0, of those that are expanded next. */
struct rmm *expansion_state(const Expansion *expansion, guint number);

/* Expands the first @count. FALSE: a pool of the model was exhausted, and cut something off. */
gboolean expansion_run(Expansion *expansion, guint count);

/*
 * What is met by actions of one call that are refused in state @number, and change
 * nothing: words for all goals.
 */
const guint64 *expansion_refused(const Expansion *expansion, guint number);

/* An action that is taken, or refused when calls of it were made. */
typedef struct {
	guint number;                   /* of the state it is taken in */
	guint action;
	const struct rmm *state;        /* that it leads to, settled; NULL: it is refused */
	const guint *met;               /* goals */
	guint met_count;
} Expanded;

/* In an order that is always the same: those nearer to the first state before others. */
typedef void ExpandedTell(gpointer user, const Expanded *expanded);
void expansion_tell(const Expansion *expansion, ExpandedTell *tell, gpointer user);

/* Calls that were made since it began. */
guint64 expansion_runs(const Expansion *expansion);

#endif
