/* SPDX-License-Identifier: BSD-3-Clause */
/* Running a scenario, a trace or a console once more, to see whether and how it fails. */
#ifndef SIM_ATTEMPT_H
#define SIM_ATTEMPT_H

#include "language/scenario.h"
#include "replay/replay.h"

typedef enum { INPUT_SCENARIO, INPUT_TRACE, INPUT_CONSOLE } ReduceInput;

typedef struct {
	const char *path;               /* of the file, beside which includes lie */
	ReduceInput input;
	const struct rmm_version *version;      /* NULL: the file's own */
	struct rmm_variants variants;
	/* Of what is looked for again and again; or NULL. What is not so is not explained. */
	const char *expected;
	struct attempt_cache *cache;
} FailureOptions;

/* What is made once, for all attempts at a text. */
typedef struct attempt_cache AttemptCache;

AttemptCache *attempt_cache_new(void);
void attempt_cache_free(AttemptCache *cache);

/* NULL: it cannot be read. */
Scenario *attempt_parse(const FailureOptions *options, const char *text);

const struct rmm_version *attempt_version(const FailureOptions *options, const Trace *trace);

/* That of @cache for @trace. NULL: no model can be made. */
Replay *attempt_replay(AttemptCache *cache, const FailureOptions *options, const Trace *trace,
		       gboolean unexplained);

/* Replays a trace; FALSE: it cannot be. */
gboolean attempt_trace(const FailureOptions *options, const char *text, gboolean unexplained,
		       ReplayFunction *function, gpointer user, ReplayCount *count);

/*
 * Replays the parts of a console, until *@found is something; @found NULL: all. The version
 * of the last; NULL: there is none.
 */
const struct rmm_version *attempt_console(const FailureOptions *options, const char *text,
					  gboolean unexplained, ReplayFunction *function,
					  gpointer user, char *const *found, ReplayCount *count);

#endif
