/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand at the end of a line that is being written. */
#ifndef EDITOR_CANDIDATES_H
#define EDITOR_CANDIDATES_H

#include <glib.h>

#include "base/version.h"

/* What the line may refer to. */
typedef struct {
	const struct rmm_version *version;
	/* Names of variables (char *), without '$'; the array is freed. */
	GPtrArray *(*variables)(gconstpointer user);
	gconstpointer user;
} CandidateScope;

/*
 * Words (char *) that may stand in the place of the last of @text, a statement up
 * to there, and begin as it does. The caller frees them.
 */
GPtrArray *candidates_of(const char *text, const CandidateScope *scope);

#endif
