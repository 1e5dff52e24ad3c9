/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking states apart into control and components. */
#include "sizes/sizes.h"

#include <string.h>

#include "sizes/content.h"
#include "sizes/operation.h"
#include "sizes/rec.h"
#include "sizes/subtree.h"
#include "sizes/tree.h"

/* The Granule that an entry maps; WORLD_NONE: none of the domain. */
static guint mapped_by(const SizedWorld *world, struct rmm_rtte entry, guint granules)
{
	guint64 offset = rtte_address(entry) - world->granule_base;

	return rtte_is_live(entry) && offset < granules * RMM_GRANULE_SIZE
	       ? (guint)(offset / RMM_GRANULE_SIZE) : WORLD_NONE;
}

/* ---- reading ---- */

static guint32 number_of(SizedWorld *world, const Content *content)
{
	return numbers_of(world->contents, content, sizeof(*content));
}

/* A Realm with its page, which is @content. FALSE: it is not as the setup made it. */
static gboolean number_of_realm(SizedWorld *world, const struct rmm *state, guint realm,
				const Content *content, guint32 *number)
{
	gsize size = sizeof(*content) + realm_size(world);
	g_autofree Content *whole = g_malloc(size);

	*whole = *content;
	if (!realm_read(world, state, realm, (gpointer)(whole + 1)))
		return FALSE;
	*number = numbers_of(world->contents, whole, size);
	return TRUE;
}

/* A state that is read, and what it is made of. */
typedef struct {
	const struct rmm *state;
	WorldSize size;
	Held held;
	guint owner[COMPONENTS_MAX];    /* by Granule: the page that maps it; or WORLD_NONE */
	Composition *composition;
} Reading;

/*
 * What it is made of with the Granule that its entry has. FALSE: that is of another
 * page, too, or its link leads elsewhere; and it is not what an operation is to map.
 */
static gboolean read_mapped(const SizedWorld *world, Reading *reading, guint page, guint granule,
			    Content *content)
{
	*content = content_of_granule(world, reading->state, granule);
	if (reading->owner[granule] == WORLD_NONE &&
	    content->link == content_page_link(world, page)) {
		reading->owner[granule] = page;
		content->link = 0;
		content->is_mapped = TRUE;
		return TRUE;
	}
	*content = (Content){ .is_to_map = TRUE };
	return page == reading->held.page && granule == reading->held.granule &&
	       rtte_is(*content_entry(world, reading->state, page), RTTE_INTERMEDIATE);
}

static gboolean read_page(SizedWorld *world, Reading *reading, guint page, guint32 *number)
{
	struct rmm_rtte entry = *content_entry(world, reading->state, page);
	guint granule = mapped_by(world, entry, reading->size.granules);
	Content content = { 0 };

	if (granule != WORLD_NONE) {
		if (!read_mapped(world, reading, page, granule, &content))
			return FALSE;
		entry = rtte_of_bits(rtte_bits(entry) & ~RTTE_ADDRESS);
	}
	content.entry = rtte_bits(entry);
	if (world->realms)
		return number_of_realm(world, reading->state, page, &content, number);
	*number = number_of(world, &content);
	return TRUE;
}

static gboolean read_position(const SizedWorld *world, const struct rmm *state, guint number,
			      guint pages, guint8 *position)
{
	guint64 address, offset;

	memcpy(&address, rmm_part(state, world->position_at[number]), 8);
	*position = 0;
	if (!position_is_there(world, address))
		return TRUE;
	offset = address - world->page_base;
	*position = (guint8)(offset / RMM_GRANULE_SIZE);
	return offset % RMM_GRANULE_SIZE == 0 && offset / RMM_GRANULE_SIZE <= pages;
}

/* All that is of no component, and not an address of a page. */
static guint32 read_control(SizedWorld *world, const struct rmm *state, WorldSize size)
{
	struct rmm *blank = world->scratch;
	const struct explore_alphabet *a = world->a;

	memcpy(blank, state, a->state_size);
	if (world->has_subtrees)
		subtree_blank(world, blank);
	for (guint i = 0; !world->has_subtrees && i < world->most.pages; i++)
		*content_entry(world, blank, i) = world->realms ? rtte_of_bits(0)
						: *content_entry(world, a->initial, i);
	for (guint i = 0; i < world->most.granules; i++) {
		*rmm_granule_byte(a->model, blank, world->first_granule + i) = 0;
		*rmm_granule_origin(a->model, blank, world->first_granule + i) = 0;
		content_set_link(world, blank, i, 0);
	}
	for (guint i = 0; i < world->position_count; i++)
		position_blank(world, rmm_part(blank, world->position_at[i]));
	recs_blank(world, blank, size);
	realms_blank(world, blank);
	operation_blank(world, blank);
	return component_control(world);
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
	guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

	return (x > y) - (x < y);
}

