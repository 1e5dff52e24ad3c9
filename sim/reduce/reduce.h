/* SPDX-License-Identifier: BSD-3-Clause */
/* A smallest history that still fails in the same way. */
#ifndef SIM_REDUCE_H
#define SIM_REDUCE_H

#include "reduce/failure.h"

/* Told how many lines are left, of how many; FALSE: the search is given up. */
typedef gboolean ReduceProgress(gpointer user, guint left, guint of);

typedef struct {
	FailureOptions failure;
	ReduceProgress *progress;       /* or NULL */
	gpointer user;
} ReduceOptions;

typedef struct {
	char *failure;          /* how it fails, before and after */
	char *text;             /* that is left */
	guint lines, left;      /* statements, or lines of a log */
	guint runs;             /* that it took */
} Reduction;

/* FALSE: @text does not fail, or cannot be read. */
gboolean reduce_text(const ReduceOptions *options, const char *text, Reduction *reduction);
void reduction_clear(Reduction *reduction);

#endif
