/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of a line of a log. */
#ifndef SIM_REPLAY_EVENT_H
#define SIM_REPLAY_EVENT_H

#include "replay/replay.h"
#include "report/report.h"

/* "diverges, explained"; the caller frees it. */
char *replay_event_message(const ReplayEvent *event);

/* What the log says, what the model does, the state, variants: lines, which the caller frees. */
char *replay_event_detail(const ReplayEvent *event);

CaseVerdict replay_event_verdict(const ReplayEvent *event);
void replay_event_print(const Report *report, const ReplayEvent *event);
void replay_event_rules(const ReplayEvent *event, GArray *rules);
void replay_event_members(const ReplayEvent *event, JsonBuilder *builder);

#endif
