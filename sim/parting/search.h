/* SPDX-License-Identifier: BSD-3-Clause */
/* A search for first differences: pairs of states, and the action that is taken in both. */
#ifndef PARTING_SEARCH_H
#define PARTING_SEARCH_H

#include "explore/act.h"
#include "explore/store.h"
#include "parting/common.h"
#include "parting/result.h"

/* Calls of an action that are looked at. */
#define CALLS_MAX 16

/* One of the two models, and what an action came to there. */
typedef struct {
	const struct explore_alphabet *a;
	gsize at;                       /* where its state is in a pair */
	guint *actions;                 /* by shared action: index into the alphabet */
	struct rmm *from;               /* the state that is expanded */
	struct rmm *now;                /* what becomes of it */
	Made made[CALLS_MAX];
	guint count;
	enum explore_taken taken;
} Side;

typedef struct {
	guint32 from;
	guint32 action;
} Origin;

typedef struct {
	Side side[2];
	const ExploreOptions *options;
	const ExploreSink *sink;
	PartingResult *result;
	PartingSight sight;
	Common *common;
	Store *store;
	GArray *origins;                /* of Origin, by pair */
	guint8 *pair;
	gint64 began;                   /* microseconds */
	guint32 state;                  /* the number of the pair that is expanded */
	guint action;                   /* being taken */
} Search;

#endif
