/* SPDX-License-Identifier: BSD-3-Clause */
/* Carrying out recorded lines on a machine and judging each by itself. */
#ifndef SIM_LINE_H
#define SIM_LINE_H

#include "machine/execution.h"
#include "replay/trace.h"

/* What the model has for a line that diverges. */
typedef struct {
	enum { SAID_NOTHING, SAID_RESULT, SAID_PEEK } kind;
	struct rmm_call call;
	struct rmm_result result;
} Said;

/* A machine that follows a trace. */
typedef struct {
	Machine *machine;
	Said said;
	guint contexts;         /* for operations, of the RMM that is recorded; 0: unknown */
} Player;

typedef enum { AGREES, DIVERGES } Verdict;

/* AGREES; or DIVERGES, and the player keeps what the model has. */
Verdict line_verdict(Player *player, gboolean agrees, const struct rmm_call *call,
		     const struct rmm_result *result);

/* Of lines that make a call. @after: of an interrupt, counted from 1; 0: none. */
Verdict line_run_command(Player *player, const TraceLine *line, guint64 after);
Verdict line_run_host_access(Player *player, const TraceLine *line);

/* A loop over a range command, to where it came; then the call that failed. */
Verdict line_run_loop(Player *player, const TraceLine *line);

Verdict line_run_peek(Player *player, const TraceLine *line);

#endif
