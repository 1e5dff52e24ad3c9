/* SPDX-License-Identifier: BSD-3-Clause */
/* Reports for people: each verb has words of its own. */
#include "report/formats.h"

static void print(Report *report, const ReportEvent *event, gboolean markdown)
{
	const ReportWords *words = report_words(report, event);

	if (words->print)
		words->print(report, event, markdown);
}

static void print_text(Report *report, const ReportEvent *event)
{
	print(report, event, FALSE);
}

static void print_markdown(Report *report, const ReportEvent *event)
{
	print(report, event, TRUE);
}

const ReportFormat format_text = { "text", NULL, print_text, 0, FALSE };
const ReportFormat format_md = { "md", NULL, print_markdown, 0, FALSE };
