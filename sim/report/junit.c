/* SPDX-License-Identifier: BSD-3-Clause */
/* Text for JUnit XML. */
#include "report/junit.h"

#include <string.h>

char *junit_printable(const char *text)
{
	char *copy = g_strdup(text ? text : "");

	for (char *at = copy; *at; at++)
		if (g_ascii_iscntrl(*at) && *at != '\n')
			*at = '?';
	return copy;
}

/* Paths may hold what XML cannot: bytes that are not UTF-8, control characters. */
static void append_valid(GString *out, const char *escaped)
{
	g_autofree char *text = g_utf8_make_valid(escaped, -1);
	const char *at = text, *control;

	while ((control = strstr(at, "&#x"))) {
		g_string_append_len(out, at, control - at);
		g_string_append_c(out, '?');
		at = strchr(control, ';') + 1;
	}
	g_string_append(out, at);
}

void junit_append(GString *out, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_markup_vprintf_escaped(format, arguments);
	va_end(arguments);
	append_valid(out, text);
}
