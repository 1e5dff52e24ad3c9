/* SPDX-License-Identifier: BSD-3-Clause */
/* Building an alphabet, and owning what it points to. */
#ifndef EXPLORE_EXPLORATION_H
#define EXPLORE_EXPLORATION_H

#include <glib.h>

#include "explore/cast.h"

/* Its alphabet is complete after exploration_finish. */
typedef struct {
	struct explore_alphabet alphabet;
	struct rmm_model *model;
	struct rmm *state;              /* to start from, monitors not included */
	GArray *actions, *monitors, *properties;
	Cast *cast;                     /* of actors; NULL: there are none */
	GPtrArray *owned;               /* what the parts of these point to */
} Exploration;

/* Takes @model and @state over. */
Exploration *exploration_new(struct rmm_model *model, struct rmm *state);
void exploration_free(Exploration *exploration);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Exploration, exploration_free)

/*
 * Whether RIMs count, and how far. Before any monitor, as these come first.
 */
void exploration_set_rim(Exploration *exploration, enum explore_rim rim, guint64 most);

/* The actors, as @scene has them; a monitor has what they know. */
Cast *exploration_add_cast(Exploration *exploration, const Scene *scene);

/* A copy that lives as long as the exploration. */
gpointer exploration_keep(Exploration *exploration, gconstpointer data, gsize size);
const char *exploration_keep_text(Exploration *exploration, const char *text);

/* Copies name and steps; @guard must live as long, or be NULL. */
void exploration_add_action(Exploration *exploration, const char *name,
			    const struct state_test *guard, const struct explore_step *steps,
			    guint step_count, guint main, guint line);
/* Gives the last action a key. Copies it. */
void exploration_key_action(Exploration *exploration, const char *key);
/* Behind the last action @monitor has @value. */
void exploration_set_then(Exploration *exploration, guint monitor, guint64 value);
/* Leaves out those that @keeps does not keep; before or behind exploration_finish. */
void exploration_keep_actions(Exploration *exploration,
			      gboolean (*keeps)(gconstpointer user, const struct explore_action *action),
			      gconstpointer user);
/* The index of the monitor. Copies name and rules. */
guint exploration_add_monitor(Exploration *exploration, const struct explore_monitor *monitor);
/* Copies the texts; @property->instances has as many as its test has parts. */
void exploration_add_property(Exploration *exploration, const struct explore_property *property);

/*
 * Settles the initial state, and completes the alphabet. Invariants about
 * ghosts are off where ghosts are no part of a state.
 */
const struct explore_alphabet *exploration_finish(Exploration *exploration);

#endif
