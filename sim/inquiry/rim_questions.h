/* SPDX-License-Identifier: BSD-3-Clause */
/* What RIMs tell a verifier: over the whole graph of a small space. */
#ifndef INQUIRY_RIM_QUESTIONS_H
#define INQUIRY_RIM_QUESTIONS_H

#include "inquiry/state_graph.h"

/*
 * Answers "rim tells ..." over the complete graph: where two states have one RIM
 * and differ in what is asked, both ways are added to @result. The number of
 * RIMs that "rims == N" is about is in @counts, by property.
 */
void rim_questions_answer(const StateGraph *graph, ExploreResult *result, guint32 *counts);

#endif