/* Positions of the control alone go to the composition: those of RECs go with them. */
static gboolean read_positions(SizedWorld *world, const Reading *reading)
{
	guint count = control_positions(world) + reading->size.recs * world->rec_positions;
	guint8 position[POSITIONS_MAX];

	for (guint i = 0; i < count; i++)
		if (!read_position(world, reading->state, i, reading->size.pages * world->page_unit,
				   &position[i]))
			return FALSE;
	memcpy(reading->composition->position, position, control_positions(world));
	return recs_read(world, reading->state, reading->size, position, reading->composition);
}

static gboolean read_pages(SizedWorld *world, Reading *reading)
{
	memset(reading->owner, 0xff, sizeof(reading->owner));
	for (guint i = 0; i < reading->size.pages; i++)
		if (!read_page(world, reading, i, &reading->composition->page[i]))
			return FALSE;
	reading->composition->pages = reading->size.pages;
	return TRUE;
}

/* Those that no page maps, and no operation has in hand. */
static void read_granules(SizedWorld *world, const Reading *reading)
{
	Composition *composition = reading->composition;

	for (guint i = 0; i < reading->size.granules; i++) {
		Content content;

		if (reading->owner[i] != WORLD_NONE || i == reading->held.granule)
			continue;
		content = content_of_granule(world, reading->state, i);
		composition->granule[composition->granules++] = number_of(world, &content);
	}
	qsort(composition->granule, composition->granules, sizeof(guint32), compare_numbers);
}

/*
 * What it has in hand while another page maps that is as if it were UNDELEGATED: without
 * the page there is nothing more to say. FALSE: its page maps something else meanwhile.
 */
static gboolean read_hand(const SizedWorld *world, const Reading *reading, OperationContent *content)
{
	guint granule = reading->held.granule, owner;

	if (granule == WORLD_NONE)
		return TRUE;
	if (granule >= reading->size.granules)
		return FALSE;
	owner = reading->owner[granule];
	content->kind = owner == reading->held.page ? HAND_OF_PAGE : HAND_OWN;
	if (owner == WORLD_NONE)
		content->own = content_of_granule(world, reading->state, granule);
	else if (owner != reading->held.page)
		reading->composition->hand = owner + 1;
	for (guint i = 0; content->kind == HAND_OWN && i < reading->size.granules; i++)
		if (reading->owner[i] == reading->held.page)
			return FALSE;
	return TRUE;
}

/* Once pages are known. */
static gboolean read_operation(SizedWorld *world, const Reading *reading)
{
	g_autofree OperationContent *content = NULL;
	gsize size = sizeof(*content) + operation_size(world);

	if (reading->held.page == WORLD_NONE)
		return TRUE;
	content = g_malloc0(size);
	if (reading->held.page >= reading->size.pages || !read_hand(world, reading, content))
		return FALSE;
	operation_get(world, reading->state, reading->held, (gpointer)(content + 1));
	reading->composition->operation = numbers_of(world->contents, content, size) + 1;
	reading->composition->held = reading->held.page + 1;
	return TRUE;
}

gboolean sizes_read(SizedWorld *world, const struct rmm *state, WorldSize size,
		    Composition *composition)
{
	Reading reading = { .state = state, .size = size, .composition = composition };

	if (world->is_tree) {
		tree_read(world, state, size, composition);
		return TRUE;
	}
	memset(composition, 0, sizeof(*composition));
	if (world->has_subtrees) {
		if (!read_positions(world, &reading) || !subtree_read(world, state, size, composition))
			return FALSE;
		composition->control = read_control(world, state, size);
		return TRUE;
	}
	if (!operation_read(world, state, &reading.held) || !read_positions(world, &reading) ||
	    !read_pages(world, &reading) || !read_operation(world, &reading))
		return FALSE;
	read_granules(world, &reading);
	composition->control = read_control(world, state, size);
	if (world->realms)
		realms_sort(composition);
	return TRUE;
}

gboolean sizes_same(const SizedWorld *world, Composition a, Composition b)
{
	recs_sort(world, &a);
	recs_sort(world, &b);
	return memcmp(&a, &b, sizeof(a)) == 0;
}
