/* SPDX-License-Identifier: BSD-3-Clause */
/* Holding the table of verdicts (verdict.h) to what exploration says. */
#ifndef SUITES_JUDGING_H
#define SUITES_JUDGING_H

#include "suites/verdict.h"

/* What exploring a variant came to. */
typedef struct {
	gboolean tried;
	VerdictKind found;
	guint actions;          /* of the shortest history that shows it */
	char *text;             /* what breaks, or by which command it parts; or NULL */
	char *path;             /* of the file that was explored; NULL: of none */
} Judgement;

typedef struct {
	const char *folder;     /* of the files that verdicts name */
	guint jobs;             /* variants at a time; 0: as many as there are processors */
	gboolean some;          /* only @chosen are tried */
	struct rmm_variants chosen;
	Judgement all[VARIANTS];
} Judging;

/* FALSE: Ctrl-C ended it. */
gboolean judging_run(Judging *judging);
void judging_clear(Judging *judging);

/* Is it as the table says? */
gboolean judging_holds(const Judging *judging, enum rmm_variant variant);

#endif
