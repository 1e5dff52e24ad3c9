/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking components away from ways. */
#include "sizes/way_lemma.h"

#include <string.h>

#include "sizes/size_action.h"

typedef struct {
	Lemma *lemma;
	const Roles *roles;
	const Ways *ways, *less;        /* of the world, and of the smaller one */
	SmallerWays *smaller;
	gpointer user;
	const Way *way;
	guint action;
} Taking;

/* ---- values of parts ---- */

static gboolean has_value(const GArray *values, guint64 value)
{
	for (guint i = 0; i < values->len; i++)
		if (g_array_index(values, guint64, i) == value)
			return TRUE;
	return FALSE;
}

/* Those of @part, as they are called without @gone. */
static GArray *values_without(const Taking *taking, guint part, const GArray *values, Deletion gone)
{
	GArray *less = g_array_new(FALSE, FALSE, sizeof(guint64));

	for (guint i = 0; i < values->len; i++) {
		guint64 value;

		if (role_value_without(taking->roles, part, g_array_index(values, guint64, i), gone,
				       &value))
			g_array_append_val(less, value);
	}
	return less;
}

static void free_values(gpointer values)
{
	if (values)
		g_array_unref(values);
}

/* The way without @gone, by part of the smaller world; NULL: no state of it is so. */
static GPtrArray *way_without(const Taking *taking, Deletion gone)
{
	GPtrArray *without = g_ptr_array_new_with_free_func(free_values);

	g_ptr_array_set_size(without, (gint)taking->roles->count);
	for (guint i = 0; i < taking->way->parts->len; i++) {
		guint of = g_array_index(taking->way->parts, guint, i);
		guint part = role_part_without(taking->roles, of, taking->ways->size, gone);
		GArray *values = values_without(taking, of, taking->way->values[of], gone);

		if (!values->len) {
			g_array_unref(values);
			g_ptr_array_unref(without);
			return NULL;
		}
		if (part == WORLD_NONE)
			g_array_unref(values);
		else
			without->pdata[part] = values;
	}
	return without;
}

/* ---- which ways of the smaller world it can be ---- */

static gboolean have_common(const GArray *a, const GArray *b)
{
	for (guint i = 0; i < a->len; i++)
		if (has_value(b, g_array_index(a, guint64, i)))
			return TRUE;
	return FALSE;
}

/* Is there a value of each part that is of both? */
static gboolean may_go(const GPtrArray *without, const Way *way)
{
	for (guint i = 0; i < way->parts->len; i++) {
		guint part = g_array_index(way->parts, guint, i);
		const GArray *here = without->pdata[part];

		if (here && !have_common(here, way->values[part]))
			return FALSE;
	}
	return TRUE;
}

/* What a part may be by both; NULL: anything. */
static GArray *common_values(const GArray *here, const GArray *there)
{
	GArray *common = here || there ? g_array_copy((GArray *)(guintptr)(here ? here : there)) : NULL;

	for (guint i = here && there ? common->len : 0; i-- > 0;)
		if (!has_value(there, g_array_index(common, guint64, i)))
			g_array_remove_index(common, i);
	return common;
}

/* The Granule that a page maps, whichever of the values it has; WORLD_NONE: not one. */
static guint surely_mapped(const SizedWorld *world, const GArray *values)
{
	guint granule = values ? role_mapped(world, g_array_index(values, guint64, 0)) : WORLD_NONE;

	for (guint i = 0; values && i < values->len; i++) {
		guint64 bits = g_array_index(values, guint64, i);

		if (role_is_taken(bits) || role_mapped(world, bits) != granule)
			return WORLD_NONE;
	}
	return granule;
}

static gboolean may_be_data(const GArray *states)
{
	for (guint i = 0; states && i < states->len; i++)
		if (role_is_data(g_array_index(states, guint64, i)))
			return TRUE;
	return !states;
}

static gboolean may_be_linked(const SizedWorld *world, const GArray *links, guint page)
{
	for (guint i = 0; links && i < links->len; i++)
		if (role_linked(world, g_array_index(links, guint64, i)) == page)
			return TRUE;
	return !links;
}

