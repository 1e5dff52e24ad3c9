/* SPDX-License-Identifier: BSD-3-Clause */
/* A run while it is told, and its lines. */
#ifndef SIM_TELLING_H
#define SIM_TELLING_H

#include <glib.h>

#include "machine/rec_memory.h"

typedef struct {
	const char *path;       /* of the scenario */
	GString *out;
	const struct rmm_model *model;
	struct rmm *state;              /* as told so far */
	struct rmm *before, *trial;     /* scratch */
	GArray *recs;           /* of RecMemory */
	GArray *taken_out;      /* RECs that the scenario has running: guint64 */
	guint64 rec;            /* that runs; 0: none does */
	GString *entry;         /* of it: its line up to the result */
	guint calls;            /* that are told */
	gboolean cut;           /* there were more than are kept */
} Telling;

/* Appends a comment of the line that what follows is of, if that is another one. */
void telling_origin(Telling *telling, const Origin *at, const Origin *last, const char *path);

/* Appends the line of @call up to its result, in which all inputs are told. */
void telling_call(const Telling *telling, GString *out, const struct rmm_call *call);

/* Appends the result of a call, and the end of its line. */
void telling_result(Telling *telling, enum rmm_command_id command,
		    const struct rmm_result *result);

/* Makes the step. */
void telling_step(Telling *telling, const struct rmm_call *call, struct rmm_result *result);

/*
 * Appends, as comments "# or > RESULT", what else the specification permits for @call,
 * the step that was made last and returned @result: other failures, an interruption, the
 * least progress.
 */
void telling_permitted(Telling *telling, const struct rmm_call *call,
		       const struct rmm_result *result);

#endif
