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
/* The pages that Granules are counted with. */
#define FEW_PAGES     3

typedef struct {
	Uniform *uniform;
	const SizedWorld *world;
	const ExploreSink *sink;
	Roles *roles;
	GPtrArray *known;               /* of Ways */
} Comparing;

static gboolean size_equal(WorldSize a, WorldSize b)
{
	return a.pages == b.pages && a.granules == b.granules;
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
	    comparing->uniform->interrupted)
		return NULL;
	ways = ways_learn(comparing->world, size, comparing->sink);
	comparing->uniform->interrupted = !ways;
	if (ways)
		g_ptr_array_add(comparing->known, ways);
	return ways;
}

static guint most_kept(const Lemma *lemma)
{
	guint most = COMPONENTS_MAX;

	while (most && !lemma->kept[most])
		most--;
	return most;
}

static void check_lemma(Comparing *comparing, const Ways *ways)
{
	Uniform *uniform = comparing->uniform;
	guint before = most_kept(&uniform->lemma);

	lemma_check_ways(&uniform->lemma, comparing->roles, ways, ways_of, comparing);
	if (most_kept(&uniform->lemma) > before)
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

/* One number grows. The number from which on shapes are the same. */
static guint judge(Uniform *uniform, const Series *series, WorldSize last)
{
	guint from = series_settled(series), predicted, degree;

	if (!from)
		note_fault(uniform, "ways have new shapes in the largest world", last);
	else if (!series_predicts(series, from, &predicted, &degree))
		note_fault(uniform, "no polynomial tells how many ways of a shape there are", last);
	else {
		uniform->predicted += predicted;
		uniform->degree = MAX(uniform->degree, degree);
	}
	return from;
}

static void compare_pages(Comparing *comparing)
{
	g_autoptr(Series) series = series_new();
	guint most = MIN(comparing->world->most.pages, PAGES_MOST);

	for (guint i = 1; i <= most; i++)
		look_at(comparing, (WorldSize){ i, 1 }, series, i);
	comparing->uniform->from.pages = judge(comparing->uniform, series, (WorldSize){ most, 1 });
}

static void compare_granules(Comparing *comparing)
{
	g_autoptr(Series) series = series_new();
	guint most = MIN(comparing->world->most.granules, GRANULES_MOST);
	guint pages = comparing->world->is_tree ? 0 : FEW_PAGES;

	for (guint i = 1; i <= most; i++)
		look_at(comparing, (WorldSize){ pages, i }, series, i);
	comparing->uniform->from.granules =
		judge(comparing->uniform, series, (WorldSize){ pages, most });
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

static void compare(Comparing *comparing)
{
	const WorldSize most = comparing->world->most;

	if (comparing->world->is_tree)
		compare_granules(comparing);
	else if (most.pages < FEW_PAGES || most.granules < 1)
		note_fault(comparing->uniform, "its actions name too few pages to compare", most);
	else {
		compare_pages(comparing);
		compare_granules(comparing);
		compare_both(comparing);
	}
}
#endif

/* ---- any build ---- */

void uniform_check(Uniform *uniform, const SizedWorld *world, const ExploreSink *sink)
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
