/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Replaying what a real RMM did, line by line, against the model.
 *
 * A line that diverges is tried again under each variant; if one explains it,
 * the model takes that step bent and goes on. If none does, the rest of the
 * file is not judged.
 */
#ifndef SIM_REPLAY_H
#define SIM_REPLAY_H

#include "replay/event.h"

typedef struct {
	const struct rmm_version *version;
	struct rmm_variants variants;   /* in force from the start */
	const struct rmm_platform *platform;    /* what no line tells of it; NULL: as usual */
	gboolean no_invariants;
	gboolean self_check;
	gboolean unexplained;           /* no variant is looked for that explains a divergence */
	gboolean every_line;            /* tell of each, and what it changed */
} ReplayOptions;

typedef struct Replay Replay;

/* NULL with @error if no model can be made. */
Replay *replay_new(const ReplayOptions *options, GError **error);
void replay_free(Replay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Replay, replay_free)

/*
 * Replays one file, from a freshly booted RMM, and counts. A line of bad input has a
 * flaw and is told as not judged. FALSE with @error if no model can be made.
 */
gboolean replay_run(Replay *replay, Trace *trace, ReplayFunction *function,
		    gpointer user, ReplayCount *count, GError **error);

/*
 * Replays without reports, and goes on behind what the model does not do as recorded as if
 * it was not there: @lines gets the numbers of such lines (of guint), but for the last, and
 * the lines of the Realm before it. FALSE if no model can be made.
 */
gboolean replay_past(Replay *replay, Trace *trace, GArray *lines);

/*
 * Replays without looking for an explanation and without reports, for
 * benchmarks. The number of lines that agree before the first that does not,
 * or that shows something wrong.
 */
guint replay_fast(Replay *replay, Trace *trace);

#endif
