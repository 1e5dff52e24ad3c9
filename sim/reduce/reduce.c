/* SPDX-License-Identifier: BSD-3-Clause */
/* A smallest history that still fails in the same way. */
#include "reduce/reduce.h"

#include <string.h>

#include "reduce/minimal.h"
#include "reduce/shrink.h"
#include "reduce/units.h"

/* More runs than any file needs; those of a large one take a while each. */
#define RUNS_MAX 6000

struct reducing {
	const ReduceOptions *options;
	FailureOptions find;    /* what it fails with, again and again */
	GPtrArray *units;       /* of char * */
	char *failure;
	guint runs;
};

/* Does @text fail in the same way? */
static gboolean fails_alike(struct reducing *reducing, const char *text)
{
	guint line;
	g_autofree char *failure = failure_find(&reducing->find, text, &line);

	reducing->runs++;
	return g_strcmp0(failure, reducing->failure) == 0;
}

/* Without what they need other lines fail, and without these others again: so often. */
#define ORPHANS_MAX 4

/* The units of @lines, of guint, are no longer kept; the last one stays. FALSE: none goes. */
static gboolean leave_out(const struct reducing *reducing, GArray *kept, const GArray *lines)
{
	guint at = 1, next = 0, left = 0;

	for (guint i = 0; i < kept->len; i++) {
		const guint unit = g_array_index(kept, guint, i);
		const guint end = at + units_lines(reducing->units->pdata[unit]);
		gboolean fails = FALSE;

		for (; next < lines->len && g_array_index(lines, guint, next) < end; next++)
			fails = TRUE;
		at = end;
		if (!fails || i + 1 == kept->len)
			g_array_index(kept, guint, left++) = unit;
	}
	if (left == kept->len)
		return FALSE;
	g_array_set_size(kept, left);
	return TRUE;
}

/* Do they fail in the same way, perhaps without those that need what is gone? */
static gboolean test(gpointer user, GArray *kept)
{
	struct reducing *reducing = user;

	for (guint i = 0; i < ORPHANS_MAX; i++) {
		g_autofree char *text = units_join(reducing->units, kept);
		g_autoptr(GArray) lines = NULL;

		if (fails_alike(reducing, text))
			return TRUE;
		lines = failure_lines(&reducing->find, text);
		reducing->runs++;
		if (!leave_out(reducing, kept, lines))
			return FALSE;
	}
	return FALSE;
}

static GArray *all_of(const GPtrArray *units)
{
	GArray *kept = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < units->len; i++)
		g_array_append_val(kept, i);
	return kept;
}

/* Does another text? Objects that have become one are made once. */
static gboolean test_text(gpointer user, char **text)
{
	struct reducing *reducing = user;
	GPtrArray *units = reducing->units;
	g_autoptr(GPtrArray) others = units_split(*text, reducing->options->failure.input);
	g_autoptr(GArray) kept = all_of(others);
	gboolean fails;

	reducing->units = others;
	fails = test(reducing, kept);
	reducing->units = units;
	if (fails) {
		g_free(*text);
		*text = units_join(others, kept);
	}
	return fails;
}

static gboolean progress(gpointer user, guint left, guint of)
{
	const ReduceOptions *options = ((struct reducing *)user)->options;

	return !options->progress || options->progress(options->user, left, of);
}

/* All units up to the one that fails: what is behind it has no part in it. */
static GArray *up_to(const struct reducing *reducing, guint line)
{
	GArray *kept = g_array_new(FALSE, FALSE, sizeof(guint));
	guint at = 1;

	for (guint i = 0; i < reducing->units->len && (line == 0 || at <= line); i++) {
		g_array_append_val(kept, i);
		at += units_lines(reducing->units->pdata[i]);
	}
	return kept;
}

static guint count_all(const GPtrArray *units)
{
	guint count = 0;

	for (guint i = 0; i < units->len; i++)
		count += units_counts(units->pdata[i]) ? 1u : 0u;
	return count;
}

static guint count_text(const char *text)
{
	g_autoptr(GPtrArray) units = units_split(text, INPUT_TRACE);

	return count_all(units);
}

/* The units that are needed, as text. */
static char *fewest_units(struct reducing *reducing, guint line)
{
	GArray *kept = up_to(reducing, line);
	char *text;

	if (!test(reducing, kept)) {
		g_array_unref(kept);
		kept = all_of(reducing->units);
	}
	minimal_find(kept, RUNS_MAX, test, progress, reducing);
	text = units_join(reducing->units, kept);
	g_array_unref(kept);
	return text;
}

gboolean reduce_text(const ReduceOptions *options, const char *text, Reduction *reduction)
{
	struct reducing reducing = { .options = options };
	g_autofree char *fewest = NULL;
	guint line;

	*reduction = (Reduction){ .failure = failure_find(&options->failure, text, &line) };
	if (!reduction->failure)
		return FALSE;
	reducing.failure = reduction->failure;
	reducing.find = options->failure;
	reducing.find.expected = reduction->failure;
	reducing.find.cache = attempt_cache_new();
	reducing.units = units_split(text, options->failure.input);
	fewest = fewest_units(&reducing, line);
	reduction->text = shrink_text(fewest, test_text, &reducing);
	reduction->lines = count_all(reducing.units);
	reduction->left = count_text(reduction->text);
	reduction->runs = reducing.runs;
	g_ptr_array_unref(reducing.units);
	attempt_cache_free(reducing.find.cache);
	return TRUE;
}

void reduction_clear(Reduction *reduction)
{
	g_free(reduction->failure);
	g_free(reduction->text);
	*reduction = (Reduction){ .failure = NULL };
}
