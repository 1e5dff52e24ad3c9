/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing a scenario back with the results of a run filled in. */
#include "record/record.h"

#include "run/outcome_words.h"

#include <string.h>

/* A step and its result as text. */
struct entry {
	const Step *step;
	char *recorded;         /* NULL: it differed from time to time */
};

static void entry_free(gpointer data)
{
	struct entry *entry = data;

	g_free(entry->recorded);
	g_free(entry);
}

static const Source *file_of(const Scenario *scenario)
{
	return scenario->sources->pdata[0];
}

static char *recorded(const RunResult *result, const StepOutcome *outcome)
{
	GString *out = g_string_new(NULL);

	outcome_append_recorded(out, result, outcome);
	return g_string_free(out, FALSE);
}

/* The steps of the file by the line where their result belongs. */
static GHashTable *collect(const Scenario *scenario, const RunResult *result)
{
	GHashTable *entries = g_hash_table_new_full(NULL, NULL, NULL, entry_free);

	for (guint i = 0; i < result->outcomes->len; i++) {
		const StepOutcome *outcome = result->outcomes->pdata[i];
		const Step *step = outcome->step;
		gpointer line = GUINT_TO_POINTER(step->result_line ? step->result_line
								   : step->end_line);
		struct entry *entry = g_hash_table_lookup(entries, line);
		g_autofree char *text = NULL;

		/* The calls of an actor have a result, and are not judged. */
		if (!outcome->matches || step->at.source != file_of(scenario))
			continue;
		text = recorded(result, outcome);
		if (!entry) {
			entry = g_new(struct entry, 1);
			*entry = (struct entry){ step, g_steal_pointer(&text) };
			g_hash_table_insert(entries, line, entry);
		} else if (g_strcmp0(entry->recorded, text) != 0) {
			g_clear_pointer(&entry->recorded, g_free);
		}
	}
	return entries;
}

/* The start of line @line of the text that @at is line @from of. */
static const char *skip_lines(const char *at, unsigned from, unsigned line)
{
	for (; from < line && *at; from++) {
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	return at;
}

/*
 * Puts the result in the place of what stands behind '>', up to a comment.
 * Returns where the source goes on, and sets *line to its line.
 */
static const char *append_result(GString *out, const char *start, const struct entry *entry,
				 unsigned *line)
{
	const Step *step = entry->step;
	gsize keep = (step->result_line ? step->result_column : step->text_end) - 1;

	g_string_append_len(out, start, (gssize)keep);
	if (keep > 0 && !g_ascii_isspace(start[keep - 1]))
		g_string_append_c(out, ' ');
	g_string_append_printf(out, "> %s", entry->recorded);
	start = skip_lines(start, *line, step->end_line);
	*line = step->end_line;
	return start + step->text_end - 1;
}

char *record_text(const Scenario *scenario, const RunResult *result, guint *changed)
{
	g_autoptr(GHashTable) entries = collect(scenario, result);
	GString *out = g_string_new(NULL);
	const char *at = file_of(scenario)->text;
	unsigned line = 1;

	*changed = 0;
	while (*at) {
		const struct entry *entry = g_hash_table_lookup(entries, GUINT_TO_POINTER(line));
		gsize size;

		if (entry && entry->recorded &&
		    g_strcmp0(entry->step->expectation.text, entry->recorded) != 0) {
			at = append_result(out, at, entry, &line);
			(*changed)++;
		}
		size = strcspn(at, "\n");
		size += at[size] == '\n';
		g_string_append_len(out, at, (gssize)size);
		at += size;
		line++;
	}
	return g_string_free(out, FALSE);
}

gboolean record(const Scenario *scenario, const RunResult *result, guint *changed,
		GError **error)
{
	g_autofree char *text = record_text(scenario, result, changed);

	return g_file_set_contents(file_of(scenario)->path, text, -1, error);
}