/* A Granule is of one page, is DATA then, and linked to that page. */
static gboolean is_consistent(const Taking *taking, GArray **common)
{
	const Roles *roles = taking->roles;
	guint64 taken = 0;

	/* Of a unit several entries may map parts: that is not looked into. */
	if (roles->world->is_tree)
		return TRUE;

	for (guint i = 0; i < taking->less->size.pages; i++) {
		guint granule = surely_mapped(roles->world, common[roles->page[i]]);

		if (granule == WORLD_NONE)
			continue;
		if (taken >> granule & 1 ||
		    !may_be_data(common[roles->granule[0][granule]]) ||
		    !may_be_linked(roles->world, common[roles->granule[ROLE_LINK - ROLE_STATE][granule]],
				   i))
			return FALSE;
		taken |= (guint64)1 << granule;
	}
	return TRUE;
}

/* ---- what comes of both ---- */

static guint64 value_after(const Ways *ways, const Way *way, guint part, guint64 value)
{
	const Write *write = leaf_write(way->leaf, part);

	return write ? write_value(write, &ways->learner->terms, value) : value;
}

/* Of one value of a part before: is it the same after? */
static gboolean leads_alike(const Taking *taking, const Way *way, guint part, guint part_less,
			    guint64 value, Deletion gone)
{
	guint64 less, after, after_less;

	if (!role_value_without(taking->roles, part, value, gone, &less))
		return TRUE;
	after = value_after(taking->ways, taking->way, part, value);
	return role_value_without(taking->roles, part, after, gone, &after_less) &&
	       (part_less == WORLD_NONE ||
		value_after(taking->less, way, part_less, less) == after_less);
}

/* Does @part become the same, whatever it was? */
static gboolean part_leads_alike(const Taking *taking, const Way *way, guint part,
				 const GArray *common, Deletion gone)
{
	guint less = role_part_without(taking->roles, part, taking->ways->size, gone);
	const GArray *values = taking->way->values[part];

	if (!leaf_write(taking->way->leaf, part) &&
	    (less == WORLD_NONE || !leaf_write(way->leaf, less)))
		return TRUE;
	if (!values)
		values = taking->ways->learner->space->parts[part].values;
	for (guint i = 0; i < values->len; i++) {
		guint64 value = g_array_index(values, guint64, i), renamed;

		if (common && role_value_without(taking->roles, part, value, gone, &renamed) &&
		    !has_value(common, renamed))
			continue;
		if (!leads_alike(taking, way, part, less, value, gone))
			return FALSE;
	}
	return TRUE;
}

static gboolean comes_to_the_same(const Taking *taking, const Way *way, GArray **common,
				  Deletion gone)
{
	enum explore_taken taken = learner_outcome(taking->ways->learner, taking->way->leaf)->taken;

	if (learner_outcome(taking->less->learner, way->leaf)->taken != taken)
		return FALSE;
	for (guint i = 0; taken == ACTION_TAKEN && i < taking->roles->count; i++) {
		guint less = role_part_without(taking->roles, i, taking->ways->size, gone);

		if (!part_leads_alike(taking, way, i, less == WORLD_NONE ? NULL : common[less], gone))
			return FALSE;
	}
	return TRUE;
}

/* ---- a component ---- */

/* Where the smaller world may go @way: does it do the same there? */
static gboolean agrees(const Taking *taking, const GPtrArray *without, const Way *way, Deletion gone)
{
	guint count = taking->roles->count;
	g_autofree GArray **common = NULL;
	gboolean same;

	if (!may_go(without, way))
		return TRUE;
	common = g_new(GArray *, count);
	for (guint i = 0; i < count; i++)
		common[i] = common_values(without->pdata[i], way->values[i]);
	same = !is_consistent(taking, common) || comes_to_the_same(taking, way, common, gone);
	for (guint i = 0; i < count; i++)
		free_values(common[i]);
	return same;
}

