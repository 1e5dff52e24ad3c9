/* SPDX-License-Identifier: BSD-3-Clause */
/* Ways that go on for ever: circles in the graph of a small space. */
#ifndef INQUIRY_CIRCLE_H
#define INQUIRY_CIRCLE_H

#include "inquiry/state_graph.h"

/*
 * A circle that is nearest to the beginning: the actions that lead there, and
 * round it once; *@loop is how many of them go round. NULL: there is none. What
 * is interrupted makes no circle where interrupts are fair.
 */
GArray *circle_find(const StateGraph *graph, guint *loop);

#endif
