/* SPDX-License-Identifier: BSD-3-Clause */
/* The formats of reports. */
#ifndef SIM_FORMATS_H
#define SIM_FORMATS_H

#include "report/report.h"

/* The names of all rows, as options have them; not all verbs have Markdown. */
#define REPORT_FORMATS "text|tap|junit|jsonl|sarif|html"
#define TABLE_FORMATS  "text|md|tap|junit|jsonl|sarif|html"

extern const ReportFormat format_text, format_md, format_tap, format_junit, format_jsonl,
	format_sarif, format_html;

/* NULL: text. NULL if there is none of this name. */
const ReportFormat *format_find(const char *name);

#endif
