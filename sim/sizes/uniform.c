/* SPDX-License-Identifier: BSD-3-Clause */
/* Comparing what is learned of worlds of several sizes. */
#include "sizes/uniform.h"

#include <string.h>

#ifdef EXPLORE_LEARNS
#include "sizes/series.h"
#include "sizes/shape.h"
#include "sizes/way_lemma.h"

/* Most pages with one Granule, Granules with a few pages; worlds with more of both. */
#define PAGES_MOST    9
#define GRANULES_MOST 5
#define BOTH_MOST     2
/* Most Realms: each brings a page of its own, and multiplies what all may be. */
#define REALMS_MOST   5
/* The pages that Granules are counted with. */
#define FEW_PAGES     2
/* The same of entries of the starting level, each with a table or without. */
#define ENTRIES_MOST  12
#define TABLE_GRANULES_MOST 8
/* One that is named, and one on each side. */
#define ENTRIES_FEW   3

typedef struct {
	Uniform *uniform;
	SizedWorld *world;
	const ExploreSink *sink;
	Roles *roles;
	GPtrArray *known;               /* of Ways */
} Comparing;

static gboolean size_equal(WorldSize a, WorldSize b)
{
	return a.pages == b.pages && a.granules == b.granules && a.recs == b.recs;
}

/* What is known of a world, learned if need be; NULL: it is none, or interrupted. */
static const Ways *ways_of(gpointer user, WorldSize size)
{
	Comparing *comparing = user;
	Ways *ways;

	for (guint i = 0; i < comparing->known->len; i++) {
		ways = comparing->known->pdata[i];
		if (size_equal(ways->size, size))
			return ways;
	}
	if ((!size.pages && !comparing->world->is_tree) || !size.granules ||
	    (!size.recs && comparing->world->most.recs) || comparing->uniform->interrupted)
		return NULL;
	ways = ways_learn(comparing->world, size, comparing->sink);
	comparing->uniform->interrupted = !ways;
	if (ways)
		g_ptr_array_add(comparing->known, ways);
	return ways;
}

static void check_lemma(Comparing *comparing, const Ways *ways)
{
	Uniform *uniform = comparing->uniform;
	guint before = lemma_most(&uniform->lemma), recs = lemma_most_recs(&uniform->lemma);

	lemma_check_ways(&uniform->lemma, comparing->roles, ways, ways_of, comparing,
			 comparing->sink);
	uniform->interrupted |= uniform->lemma.interrupted;
	if (lemma_most(&uniform->lemma) > before || lemma_most_recs(&uniform->lemma) > recs)
		uniform->worst_at = ways->size;
}

/* The shapes of a world, which go to @series; the lemma of it on the way. */
static void look_at(Comparing *comparing, WorldSize size, Series *series, guint number)
{
	const Ways *ways = ways_of(comparing, size);
	UniformSize of = { size, 0, 0 };
	gboolean is_new = TRUE;
	GHashTable *shapes;

	if (!ways)
		return;
	shapes = shapes_count(comparing->roles, ways);
	of.ways = ways_count(ways);
	of.shapes = g_hash_table_size(shapes);
	for (guint i = 0; i < comparing->uniform->sizes->len; i++)
		is_new &= !size_equal(g_array_index(comparing->uniform->sizes, UniformSize, i).size, size);
	if (is_new) {
		g_array_append_val(comparing->uniform->sizes, of);
		/* Slots of tables would have to be renamed, too, with what they have. */
		if (!comparing->world->has_subtrees)
			check_lemma(comparing, ways);
	}
	series_add(series, number, shapes);
}

static void note_fault(Uniform *uniform, const char *fault, WorldSize at)
{
	if (uniform->fault)
		return;
	uniform->fault = fault;
	uniform->fault_at = at;
}

/*
 * One number grows. The number from which on shapes are the same. Counts may go by one
 * polynomial for every @period-th number.
 */
