/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known of RECs from the outside: how they left, what they get. */
#ifndef SIM_REC_MEMORY_H
#define SIM_REC_MEMORY_H

#include <glib.h>

#include "engine/command.h"
#include "machine/trail.h"

typedef struct {
	guint64 rec;                    /* PA */
	struct rmm_call pending;        /* the action that left last; CMD_NONE */
	Origin at;                      /* who made it */
	struct rmm_completion completion;       /* of it, by the last entry */
	struct rmm_exit exit;           /* of the last entry; it may not have happened yet */
	guint notes;                    /* how often something was noted */
} RecMemory;

/* That of the REC at @rec, made if it is new; @recs is an array of RecMemory. */
RecMemory *rec_memory(GArray *recs, guint64 rec);

/* Makes @to what @from is. */
void rec_memories_copy(GArray *to, const GArray *from);

/* Notes what a step, made @at, means to the REC that left or was entered by it. */
void rec_memory_note(GArray *recs, const struct rmm_call *call, const struct rmm_result *result,
		     Origin at);

#endif
