/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The alphabet whose sizes are known: one table with pages, Granules that a Host
 * delegates and maps there, one REC or two; 1.0-rel0. Built here so that engines
 * can be held to it without a file.
 */
#ifndef EXPLORE_PEER_H
#define EXPLORE_PEER_H

#include "explore/exploration.h"

typedef struct {
	unsigned pages, granules;       /* 1 to 16, 1 to 32 */
	unsigned recs;                  /* 1 or 2 */
	gboolean base;                  /* a monitor has the base of the last request */
	gboolean ghosts;
	gboolean coverage;
	struct rmm_variants variants;
} PeerOptions;

/* NULL if an option is out of range. */
Exploration *peer_new(const PeerOptions *options);

#endif
