/* SPDX-License-Identifier: BSD-3-Clause */
/* Values while a scenario runs: variables, expressions, memory of RECs. */
#include "run/runner_private.h"

#include <string.h>

gboolean runner_evaluate(Runner *runner, const Expression *expression,
			 guint64 *value, Report *report)
{
	const char *missing = NULL;

	if (expression_evaluate(expression, runner->variables, value, &missing))
		return TRUE;
	if (missing)
		report_error(report, "variable '$%s' has no value yet", missing);
	else
		report_error(report, EXPRESSION_OUT_OF_RANGE);
	return FALSE;
}

gboolean runner_value(Runner *runner, const Value *value, guint64 *number, Report *report)
{
	g_autofree char *error = NULL;

	if (value_evaluate(value, runner->variables, rmm_granule_shift(runner->machine->state),
			   number, &error))
		return TRUE;
	report_error(report, "%s", error);
	return FALSE;
}

void runner_set(Runner *runner, const char *name, guint64 value)
{
	guint64 *slot = g_hash_table_lookup(runner->variables, name);

	if (!slot) {
		slot = g_new(guint64, 1);
		g_hash_table_insert(runner->variables, g_strdup(name), slot);
	}
	*slot = value;
	runner->settings++;
}

void runner_append_text(Runner *runner, GString *out, const char *text)
{
	while (*text) {
		gsize size = strcspn(text, "$");
		g_autofree char *name = NULL;
		const guint64 *value;

		g_string_append_len(out, text, (gssize)size);
		text += size;
		if (*text == '\0')
			return;
		size = 1;
		while (g_ascii_isalnum(text[size]) || text[size] == '_')
			size++;
		name = g_strndup(text + 1, size - 1);
		value = g_hash_table_lookup(runner->variables, name);
		if (value)
			g_string_append_printf(out, "0x%" G_GINT64_MODIFIER "x", *value);
		else
			g_string_append_len(out, text, (gssize)size);
		text += size;
	}
}
