/* SPDX-License-Identifier: BSD-3-Clause */
/* What compositions are made of. */
#include "sizes/content.h"

#include "sizes/sizes.h"
#include "sizes/subtree.h"
#include "sizes/tree.h"

gboolean sizes_is_mapped(const SizedWorld *world, guint32 content)
{
	return content_at(world, content)->is_mapped;
}

gboolean sizes_may_be_elsewhere(const SizedWorld *world, const Composition *composition)
{
	static const Content undelegated;
	const OperationContent *content = content_operation(world, composition);

	return content && content->kind == HAND_OWN &&
	       memcmp(&content->own, &undelegated, sizeof(undelegated)) == 0;
}

/* Granules of a page: the one that it maps; of a subtree all. */
static guint granules_of(const SizedWorld *world, guint32 content)
{
	return world->has_subtrees ? subtree_granules(world, content)
				   : content_at(world, content)->is_mapped;
}

/* How many Granules pages below @page map, but for what is in hand. */
static guint mapped_below(const SizedWorld *world, const Composition *composition, guint page)
{
	guint hand = content_hand_page(world, composition), count = 0;

	for (guint i = 0; i < page; i++)
		count += i != hand ? granules_of(world, composition->page[i]) : 0;
	return count;
}

guint sizes_granule_of_page(const SizedWorld *world, const Composition *composition, guint page)
{
	if (!granules_of(world, composition->page[page]))
		return WORLD_NONE;
	return page == content_hand_page(world, composition) ? 0 :
	       content_first_number(world, composition) + mapped_below(world, composition, page);
}

guint sizes_free_granule(const SizedWorld *world, const Composition *composition, guint granule)
{
	if (world->is_tree)
		return tree_mapped(world, composition) + granule;
	return content_first_number(world, composition) +
	       mapped_below(world, composition, composition->pages) + granule;
}

gboolean sizes_fits(const SizedWorld *world, const Composition *composition)
{
	return sizes_free_granule(world, composition, composition->granules) <= world->most.granules;
}

Deletion sizes_gone_page(const SizedWorld *world, const Composition *composition, guint page)
{
	guint granule = sizes_granule_of_page(world, composition, page);

	/* What an operation has in hand stays. */
	return (Deletion){ .page = page, .rec = WORLD_NONE,
			   .granule = page + 1 == composition->hand ? WORLD_NONE : granule,
			   .more = granule == WORLD_NONE ? 0 :
				   granules_of(world, composition->page[page]) - 1 };
}

Deletion sizes_gone_operation(const SizedWorld *world, const Composition *composition)
{
	const OperationContent *content = content_operation(world, composition);
	guint page = composition->held - 1;
	Deletion gone = { .page = page, .rec = WORLD_NONE,
			  .granule = sizes_granule_of_page(world, composition, page) };

	if (composition->hand)
		gone.moved = mapped_below(world, composition, composition->hand - 1);
	else if (content->kind == HAND_OWN)
		gone.granule = 0;
	return gone;
}
