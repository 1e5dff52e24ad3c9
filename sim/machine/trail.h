/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The trail of an RMM: the calls that took it from boot to where it is, each
 * with the line that made it. Run again, it tells who put the state there.
 */
#ifndef SIM_TRAIL_H
#define SIM_TRAIL_H

#include <glib.h>

#include "engine/engine.h"
#include "machine/packed_call.h"

/* Where a step comes from. */
typedef struct {
	const char *path;       /* lives as long as the trail */
	unsigned line;
} Origin;

typedef struct {
	const struct rmm_model *model;  /* under which the step was made */
	PackedCall *packed;
	enum rmm_command_id command;
	Origin at;
} TrailEntry;

typedef struct {
	GArray *entries;        /* of TrailEntry */
	guint searches;
	guint64 steps;          /* that searches made again */
} Trail;

Trail *trail_new(void);
void trail_free(Trail *trail);
void trail_add(Trail *trail, const struct rmm_model *model, const struct rmm_call *call, Origin at);

/* Are all steps there, or were there too many? */
gboolean trail_is_whole(const Trail *trail);

/* Back to @length entries. */
void trail_cut(Trail *trail, guint length);

/* The first @count are forgotten: it begins behind them. */
void trail_forget(Trail *trail, guint count);

/* Told of the state at boot (@entry NULL), and after each step. */
typedef void TrailFunction(gpointer user, const struct rmm *state, const TrailEntry *entry);

/*
 * Makes the steps again from @boot (NULL: an RMM that has just booted). FALSE:
 * the trail is too long, or has been searched too often.
 */
gboolean trail_walk(Trail *trail, const struct rmm_model *model, const struct rmm *boot,
		    TrailFunction *function, gpointer user);

/* Which step it was that made something so. */
typedef struct {
	gboolean known;
	enum rmm_command_id command;
	Origin at;
} Since;

/* Appends "line 12", or "common/image.ripas:12" of a file other than @path. */
void origin_append(GString *out, const Origin *at, const char *path);

/*
 * Appends "since line 12, RMI_DATA_CREATE (B4.3.1)"; a line of a file other
 * than @path with its path.
 */
void since_append(GString *out, const struct rmm_model *model, const Since *since,
		  const char *path);

#endif
