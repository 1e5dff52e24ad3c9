/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands of the shell that carry all out again, bent or under another version. */
#include <string.h>

#include "run/outcome_words.h"
#include "shell/commands.h"
#include "system/version.h"
#include "text/nearest.h"
#include "text/variants.h"
#include "text/version_hint.h"

/* ---- where they part ---- */

/* Results by "file:line:n", the n-th of the line: lines of one version alone have no like. */
static GHashTable *results_by_place(const RunResult *of, GPtrArray *places)
{
	GHashTable *results = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < of->outcomes->len; i++) {
		const StepOutcome *outcome = of->outcomes->pdata[i];
		const Position *at = &outcome->step->at;
		char *line = g_strdup_printf("%s:%u", at->source->path, at->line), *place;
		guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, line));

		place = g_strdup_printf("%s:%u", line, count);
		g_hash_table_insert(counts, line, GUINT_TO_POINTER(count + 1));
		g_ptr_array_add(places, place);
		if (outcome_has_result(outcome))
			g_hash_table_insert(results, place, (gpointer)(guintptr)outcome);
	}
	return results;
}

static void print_result(const Shell *shell, const Draft *draft, const StepOutcome *outcome)
{
	g_autoptr(GString) result = g_string_new(NULL);

	outcome_append_result(result, course_result(draft->course), outcome);
	fprintf(shell_file(shell), "    %-16s %s\n", draft_version(draft)->id, result->str);
}

static void tell_parting(const Shell *shell, const Draft *before, const StepOutcome *was,
			 const Draft *after, const StepOutcome *is)
{
	const Position *at = &is->step->at;

	fprintf(shell_file(shell), "parts at %s:%u: %s\n", at->source->path, at->line, is->text);
	print_result(shell, before, was);
	print_result(shell, after, is);
}

static void tell_difference(const Shell *shell, const Draft *before, const Draft *after)
{
	const RunResult *a = course_result(before->course), *b = course_result(after->course);
	g_autoptr(GPtrArray) of_a = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) of_b = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) were = results_by_place(a, of_a), are = results_by_place(b, of_b);
	guint same = 0;

	for (guint i = 0; i < of_b->len; i++) {
		const StepOutcome *was = g_hash_table_lookup(were, of_b->pdata[i]);
		const StepOutcome *is = g_hash_table_lookup(are, of_b->pdata[i]);

		if (!was || !is)
			continue;
		if (!outcomes_agree(a, was, b, is)) {
			tell_parting(shell, before, was, after, is);
			return;
		}
		same++;
	}
	fprintf(shell_file(shell), "%u result%s, the same as before\n", same, same == 1 ? "" : "s");
}

/* All again under @options. */
static gboolean bend(Shell *shell, const ParseOptions *options)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Draft *draft = draft_again(shell->draft, options, diagnostics);

	if (!draft)
		return shell_diagnose(shell, diagnostics);
	if (draft->course && shell->draft->course)
		tell_difference(shell, shell->draft, draft);
	shell_take(shell, draft);
	return TRUE;
}

/* ---- the commands ---- */

gboolean command_spec(Shell *shell, const char *rest)
{
	ParseOptions options = shell->draft->options;

	options.version = version_find(rest);
	if (!options.version) {
		g_autofree char *hint = version_hint(rest);

		return shell_error(shell, "unknown version of the specification '%s'%s", rest, hint);
	}
	return bend(shell, &options);
}

static gboolean unknown_variant(Shell *shell, const char *id)
{
	g_autofree char *hint = variant_hint(id);

	return shell_error(shell, "unknown variant '%s'%s", id, hint);
}

gboolean command_variant(Shell *shell, const char *rest)
{
	g_auto(GStrv) words = g_strsplit_set(rest, " \t", -1);
	guint count = g_strv_length(words);
	gboolean off = count > 1 && strcmp(words[count - 1], "off") == 0;
	ParseOptions options = shell->draft->options;
	enum rmm_variant variant;

	if (count == 0)
		return shell_error(shell, "expected the id of a variant");
	if (count > 1 && !off && strcmp(words[count - 1], "on") != 0)
		return shell_error(shell, "expected on or off");
	variant = variant_find(words[0]);
	if (variant == VARIANT_NONE)
		return unknown_variant(shell, words[0]);
	if (off && !rmm_has_variant(&options.variants, variant))
		return shell_error(shell, rmm_has_variant(&shell->draft->scenario->config.variants, variant)
				   ? "a line of the scenario says it" : "it is not on");
	if (off)
		rmm_remove_variant(&options.variants, variant);
	else
		rmm_add_variant(&options.variants, variant);
	return bend(shell, &options);
}
