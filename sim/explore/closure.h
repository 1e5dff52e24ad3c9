/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Every state that an alphabet leads to, as a decision diagram: what actions do
 * is learned where it is not known, and closed by saturation, in turns, until
 * there is nothing to learn.
 */
#ifndef EXPLORE_CLOSURE_H
#define EXPLORE_CLOSURE_H

#include "explore/learner.h"
#include "explore/levels.h"
#include "explore/saturate.h"
#include "explore/view.h"

typedef struct {
	Learner *learner;
	gsize memory;                   /* bytes for diagrams */
	/*
	 * By part: has a level though no action depends on it. Else such a part is
	 * left out: it is the same function of the others in every state.
	 */
	gboolean *needed;
	GPtrArray *dependents;          /* of Dependent *: the function of each such part */
	Levels levels;
	Mdd *mdd;
	MddNode reached;
	Relation *closed;               /* under these events; NULL: none */
	MddView *view;                  /* the last that closure_view made; NULL: none */
	MddNode viewed;                 /* of this set */
	guint rounds;
	guint near;                     /* of closure_run_near: steps that were taken */
	gboolean incomplete;            /* ended early: @reached is not all */
} Closure;

void closure_init(Closure *closure, Learner *learner, gsize memory);
void closure_clear(Closure *closure);

/* Finds all states; @closure->reached is the set. */
void closure_run(Closure *closure);

/* Is work to end early, by memory or patience? */
gboolean closure_must_end(const Closure *closure);

/*
 * Where all are too many: the states that at most @steps actions lead to, or fewer
 * if these take more than an eighth of the memory. It stays incomplete.
 */
void closure_run_near(Closure *closure, guint steps);

/* The set of the initial state. */
MddNode closure_initial(const Closure *closure);

/* Is the value of a part in sets, or can closure_show put it there? */
gboolean closure_can_show(const Closure *closure, guint part);

/* @set with the numbers of a hidden part that can be shown. */
MddNode closure_show_part(Closure *closure, MddNode set, guint part);

/* @set with the numbers of hidden parts that @function asks about. */
MddNode closure_show(Closure *closure, MddNode set, const Function *function);

/* @set laid out; valid until the next call, or sets change. */
MddView *closure_view(Closure *closure, MddNode set);

/* Gives back diagrams that are in no use. Layers must not be in use. */
void closure_collect(Closure *closure);

/*
 * Runs @run in a state of each kind of @set that @function does not know, until
 * it knows all, or wants what cannot be shown. FALSE if it learned something.
 * @run is FALSE if it was given up: the function wants more than it did.
 */
typedef gboolean RunFunction(gpointer user, gconstpointer state);
gboolean closure_expand(Closure *closure, MddNode set, const Function *function,
			RunFunction *run, gpointer user);

#endif
