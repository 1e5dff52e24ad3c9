/* SPDX-License-Identifier: BSD-3-Clause */
/* Platforms: configurations that the tool starts from. */
#ifndef SIM_PLATFORM_H
#define SIM_PLATFORM_H

#include <glib.h>

#include "system/hash.h"
#include "system/version.h"
#include "base/model.h"

/* The platform that the traces of an implementation were recorded on. */
void platform_for_traces(struct rmm_config *config, const struct rmm_version *version,
			 HashCache *cache);

/* The version that a scenario has which does not say. */
#define PLATFORM_DEFAULT_VERSION version_find("2.0")

/* What a scenario starts from before its header says otherwise. */
void platform_for_scenarios(struct rmm_config *config, const struct rmm_version *version,
			    HashCache *cache);

/*
 * The same, with what actors use by the thousand: RTTs and words, unless the
 * header has said how many. Up to ACTOR_STATE_MAX bytes of a state, of which
 * those count that come to be used.
 */
#define ACTOR_STATE_MAX ((gsize)512 << 20)
void platform_for_actors(struct rmm_config *config);

/* Finds an implementation by name ("tf-rmm-1.0"). FALSE if there is none. */
gboolean platform_implementation(const char *name, enum rmm_implementation *which);
const char *platform_implementation_name(enum rmm_implementation which);
const struct rmm_version *platform_implementation_version(enum rmm_implementation which);

#endif
