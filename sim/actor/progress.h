/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Loops that make no progress: when a loop has made the same calls with the
 * same results twice, and the state is the same as well, it goes on for ever.
 */
#ifndef SIM_PROGRESS_H
#define SIM_PROGRESS_H

#include "actor/scene.h"

typedef struct {
	guint first;            /* of this turn's calls in the log */
	guint length;           /* calls of the last turn */
	guint64 digest;         /* of them */
	guint64 position;       /* of the software, after them */
	gboolean turned;
	struct rmm *state;      /* after the last turn, if it repeated; or NULL */
} Progress;

void progress_begin(Progress *progress, const Scene *scene);
void progress_end(Progress *progress);

/*
 * At the end of a turn; @position tells where software stands beyond what the
 * calls show. TRUE: the loop spins.
 */
gboolean progress_stalls(Progress *progress, const Scene *scene, guint64 position);

/* Ends a procedure that spins: tells the calls of a turn. */
Ending progress_spins(const Progress *progress, Scene *scene, guint64 ipa);

#endif
