/* SPDX-License-Identifier: BSD-3-Clause */
/* The formats of reports. */
#include "report/report.h"

#include <string.h>

const ReportFormat *report_format(const char *name)
{
	static const ReportFormat *const formats[] = {
		&report_text, &report_tap, &report_junit, &report_jsonl,
	};

	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

gboolean report_passed(const FileReport *report)
{
	return report->scenario && report->result.failed == 0 && !report->result.limit;
}
