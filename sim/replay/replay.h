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

#include "system/platform.h"
#include "replay/trace.h"

/* Variants that are named for a line at most. */
#define EXPLAINED_MAX 4

/* What was found in a line. */
typedef struct {
	const TraceLine *line;
	gboolean end;                   /* the history ends in an assert here */
	enum rmm_variant explained[EXPLAINED_MAX];      /* VARIANT_NONE: by nothing */
	const char *not_judged;         /* why, from line to last; else NULL */
	gboolean limit;                 /* because a pool of the model was exhausted */
	const char *unsound;            /* what the self-check found: a mistake of the
					   model; else NULL */
	const TraceLine *last;
	char *permitted;                /* what the model permits */
	char *about;                    /* the state that the line concerns */
} ReplayFinding;

typedef struct {
	guint lines, agree, diverge, not_judged;
	guint findings;         /* lines where the self-check found something */
	gboolean limit;         /* a pool of the model was exhausted */
} ReplayCount;

typedef struct {
	const struct rmm_version *version;
	struct rmm_variants variants;   /* in force from the start */
	gboolean self_check;
} ReplayOptions;

typedef struct Replay Replay;

/* NULL with @error if no model can be made. */
Replay *replay_new(const ReplayOptions *options, GError **error);
void replay_free(Replay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Replay, replay_free)

/* Told of each divergence, of the end of a history, of lines not judged, and of
 * what the self-check finds. */
typedef void ReplayFunction(gpointer user, const Trace *trace,
			    const ReplayFinding *finding);

/*
 * Replays one file, from a freshly booted RMM, and counts. FALSE with @error
 * ("line:column: error: ...") on bad input.
 */
gboolean replay_run(Replay *replay, Trace *trace, ReplayFunction *function,
		    gpointer user, ReplayCount *count, GError **error);

/*
 * Replays without looking for an explanation and without reports, for
 * benchmarks. The number of lines that agree before the first that does not.
 */
guint replay_fast(Replay *replay, Trace *trace, GError **error);


#endif
