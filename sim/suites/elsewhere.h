/* SPDX-License-Identifier: BSD-3-Clause */
/* Goals that other scenarios reach: what an exploration does not is out of its bounds. */
#ifndef SUITES_ELSEWHERE_H
#define SUITES_ELSEWHERE_H

#include "suites/goals.h"

typedef struct {
	GPtrArray *paths;       /* of char * */
	guint count;            /* of goals */
	const char **by;        /* by goal: the name of the first file whose calls meet it, or NULL */
	char **nearly;          /* the same, of pairs: which file does with which input otherwise */
} Elsewhere;

/*
 * Runs the scenarios below @folders that are for the version of @goals, and have no
 * variants; names are below their folder. For pairs those for conditions run again, and their
 * calls are made with one input as others have it.
 */
void elsewhere_find(const Goals *goals, char **folders, Elsewhere *elsewhere);
void elsewhere_clear(Elsewhere *elsewhere);

#endif
