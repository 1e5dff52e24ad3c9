/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of formats. */
#include "report/formats.h"

#include <string.h>

static const ReportFormat *const formats[] = {
	&format_text, &format_md, &format_tap, &format_junit, &format_jsonl, &format_sarif,
	&format_html,
};

const ReportFormat *format_find(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
		if (strcmp(formats[i]->name, name ? name : "text") == 0)
			return formats[i];
	return NULL;
}