static guint judge(Uniform *uniform, const Series *series, guint period, WorldSize last)
{
	guint from = series_settled(series), predicted, degree;

	if (!from)
		note_fault(uniform, "ways have new shapes in the largest world", last);
	else if (!series_predicts(series, from, period, &predicted, &degree))
		note_fault(uniform, "no polynomial tells how many ways of a shape there are", last);
	else {
		uniform->predicted += predicted;
		uniform->degree = MAX(uniform->degree, degree);
	}
	return from;
}

/* How many RECs there are where something else grows. */
static guint few_recs(const Comparing *comparing)
{
	return MIN(comparing->world->most.recs, 1);
}

static void compare_pages(Comparing *comparing)
{
	g_autoptr(Series) series = series_new();
	guint most = MIN(comparing->world->most.pages,
			 comparing->world->realms ? REALMS_MOST : PAGES_MOST);

	for (guint i = 1; i <= most; i++)
		look_at(comparing, (WorldSize){ i, 1, few_recs(comparing) }, series, i);
	comparing->uniform->from.pages = judge(comparing->uniform, series, 1,
					       (WorldSize){ most, 1, few_recs(comparing) });
}

static void compare_granules(Comparing *comparing)
{
	g_autoptr(Series) series = series_new();
	guint most = MIN(comparing->world->most.granules, GRANULES_MOST);
	guint pages = comparing->world->is_tree ? 0 : FEW_PAGES;

	for (guint i = 1; i <= most; i++)
		look_at(comparing, (WorldSize){ pages, i, few_recs(comparing) }, series, i);
	comparing->uniform->from.granules = judge(comparing->uniform, series, 1,
						  (WorldSize){ pages, most, few_recs(comparing) });
}

static void compare_recs(Comparing *comparing)
{
	g_autoptr(Series) series = series_new();
	guint most = comparing->world->most.recs;

	for (guint i = 1; i <= most; i++)
		look_at(comparing, (WorldSize){ FEW_PAGES, 1, i }, series, i);
	comparing->uniform->from.recs = judge(comparing->uniform, series, 1,
					      (WorldSize){ FEW_PAGES, 1, most });
}

/* Both grow, from where each has all shapes: then there are no others. */
static void compare_both(Comparing *comparing)
{
	Uniform *uniform = comparing->uniform;
	const WorldSize most = comparing->world->most;
	g_autoptr(Series) series = series_new();
	WorldSize size = uniform->from;

	for (guint i = 0; i < BOTH_MOST && size.pages <= most.pages && size.granules <= most.granules;
	     i++, size.pages++, size.granules++)
		look_at(comparing, size, series, size.pages);
	if (!uniform->fault && series_settled(series) != uniform->from.pages)
		note_fault(uniform, "ways have new shapes where there are more of both", size);
}

/* An RTT of the starting level ends after so many entries: counts go by its borders. */
static void compare_entries(Comparing *comparing)
{
	g_autoptr(Series) series = series_new();
	guint most = MIN(comparing->world->most.pages, ENTRIES_MOST);

	for (guint i = 1; i <= most; i++)
		look_at(comparing, (WorldSize){ i, 1, 0 }, series, i);
	comparing->uniform->from.pages = judge(comparing->uniform, series, comparing->world->page_unit,
					       (WorldSize){ most, 1, 0 });
}

static void compare_granules_of_entry(Comparing *comparing)
{
	g_autoptr(Series) series = series_new();
	guint most = MIN(comparing->world->most.granules, TABLE_GRANULES_MOST);

	for (guint i = 1; i <= most; i++)
		look_at(comparing, (WorldSize){ 1, i, 0 }, series, i);
	comparing->uniform->from.granules = judge(comparing->uniform, series, 1,
						  (WorldSize){ 1, most, 0 });
}

/* Have worlds of these two sizes the same shapes? */
static void compare_two(Comparing *comparing, WorldSize size, WorldSize larger)
{
	g_autoptr(Series) series = series_new();

	look_at(comparing, size, series, 1);
	look_at(comparing, larger, series, 2);
	if (!comparing->uniform->interrupted && series_settled(series) != 1)
		note_fault(comparing->uniform, "ways have new shapes where there are more of both", larger);
}

