/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of a line of a log. */
#ifndef SIM_REPLAY_EVENT_H
#define SIM_REPLAY_EVENT_H

#include "replay/replay.h"
#include "report/report.h"

/* As of ReportWords; the data of the event is a ReplayEvent. */
char *replay_event_message(const ReportEvent *event);
char *replay_event_detail(const ReportEvent *event);
void replay_event_print(const Report *report, const ReportEvent *event, gboolean markdown);
void replay_event_rules(const ReportEvent *event, GArray *rules);
void replay_event_members(const ReportEvent *event, JsonBuilder *builder);

/* All of these, in a row of a ReportSource. */
#define REPLAY_EVENT_WORDS .print = replay_event_print, .message = replay_event_message, \
	.detail = replay_event_detail, .rules = replay_event_rules, .members = replay_event_members

CaseVerdict replay_event_verdict(const ReplayEvent *event);

#endif
