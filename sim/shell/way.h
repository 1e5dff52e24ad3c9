/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a way to a state may consist of: actions about what the predicate names
 * and what is in use, and a few pages of the Host.
 */
#ifndef SHELL_WAY_H
#define SHELL_WAY_H

#include "explore/exploration.h"
#include "run/run_options.h"

typedef struct {
	RunEnd now;                     /* where it begins */
	GArray *granules, *ipas, *recs; /* of guint64 */
	gboolean ghosts, rim, unprotected;      /* the predicate is about them */
} Way;

void way_clear(Way *way);

/* Adds what a predicate names. */
void way_add_named(Way *way, const Predicate *predicate);
/* Adds Granules of the Host behind those in use, those that are delegated and free, RECs. */
void way_add_granules(Way *way);

/* An explore block that asks whether @predicate can hold. The caller frees it. */
char *way_block(const Way *way, const char *predicate);

/* Is it worth a try? @user: the model. */
gboolean way_is_sensible(gconstpointer user, const struct explore_action *action);

#endif
