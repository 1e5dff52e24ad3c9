/* SPDX-License-Identifier: BSD-3-Clause */
/* What a replay told of a trace. */
#ifndef TESTS_FOUND_H
#define TESTS_FOUND_H

#include "replay/replay.h"
#include "system/version.h"

/* What was found in a file, as the report says it. */
typedef struct {
	ReplayCount count;
	guint ends, skipped;
	enum rmm_variant cause;         /* of the last invariant that broke */
	const char *broken;             /* its id */
	guint changed;                  /* lines that changed something */
	enum rmm_variant explained[8];
	guint explained_count;
	char *permitted;        /* of the first divergence */
} Found;

/* A ReplayFunction: @user is a Found. */
void found_note(gpointer user, const ReplayEvent *event);

/*
 * Replays a trace, @as_tf_rmm: with what TF-RMM does otherwise. The test fails if
 * it is of another version than @version, or a step is unsound or breaks an
 * invariant. The trace gets @text; the caller frees what was permitted.
 */
void found_in_text(const char *name, char *text, gsize size, const struct rmm_version *version,
		   gboolean as_tf_rmm, Found *found);
void found_in_file(const char *path, const struct rmm_version *version, gboolean as_tf_rmm,
		   Found *found);

#endif
