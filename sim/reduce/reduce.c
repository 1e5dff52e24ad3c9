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

static gboolean test(gpointer user, const GArray *kept)
{
	struct reducing *reducing = user;
	g_autofree char *text = units_join(reducing->units, kept);

	return fails_alike(reducing, text);
}

static gboolean test_text(gpointer user, const char *text)
{
	return fails_alike(user, text);
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
	g_autoptr(GArray) kept = up_to(reducing, line);

	if (!test(reducing, kept)) {
		g_array_set_size(kept, 0);
		for (guint i = 0; i < reducing->units->len; i++)
			g_array_append_val(kept, i);
	}
	minimal_find(kept, RUNS_MAX, test, progress, reducing);
	return units_join(reducing->units, kept);
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
	reducing.find.cache = failure_cache_new();
	reducing.units = units_split(text, options->failure.input);
	fewest = fewest_units(&reducing, line);
	reduction->text = shrink_text(fewest, test_text, &reducing);
	reduction->lines = count_all(reducing.units);
	reduction->left = count_text(reduction->text);
	reduction->runs = reducing.runs;
	g_ptr_array_unref(reducing.units);
	failure_cache_free(reducing.find.cache);
	return TRUE;
}

void reduction_clear(Reduction *reduction)
{
	g_free(reduction->failure);
	g_free(reduction->text);
	*reduction = (Reduction){ .failure = NULL };
}
