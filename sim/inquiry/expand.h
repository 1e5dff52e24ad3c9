/* SPDX-License-Identifier: BSD-3-Clause */
/* From an explore block and the state behind its setup to an alphabet. */
#ifndef INQUIRY_EXPAND_H
#define INQUIRY_EXPAND_H

#include "explore/exploration.h"
#include "language/scenario.h"
#include "run/runner.h"

/* NULL with diagnostics, at the lines of the block. */
Exploration *expand_block(const ExploreBlock *block, const RunEnd *setup,
			  Diagnostics *diagnostics);

#endif
