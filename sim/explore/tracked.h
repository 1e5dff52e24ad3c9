/* SPDX-License-Identifier: BSD-3-Clause */
/* Functions of the tracked compilation (track.h), as the Makefile names them. */
#ifndef EXPLORE_TRACKED_H
#define EXPLORE_TRACKED_H

#include "check/invariant.h"
#include "explore/act.h"
#include "explore/settle.h"
#include "version/make.h"
#include "version/versions.h"

const struct rmm_version *const *learned_rmm_versions(unsigned *count);
enum rmm_config_error learned_rmm_model_init(struct rmm_model *model,
					     const struct rmm_config *config);

enum explore_taken learned_explore_act(const struct explore_alphabet *a,
				       const struct explore_action *action, struct rmm *state,
				       const struct explore_observer *observer);
void learned_explore_settle(const struct explore_alphabet *a, struct rmm *state,
			    explore_wrote *wrote, void *user);
void learned_explore_settle_ghosts(const struct explore_alphabet *a, struct rmm *state,
				   explore_wrote *wrote, void *user);
uint64_t learned_rmm_check_change(const struct rmm_event *e, uint64_t ignored,
				  const struct rmm_change *change);
bool learned_rmm_change_leaves_behind(const struct rmm_event *e,
				      const struct rmm_change *change);
uint64_t learned_rmm_check_subject(const struct rmm_event *e, uint64_t ignored,
				   enum rmm_subject kind, uint32_t subject, uint32_t item);
bool learned_state_test_holds(const struct state_view *view, const struct state_test *test);

#endif
