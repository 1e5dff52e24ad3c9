/* SPDX-License-Identifier: BSD-3-Clause */
/* States without a component. */
#include "sizes/without.h"

#include "sizes/rec.h"
#include "sizes/sizes.h"

static void remove_at(guint32 *numbers, guint count, guint at)
{
	memmove(&numbers[at], &numbers[at + 1], (count - at - 1) * sizeof(*numbers));
	numbers[count - 1] = 0;
}

/* What an operation has in hand is mapped by no page then, if that one did. */
static Composition without_page(const SizedWorld *world, const Composition *composition, guint page)
{
	Composition less = *composition;

	remove_at(less.page, less.pages--, page);
	for (guint i = 0; i < POSITIONS_MAX; i++)
		less.position[i] = (guint8)border_without(less.position[i], page, world->page_unit);
	if (less.held > page + 1)
		less.held--;
	if (less.hand > page)
		less.hand = less.hand == page + 1 ? 0 : less.hand - 1;
	return less;
}

static Composition without_granule(const Composition *composition, guint granule)
{
	Composition less = *composition;

	remove_at(less.granule, less.granules--, granule);
	return less;
}

static Composition without_operation(const SizedWorld *world, const Composition *composition)
{
	Composition less = without_page(world, composition, composition->held - 1);

	less.operation = less.held = less.hand = 0;
	return less;
}

guint withouts(const SizedWorld *world, const Composition *of, Without *all)
{
	guint count = 0;

	for (guint i = 0; i < of->pages; i++)
		if (of->held != i + 1)
			all[count++] = (Without){ PART_PAGE_GONE, i, sizes_gone_page(world, of, i),
						  without_page(world, of, i) };
	for (guint i = 0; i < of->granules; i++)
		all[count++] = (Without){
			PART_GRANULE_GONE, i,
			{ .page = WORLD_NONE, .granule = sizes_free_granule(world, of, i),
			  .rec = WORLD_NONE },
			without_granule(of, i)
		};
	if (of->operation)
		all[count++] = (Without){ PART_OPERATION_GONE, 0, sizes_gone_operation(world, of),
					  without_operation(world, of) };
	for (guint i = 0; i < of->recs; i++)
		all[count++] = (Without){ PART_REC_GONE, i,
					  { .page = WORLD_NONE, .granule = WORLD_NONE, .rec = i },
					  recs_without(world, of, i) };
	return count;
}

/* Without the page, where pages have no order. */
static gboolean without_realm_in(const SizedWorld *world, guint32 content,
				 const Composition *led, Composition *less)
{
	for (guint i = 0; i < led->pages; i++)
		if (led->page[i] == content) {
			*less = without_page(world, led, i);
			return TRUE;
		}
	return FALSE;
}

/* Without the Granule, of those that no page maps. */
static gboolean without_granule_in(guint32 content, const Composition *led, Composition *less)
{
	for (guint i = 0; i < led->granules; i++)
		if (led->granule[i] == content) {
			*less = without_granule(led, i);
			return TRUE;
		}
	return FALSE;
}

static gboolean without_rec_in(const SizedWorld *world, guint rec, const Composition *of,
			       const Composition *led, Composition *less)
{
	for (guint i = 0; i < led->recs; i++)
		if (rec_equal(world, led, i, of, rec)) {
			*less = recs_without(world, led, i);
			return TRUE;
		}
	return FALSE;
}

gboolean without_in(const SizedWorld *world, const Without *without, const Composition *of,
		    const Composition *led, Composition *less)
{
	switch (without->kind) {
	case PART_PAGE_GONE:
		if (world->realms)
			return without_realm_in(world, of->page[without->number], led, less);
		/* It has become that of an operation. */
		if (led->held == without->number + 1)
			return FALSE;
		*less = without_page(world, led, without->number);
		return TRUE;
	case PART_GRANULE_GONE:
		return without_granule_in(of->granule[without->number], led, less);
	case PART_OPERATION_GONE:
		if (led->operation != of->operation || led->held != of->held ||
		    led->page[of->held - 1] != of->page[of->held - 1])
			return FALSE;
		*less = without_operation(world, led);
		return TRUE;
	default:
		return without_rec_in(world, without->number, of, led, less);
	}
}
