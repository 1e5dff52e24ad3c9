/* SPDX-License-Identifier: BSD-3-Clause */
/* A draft as the text of a scenario. */
#include "shell/saved.h"

#include <string.h>

#include "language/include.h"
#include "record/record.h"
#include "run/runner.h"
#include "system/files.h"
#include "system/version.h"

/* What bends the draft, which no line of it says. */
static void append_bent(GString *out, const Draft *draft)
{
	if (draft->options.version || !draft->scenario->declared)
		g_string_append_printf(out, "spec %s\n", draft_version(draft)->id);
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (rmm_has_variant(&draft->options.variants, i))
			g_string_append_printf(out, "variant %s\n", rmm_variant_info(i)->id);
}

static void append_entry(GString *out, const Draft *draft, const Entry *entry, const char *path)
{
	g_auto(GStrv) lines = g_strsplit(entry->text, "\n", -1);

	for (unsigned i = 0; i < entry->lines; i++) {
		if (draft->options.version &&
		    g_str_has_prefix(lines[i] + strspn(lines[i], " \t"), "spec "))
			continue;
		include_append_moved(out, lines[i], draft->path, path);
		g_string_append_c(out, '\n');
	}
}

char *saved_text(const Draft *draft, const char *path)
{
	GString *out = g_string_new(NULL);

	append_bent(out, draft);
	for (guint i = 0; i < draft->now; i++)
		append_entry(out, draft, draft_entry(draft, i), path);
	return g_string_free(out, FALSE);
}

static gboolean fails(GError **error, const char *message)
{
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s", message);
	return FALSE;
}

gboolean saved_write(const Draft *draft, const char *path, GError **error)
{
	const ParseOptions parse = { .cache = draft->options.cache };
	const RunOptions run = { .keep_all = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	g_autofree char *recorded = NULL;
	char *text = saved_text(draft, path);
	RunResult result;

	scenario = scenario_parse_text(path, text, strlen(text), &parse, diagnostics);
	if (!scenario)
		return fails(error, diagnostics->messages->pdata[0]);
	if (scenario->config.version != draft_version(draft))
		return fails(error, "a file that is included says which version it is for");
	scenario_run(scenario, &run, &result);
	recorded = record_text(scenario, &result, RECORD_FILL, NULL);
	run_result_clear(&result);
	return files_write(path, recorded, strlen(recorded), error);
}
