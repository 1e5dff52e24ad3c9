/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing a scenario back with the results of a run filled in. */
#include "record/record.h"

#include <string.h>

#include "run/outcome_words.h"

/* A step and its result as text. */
struct entry {
	const Step *step;
	char *recorded;         /* NULL: it differed from time to time */
	gboolean contradicted;  /* what is written did not hold, at least once */
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

static gboolean is_contradicted(const StepOutcome *outcome)
{
	for (guint i = 0; outcome->findings && i < outcome->findings->len; i++)
		if (g_array_index(outcome->findings, RunFinding, i).kind == RUN_RESULT)
			return outcome->step->expectation.text != NULL;
	return FALSE;
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
			*entry = (struct entry){ step, g_steal_pointer(&text), FALSE };
			g_hash_table_insert(entries, line, entry);
		} else if (g_strcmp0(entry->recorded, text) != 0) {
			g_clear_pointer(&entry->recorded, g_free);
		}
		entry->contradicted |= is_contradicted(outcome);
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

/* ---- what is new ---- */

static void recorded_line_free(gpointer data)
{
	RecordedLine *line = data;

	g_free(line->was);
	g_free(line->now);
	g_free(line);
}

GPtrArray *recorded_lines_new(void)
{
	return g_ptr_array_new_with_free_func(recorded_line_free);
}

guint recorded_changes(const GPtrArray *lines)
{
	guint changes = 0;

	for (guint i = 0; i < lines->len; i++)
		changes += ((RecordedLine *)lines->pdata[i])->stays ? 0 : 1;
	return changes;
}

/* Is there a result to be put in, in place of one that does not hold? */
static gboolean is_new(const struct entry *entry, RecordMode mode)
{
	return entry && entry->recorded &&
	       (!entry->step->expectation.text || (mode == RECORD_REPLACE && entry->contradicted)) &&
	       g_strcmp0(entry->step->expectation.text, entry->recorded) != 0;
}

static char *without_end(const char *text, gsize size)
{
	return g_strndup(text, size && text[size - 1] == '\n' ? size - 1 : size);
}

/* The line at @at, to which @out has @from on been added. */
static void note_line(GPtrArray *lines, unsigned line, const char *at, const char *end,
		      const GString *out, gsize from, gboolean stays)
{
	RecordedLine *recorded = g_new(RecordedLine, 1);

	*recorded = (RecordedLine){ line, without_end(at, (gsize)(end - at)),
				    without_end(out->str + from, out->len - from), stays };
	g_ptr_array_add(lines, recorded);
}

char *record_text(const Scenario *scenario, const RunResult *result, RecordMode mode,
		  GPtrArray *lines)
{
	g_autoptr(GHashTable) entries = collect(scenario, result);
	GString *out = g_string_new(NULL);
	const char *at = file_of(scenario)->text;
	unsigned line = 1;

	while (*at) {
		const struct entry *entry = g_hash_table_lookup(entries, GUINT_TO_POINTER(line));
		gboolean puts = is_new(entry, mode);
		gboolean stays = entry && entry->contradicted && !puts;
		const char *start = at;
		unsigned first = line;
		gsize from = out->len, size;

		if (puts)
			at = append_result(out, at, entry, &line);
		size = strcspn(at, "\n");
		size += at[size] == '\n';
		g_string_append_len(out, at, (gssize)size);
		at += size;
		line++;
		if (lines && (puts || stays))
			note_line(lines, first, start, at, out, from, stays);
	}
	return g_string_free(out, FALSE);
}
