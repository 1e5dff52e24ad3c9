/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of a statement that was carried out. */
#ifndef SIM_RUN_STEP_H
#define SIM_RUN_STEP_H

#include "report/report.h"
#include "run/outcome.h"

/* What an event of a statement is about. */
typedef struct {
	const RunResult *result;
	const StepOutcome *outcome;
	guint repeated;         /* how often the same line came before it */
	gboolean is_folded;     /* it follows from another: that alone is told */
} RunStep;

/* The event of a statement of @file; it lasts as long as @step. */
ReportEvent run_step_event(const RunStep *step, EventKind kind, const char *file, guint number);

/* As of ReportWords: */
char *run_step_name(const ReportEvent *event);
char *run_step_message(const ReportEvent *event);
char *run_step_detail(const ReportEvent *event);
void run_step_rules(const ReportEvent *event, GArray *rules);
void run_step_members(const ReportEvent *event, JsonBuilder *builder);

/* Its row of a ReportSource. */
#define RUN_STEP_WORDS .type = "step", .name = run_step_name, .message = run_step_message, \
	.detail = run_step_detail, .rules = run_step_rules, .members = run_step_members

/* "file:3:7: FAIL host ...", and why. */
void run_step_print(const Report *report, const RunResult *result, const StepOutcome *outcome);

#endif
