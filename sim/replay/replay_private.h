/* SPDX-License-Identifier: BSD-3-Clause */
/* What replaying and explaining share. */
#ifndef SIM_REPLAY_PRIVATE_H
#define SIM_REPLAY_PRIVATE_H

#include "replay/machine.h"
#include "replay/replay.h"

struct Replay {
	ReplayOptions options;
	HashCache *cache;
	struct rmm_config config;
	GHashTable *models;     /* struct rmm_variants to struct rmm_model */
	const struct rmm_model *base;
	struct rmm *boot;       /* as after boot */
	struct rmm *saved;      /* before the unit at hand */
	GString *said;          /* by the model, of the line that diverged */
	Machine machine;
};

/* A unit of a trace and the variants under which the model took it. */
struct unit {
	guint first, size;
	struct rmm_variants bent;
};

/* Back to boot, without touching what was never used. */
void replay_reboot(Replay *replay, const Trace *trace);

TraceLine *const *replay_lines(const Trace *trace, const struct unit *unit);

/* Runs a unit with more variants than those of the options; as machine_run_unit. */
Verdict replay_unit(Replay *replay, const Trace *trace, const struct unit *unit,
		    struct rmm_variants bent, guint *failed, GError **error);

/*
 * Finds what explains the last of @units: one variant, in this step, then from
 * the start; then two. The units are bent by what was found, which @finding
 * gets. FALSE: nothing explains it.
 */
gboolean replay_explain(Replay *replay, const Trace *trace, GArray *units,
			ReplayFinding *finding);

#endif
