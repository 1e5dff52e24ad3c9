/* SPDX-License-Identifier: BSD-3-Clause */
/* Reports for people: each verb has words of its own. */
#include "report/formats.h"

static void print_text(Report *report, const ReportEvent *event)
{
	report->source->print(report, event, FALSE);
}

static void print_markdown(Report *report, const ReportEvent *event)
{
	report->source->print(report, event, TRUE);
}

const ReportFormat format_text = { "text", NULL, print_text, 0, FALSE };
const ReportFormat format_md = { "md", NULL, print_markdown, 0, FALSE };
