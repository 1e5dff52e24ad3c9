/* SPDX-License-Identifier: BSD-3-Clause */
/* A run of replay: files that are recognised, judged and told of, one after the other. */
#ifndef SIM_REPLAY_SESSION_H
#define SIM_REPLAY_SESSION_H

#include "cli/replay_output.h"
#include "options/options.h"
#include "report/replay_source.h"

typedef struct {
	const Options *options;
	gboolean no_invariants, durations;
	const LogDialect *dialect;      /* NULL: found out from the log */
	ConsoleLeavesOut leaves_out;
	Report report;
	ReplayOutput to_scenario, write_platform;
	const struct rmm_platform *platform;            /* NULL: the usual one */
	struct rmm_variants agreed;     /* under which lines of the part agree */
	ConsoleReplay *console;         /* made when needed */
	Replay *replays[VERSIONS_MAX];  /* by version_index(); made when needed */
	ReplayTotals totals;
	Timeline *timeline;             /* of the file; NULL: no map is wanted */
	guint flaws;                    /* of the file */
	char *flaw;                     /* the first of them */
} ReplaySession;

/* Replays the file @path, the @number-th, and tells of it. */
void replay_session_file(ReplaySession *session, const char *path, guint number);

/* Frees what was made when it was needed. */
void replay_session_clear(ReplaySession *session);

#endif