/*
 * From where each has all shapes, one more of either; with Granules for several tables one
 * entry more has shapes of its own. More of both is too much to learn.
 */
static void compare_entries_and_granules(Comparing *comparing)
{
	WorldSize *from = &comparing->uniform->from;

	if (comparing->uniform->fault || comparing->uniform->interrupted)
		return;
	compare_two(comparing, *from, (WorldSize){ from->pages, from->granules + 1, 0 });
	from->pages = MAX(from->pages + 1, ENTRIES_FEW);
	compare_two(comparing, *from, (WorldSize){ from->pages + 1, from->granules, 0 });
}

static void compare(Comparing *comparing)
{
	const WorldSize most = comparing->world->most;

	if (comparing->world->has_subtrees) {
		compare_entries(comparing);
		compare_granules_of_entry(comparing);
		compare_entries_and_granules(comparing);
	} else if (comparing->world->is_tree)
		compare_granules(comparing);
	else {
		compare_pages(comparing);
		compare_granules(comparing);
		if (most.recs)
			compare_recs(comparing);
		compare_both(comparing);
	}
}
#endif

/* ---- any build ---- */

/* Where shapes begin to be the same, and enough of them behind that for a polynomial. */
#define PAGES_LEAST    8
#define GRANULES_LEAST 4
#define RECS_LEAST     4
#define REALMS_LEAST   5
/* Times the entries of an RTT. */
#define ENTRIES_LEAST  4

gboolean uniform_is_possible(const SizedWorld *world, GError **error)
{
	const WorldSize most = world->most;

	if (world->has_subtrees && most.pages < ENTRIES_LEAST * world->page_unit) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "to compare sizes it needs %u entries of the starting level, and has %u",
			    ENTRIES_LEAST * world->page_unit, most.pages);
		return FALSE;
	}
	if (world->has_subtrees)
		return TRUE;
	if (most.pages >= (world->is_tree ? 0 : world->realms ? REALMS_LEAST : PAGES_LEAST) &&
	    most.granules >= GRANULES_LEAST &&
	    (!most.recs || most.recs >= RECS_LEAST))
		return TRUE;
	if (world->is_tree)
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "to compare sizes it needs %d blocks of %u Granules, and has %u",
			    GRANULES_LEAST, world->unit, most.granules);
	else if (world->realms)
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "to compare sizes it needs %d Realms and %d Granules, and has %u and %u",
			    REALMS_LEAST, GRANULES_LEAST, most.pages, most.granules);
	else if (most.recs)
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "to compare sizes it needs %d pages, %d Granules and %d RECs, and has "
			    "%u, %u and %u", PAGES_LEAST, GRANULES_LEAST, RECS_LEAST, most.pages,
			    most.granules, most.recs);
	else
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "to compare sizes it needs %d pages and %d Granules, and has %u and %u",
			    PAGES_LEAST, GRANULES_LEAST, most.pages, most.granules);
	return FALSE;
}

void uniform_check(Uniform *uniform, SizedWorld *world, const ExploreSink *sink)
{
	memset(uniform, 0, sizeof(*uniform));
	uniform->lemma.allowed = world->needed;
	uniform->sizes = g_array_new(FALSE, FALSE, sizeof(UniformSize));
#ifdef EXPLORE_LEARNS
	gint64 began = g_get_monotonic_time();
	Comparing comparing = { uniform, world, sink, roles_new(world),
				g_ptr_array_new_with_free_func((GDestroyNotify)ways_free) };

	uniform->is_learned = ways_can_learn(world);
	if (uniform->is_learned)
		compare(&comparing);
	g_ptr_array_unref(comparing.known);
	roles_free(comparing.roles);
	uniform->seconds = (double)(g_get_monotonic_time() - began) / 1e6;
#else
	(void)world;
	(void)sink;
#endif
}

void uniform_clear(Uniform *uniform)
{
	g_clear_pointer(&uniform->sizes, g_array_unref);
}

gboolean uniform_holds(const Uniform *uniform)
{
	return uniform->is_learned && !uniform->interrupted && !uniform->fault &&
	       lemma_holds(&uniform->lemma);
}
