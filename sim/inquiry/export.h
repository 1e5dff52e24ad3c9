/* SPDX-License-Identifier: BSD-3-Clause */
/* The graph of a small space, written for other programs. */
#ifndef INQUIRY_EXPORT_H
#define INQUIRY_EXPORT_H

#include <stdio.h>

#include "inquiry/state_graph.h"

/* For Graphviz: states by number, edges by action. */
void export_dot(FILE *file, const StateGraph *graph);

/* The Aldebaran format of CADP, mCRL2 and LTSmin. */
void export_aut(FILE *file, const StateGraph *graph);

/*
 * LTSmin's Enumerated Table Format: a group of transitions for each action, over
 * those bytes of the state that tell apart what it does. Needs the states.
 */
void export_etf(FILE *file, const StateGraph *graph);

#endif
