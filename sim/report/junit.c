/* SPDX-License-Identifier: BSD-3-Clause */
/* Text for JUnit XML. */
#include "report/junit.h"

char *junit_printable(const char *text)
{
	char *copy = g_strdup(text ? text : "");

	for (char *at = copy; *at; at++)
		if (g_ascii_iscntrl(*at) && *at != '\n')
			*at = '?';
	return copy;
}

void junit_append(GString *out, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_markup_vprintf_escaped(format, arguments);
	va_end(arguments);
	g_string_append(out, text);
}