/* Is it needed: is the step another one without it? */
static gboolean is_needed(Taking *taking, Deletion gone)
{
	guint action = sizes_rename_action(taking->ways->world, taking->action, gone);
	g_autoptr(GPtrArray) without = way_without(taking, gone);
	const GPtrArray *smaller;

	if (!without)
		return FALSE;
	taking->lemma->deletions++;
	smaller = action == WORLD_NONE ? NULL : taking->less->ways[action];
	for (guint i = 0; smaller && i < smaller->len; i++)
		if (!agrees(taking, without, smaller->pdata[i], gone))
			return TRUE;
	return !smaller;
}

/* Is it, where the smaller world is known? */
static gboolean is_needed_if_known(Taking *taking, Deletion gone)
{
	taking->less = taking->smaller(taking->user, size_without(taking->ways->size, gone));
	return taking->less && is_needed(taking, gone);
}

/* ---- a way ---- */

/*
 * Most components that are needed in any state of the way, from page @page on: each
 * page maps nothing or a Granule that no other does (@free: bit per Granule that is
 * still free).
 */
static guint most_needed(Taking *taking, guint page, guint free, const guint8 *needed)
{
	WorldSize size = taking->ways->size;
	const guint8 *of_page = needed + page * (size.granules + 1);
	guint most = 0;

	if (page == size.pages) {
		/* What no page maps. */
		for (guint i = 0; i < size.granules; i++)
			most += free >> i & of_page[i];
		return most;
	}
	most = of_page[size.granules] + most_needed(taking, page + 1, free, needed);
	for (guint i = 0; i < size.granules; i++)
		if (free >> i & 1 && of_page[i])
			most = MAX(most, 1 + most_needed(taking, page + 1, free & ~(1u << i), needed));
	return most;
}

static gboolean is_taken(const Taking *taking)
{
	return learner_outcome(taking->ways->learner, taking->way->leaf)->taken == ACTION_TAKEN;
}

/* By page: with each Granule that it may map, and with none; then free Granules. */
static Needed count_needed(Taking *taking)
{
	WorldSize size = taking->ways->size;
	guint row = size.granules + 1;
	g_autofree guint8 *needed = g_malloc0((size.pages + 1) * (gsize)row);
	Needed all = { 0, 0 };

	for (guint i = 0; i < size.pages; i++)
		for (guint j = 0; j < row; j++)
			needed[i * row + j] = (guint8)is_needed_if_known(taking, (Deletion){
				i, j < size.granules ? j : WORLD_NONE, WORLD_NONE });
	for (guint j = 0; j < size.granules; j++)
		needed[size.pages * row + j] =
			(guint8)is_needed_if_known(taking, (Deletion){ WORLD_NONE, j, WORLD_NONE });
	for (guint i = 0; i < size.pages && is_taken(taking) && taking->ways->world->realms; i++)
		all.recs += memchr(needed + i * row, 1, row) != NULL;
	all.components = most_needed(taking, 0, (1u << size.granules) - 1, needed);
	return all;
}

/* Does it go so only while an operation waits? */
static guint count_needed_operations(const Taking *taking)
{
	guint command = taking->roles->command;

	return command && taking->way->values[command] &&
	       !has_value(taking->way->values[command], 0);
}

static guint count_needed_recs(Taking *taking)
{
	guint count = 0;

	for (guint i = 0; i < taking->ways->size.recs; i++)
		count += is_needed_if_known(taking, (Deletion){ WORLD_NONE, WORLD_NONE, i }) ? 1 : 0;
	return count;
}

void lemma_check_ways(Lemma *lemma, const Roles *roles, const Ways *ways, SmallerWays *smaller,
		      gpointer user, const ExploreSink *sink)
{
	Taking taking = { .lemma = lemma, .roles = roles, .ways = ways,
			  .smaller = smaller, .user = user };
	Needed needed;

	for (taking.action = 0; taking.action < ways->world->a->action_count; taking.action++) {
		const GPtrArray *of = ways->ways[taking.action];

		for (guint i = 0; of && i < of->len && lemma_goes_on(lemma, sink); i++) {
			taking.way = of->pdata[i];
			needed = count_needed(&taking);
			needed.components += count_needed_operations(&taking);
			needed.recs += count_needed_recs(&taking);
			lemma_note(lemma, taking.action, needed);
		}
	}
}
