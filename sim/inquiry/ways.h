/* SPDX-License-Identifier: BSD-3-Clause */
/* Where ways lead, and whether they end: over the whole graph of a small space. */
#ifndef INQUIRY_WAYS_H
#define INQUIRY_WAYS_H

#include "inquiry/state_graph.h"

/*
 * Answers "always ... eventually" and "always ... possible" over the complete
 * graph: what fails is added to @result, with a shortest way to it.
 */
void ways_answer(const StateGraph *graph, ExploreResult *result);

#endif
