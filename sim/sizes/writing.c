/* SPDX-License-Identifier: BSD-3-Clause */
/* Putting states together from control and components. */
#include "sizes/sizes.h"

#include "sizes/content.h"
#include "sizes/operation.h"
#include "sizes/rec.h"
#include "sizes/subtree.h"
#include "sizes/tree.h"

static void write_granule(const SizedWorld *world, struct rmm *state, guint granule,
			  const Content *content, guint64 link)
{
	guint32 index = world->first_granule + granule;

	*rmm_granule_byte(world->a->model, state, index) = content->state;
	*rmm_granule_origin(world->a->model, state, index) = content->origin;
	content_set_link(world, state, granule, link);
}

static void write_page(const SizedWorld *world, struct rmm *state, guint page, guint granule,
		       const Content *content)
{
	guint64 address = world->granule_base + granule * RMM_GRANULE_SIZE;

	if (!content->is_mapped) {
		*content_entry(world, state, page) = rtte_of_bits(content->entry);
		return;
	}
	*content_entry(world, state, page) = rtte_of_bits(content->entry | address);
	write_granule(world, state, granule, content,
		      content_page_link(world, page));
}

/* Into a state with its page; the hand is Granule 0. */
static void write_operation(const SizedWorld *world, const Composition *composition, struct rmm *state)
{
	const OperationContent *content = content_operation(world, composition);
	guint page = composition->held - 1;

	operation_put(world, state, (Held){ page, 0 }, (gconstpointer)(content + 1));
	if (content_at(world, composition->page[page])->is_to_map)
		*content_entry(world, state, page) = rtte_of_bits(
			content_at(world, composition->page[page])->entry | world->granule_base);
	if (content->kind == HAND_OWN && !composition->hand)
		write_granule(world, state, 0, &content->own, content->own.link);
}

/* Pages, and what they map. The Granules that they take. */
static guint write_pages(const SizedWorld *world, const Composition *composition, struct rmm *state)
{
	guint hand = content_hand_page(world, composition);
	guint next = content_first_number(world, composition);

	for (guint i = 0; i < composition->pages; i++) {
		const Content *content = content_at(world, composition->page[i]);

		write_page(world, state, i, i == hand ? 0 : next, content);
		if (world->realms)
			realm_write(world, state, i, (gconstpointer)(content + 1));
		next += content->is_mapped && i != hand;
	}
	return next;
}

static void write_positions(const SizedWorld *world, const Composition *composition, struct rmm *state)
{
	guint count = control_positions(world) + composition->recs * world->rec_positions;

	for (guint i = 0; i < count; i++) {
		guint64 address;

		memcpy(&address, rmm_part(state, world->position_at[i]), 8);
		if (!position_is_there(world, address))
			continue;
		address = content_ipa(world, composition->position[i]);
		memcpy(rmm_part(state, world->position_at[i]), &address, 8);
	}
}

/* Granules of the domain that the world does not have are as at the beginning. */
static void write_granules(const SizedWorld *world, const Composition *composition, struct rmm *state)
{
	guint first = sizes_free_granule(world, composition, 0);

	for (guint i = 0; i < composition->granules; i++) {
		const Content *content = content_at(world, composition->granule[i]);

		write_granule(world, state, first + i, content, content->link);
	}
	for (guint i = first + composition->granules; i < world->most.granules; i++) {
		const Content content = content_of_granule(world, world->a->initial, i);

		write_granule(world, state, i, &content, content.link);
	}
}

/* Pages of the domain that the world does not have are as at the beginning, too. */
WorldSize sizes_write(const SizedWorld *world, const Composition *composition, struct rmm *state)
{
	guint next;

	if (world->is_tree)
		return tree_write(world, composition, state);
	memcpy(state, numbers_bytes(world->controls, composition->control), world->a->state_size);
	next = world->has_subtrees ? subtree_write(world, composition, state)
				   : write_pages(world, composition, state);
	write_granules(world, composition, state);
	recs_write(world, composition, state);
	write_positions(world, composition, state);
	if (composition->operation)
		write_operation(world, composition, state);
	return (WorldSize){ composition->pages, next + composition->granules, composition->recs };
}
