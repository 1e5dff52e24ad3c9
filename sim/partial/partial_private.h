/* SPDX-License-Identifier: BSD-3-Clause */
/* What judging a call of the Host and one of a Realm share. */
#ifndef SIM_PARTIAL_PRIVATE_H
#define SIM_PARTIAL_PRIVATE_H

#include "partial/answer.h"
#include "partial/trial_types.h"

/* For more lines of a log no variant is looked for: it is of something else. */
#define EXPLAINED_LINES_MAX 200

typedef struct Partial Partial;

struct Partial {
	PartialOptions options;
	Knowledge knowledge;
	Stage *stage;
	Stage *bent[VARIANTS];          /* by variant; made when needed */
	guint64 trials;
	guint explained;                /* lines for which a variant was looked for */

	/* Of the last answer. */
	GString *permitted;
	GPtrArray *known;
	char *assumed;
};

/* Judges with a stage. FALSE: it diverges, and @answer says why. */
typedef gboolean PartialJudge(Partial *partial, Stage *stage, const LogEvent *event,
			      const struct rmm_call *call, PartialAnswer *answer);

PartialJudge partial_judge_host;        /* in partial_host.c */
PartialJudge partial_judge_realm;       /* in partial_realm.c */

/* A call that returned RMI_INCOMPLETE, RMI_BLOCKED or RMI_BUSY; one of RMI_OP_*. */
PartialJudge partial_judge_unfinished;  /* in partial_operation.c */
PartialJudge partial_judge_operation;

/* A trial found no state: says what the model returns, and what is known. */
void partial_explain(Partial *partial, const Trial *trial, PartialAnswer *answer);

/* The Realm, of those that may run, that a call of a Realm is of; NULL: more than one may be. */
PartialRealm *partial_running(Partial *partial);

#endif
