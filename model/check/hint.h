/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Hints: what a step may do by the text, but an implementation may not be
 * prepared for. Nothing is wrong where one is given.
 */
#ifndef RMM_HINT_H
#define RMM_HINT_H

#include "check/invariant.h"

struct rmm_hint {
	const char *id;
	const char *text;       /* one line */
	const char *section[RMM_LINES];
	/* Is it to be given after the step? *address: of what it is about. */
	bool (*applies)(const struct rmm_event *e, uint64_t *address);
};

/* The table; *count rows. */
const struct rmm_hint *rmm_hints(unsigned *count);

#endif
