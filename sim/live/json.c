/* SPDX-License-Identifier: BSD-3-Clause */
/* JSON, written as it comes. */
#include "live/json.h"

void json_name(GString *out, const char *name)
{
	char last = out->len ? out->str[out->len - 1] : '[';

	if (last != '[' && last != '{' && last != ':')
		g_string_append_c(out, ',');
	if (name)
		g_string_append_printf(out, "\"%s\":", name);
}

void json_string(GString *out, const char *name, const char *text)
{
	if (!text)
		return;
	json_name(out, name);
	g_string_append_c(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			g_string_append_c(out, '\\');
		if (*text == '\n')
			g_string_append(out, "\\n");
		else
			g_string_append_c(out, *text);
	}
	g_string_append_c(out, '"');
}

void json_number(GString *out, const char *name, gint64 number)
{
	json_name(out, name);
	g_string_append_printf(out, "%lld", number);
}

void json_address(GString *out, const char *name, guint64 address)
{
	json_name(out, name);
	g_string_append_printf(out, "\"0x%llx\"", address);
}

void json_begin(GString *out, const char *name, char bracket)
{
	json_name(out, name);
	g_string_append_c(out, bracket);
}

void json_end(GString *out, char bracket)
{
	g_string_append_c(out, bracket);
}
