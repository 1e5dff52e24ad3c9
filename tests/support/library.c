/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenario files from tests. */
#include "library.h"

#include "run/outcome_words.h"

#include <check.h>
#include <string.h>

#include "system/files.h"

GPtrArray *library_files(const char *path)
{
	static const char *const suffixes[] = { ".ripas", NULL };
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	files_collect(path, suffixes, files);
	return files;
}

Scenario *library_parse_text(const char *name, const char *text, const struct rmm_version *version,
			     Diagnostics *diagnostics)
{
	ParseOptions options = { .version = version };

	return scenario_parse_text(name, g_strdup(text), strlen(text), &options, diagnostics);
}

Scenario *library_parse(const char *path)
{
	ParseOptions options = { .version = NULL };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Scenario *scenario = scenario_parse(path, &options, diagnostics);

	if (!scenario)
		ck_abort_msg("%s", (char *)diagnostics->messages->pdata[0]);
	return scenario;
}

void library_run(const char *path, const Scenario *scenario, RunResult *result)
{
	RunOptions options = { .keep_all = TRUE, .self_check = TRUE };

	scenario_run(scenario, &options, result);
	for (guint i = 0; i < result->outcomes->len; i++) {
		const StepOutcome *outcome = result->outcomes->pdata[i];

		if (!outcome->passed)
			ck_abort_msg("%s:%u: %s\n%s", path, outcome->step->at.line,
				     outcome->text, library_detail(result, outcome));
	}
	ck_assert_msg(!result->limit, "%s: a limit of the model was hit", path);
}

GPtrArray *library_table(const char *path)
{
	GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	if (!g_file_get_contents(path, &text, NULL, &error))
		ck_abort_msg("%s", error->message);
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines + 1; *line && **line; line++)
		g_ptr_array_add(rows, g_strsplit(*line, "\t", -1));
	return rows;
}

char *library_difference(const char *expected, const char *actual)
{
	g_auto(GStrv) a = g_strsplit(expected, "\n", -1);
	g_auto(GStrv) b = g_strsplit(actual, "\n", -1);
	guint i = 0;

	while (a[i] && b[i] && strcmp(a[i], b[i]) == 0)
		i++;
	return g_strdup_printf("line %u:\n  expected %.300s\n  got      %.300s", i + 1,
			       a[i] ? a[i] : "(end)", b[i] ? b[i] : "(end)");
}

const char *library_detail(const RunResult *result, const StepOutcome *outcome)
{
	static GString *text;

	if (!text)
		text = g_string_new(NULL);
	g_string_truncate(text, 0);
	outcome_append_detail(text, result, outcome);
	return text->str;
}
