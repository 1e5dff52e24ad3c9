/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking states apart into control and components, and putting them together. */
#include "sizes/sizes.h"

#include <string.h>

#include "sizes/rec.h"
#include "sizes/tree.h"
#include "state/granule.h"
#include "state/rtt.h"

/* What a component is made of. An entry is without its address. */
typedef struct {
	guint64 entry;                  /* 0 of a Granule */
	guint64 link;                   /* 0 of a mapped one: it says which page maps it */
	guint8 is_mapped;
	guint8 state, origin;           /* of the Granule; 0: there is none */
	guint8 unused[5];
} Content;

/* ---- where things are ---- */

static struct rmm_rtte *entry_of(const SizedWorld *world, const struct rmm *state, guint page)
{
	return &rmm_rtt_entries(world->a->model, state, 0)[world->page_base / RMM_GRANULE_SIZE + page];
}

static guint64 ipa_of(const SizedWorld *world, guint page)
{
	return world->page_base + page * RMM_GRANULE_SIZE;
}

static void set_link(const SizedWorld *world, struct rmm *state, guint granule, guint64 link)
{
	const struct rmm_layout *layout = &world->a->model->layout;

	memcpy(rmm_part(state, layout->granule_link +
			       (size_t)(world->first_granule + granule) * layout->link_size),
	       &link, layout->link_size);
}

/* The Granule that an entry maps; WORLD_NONE: none of the domain. */
static guint mapped_by(const SizedWorld *world, struct rmm_rtte entry, guint granules)
{
	guint64 offset = rtte_address(entry) - world->granule_base;

	return rtte_is_live(entry) && offset < granules * RMM_GRANULE_SIZE
	       ? (guint)(offset / RMM_GRANULE_SIZE) : WORLD_NONE;
}

/* ---- reading ---- */

static Content content_of_granule(const SizedWorld *world, const struct rmm *state, guint granule)
{
	const struct rmm_model *m = world->a->model;
	guint32 index = world->first_granule + granule;

	return (Content){ .link = rmm_granule_link(m, state, index),
			  .state = *rmm_granule_byte(m, state, index),
			  .origin = *rmm_granule_origin(m, state, index) };
}

static guint32 number_of(SizedWorld *world, const Content *content)
{
	return numbers_of(world->contents, content, sizeof(*content));
}

/* FALSE: its Granule is of another page, too, or its link leads elsewhere. */
static gboolean read_page(SizedWorld *world, const struct rmm *state, guint page, guint granules,
			  gboolean *taken, guint32 *number)
{
	struct rmm_rtte entry = *entry_of(world, state, page);
	guint granule = mapped_by(world, entry, granules);
	Content content = { 0 };

	if (granule != WORLD_NONE) {
		content = content_of_granule(world, state, granule);
		if (taken[granule] ||
		    content.link != rmm_data_link(world->a->model, 0, ipa_of(world, page)))
			return FALSE;
		taken[granule] = TRUE;
		content.link = 0;
		content.is_mapped = TRUE;
		entry = rtte_of_bits(rtte_bits(entry) & ~RTTE_ADDRESS);
	}
	content.entry = rtte_bits(entry);
	*number = number_of(world, &content);
	return TRUE;
}

static gboolean read_position(const SizedWorld *world, const struct rmm *state, guint number,
			      guint pages, guint page, guint8 *position)
{
	guint64 address, offset;
	guint below;

	memcpy(&address, rmm_part(state, world->position_at[number]), 8);
	offset = address - world->page_base;
	if (offset % RMM_GRANULE_SIZE || offset / RMM_GRANULE_SIZE > pages)
		return FALSE;
	below = (guint)(offset / RMM_GRANULE_SIZE);
	*position = (guint8)(page < below ? below - 1 : below);
	return TRUE;
}

/* All that is of no component, and not an address of a page. */
static guint32 read_control(SizedWorld *world, const struct rmm *state, WorldSize size)
{
	struct rmm *blank = world->scratch;
	const struct explore_alphabet *a = world->a;

	memcpy(blank, state, a->state_size);
	for (guint i = 0; i < world->most.pages; i++)
		*entry_of(world, blank, i) = *entry_of(world, a->initial, i);
	for (guint i = 0; i < world->most.granules; i++) {
		*rmm_granule_byte(a->model, blank, world->first_granule + i) = 0;
		*rmm_granule_origin(a->model, blank, world->first_granule + i) = 0;
		set_link(world, blank, i, 0);
	}
	for (guint i = 0; i < world->position_count; i++)
		memset(rmm_part(blank, world->position_at[i]), 0, 8);
	recs_blank(world, blank, size);
	return component_control(world);
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
	guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

	return (x > y) - (x < y);
}

/* Positions of the control alone go to @composition: those of RECs go with them. */
static gboolean read_positions(SizedWorld *world, const struct rmm *state, WorldSize size,
			       Deletion gone, Composition *composition)
{
	guint count = control_positions(world) + size.recs * world->rec_positions;
	guint8 position[POSITIONS_MAX];

	for (guint i = 0; i < count; i++)
		if (!read_position(world, state, i, size.pages, gone.page, &position[i]))
			return FALSE;
	memcpy(composition->position, position, control_positions(world));
	return recs_read(world, state, size, gone, position, composition);
}

/* @taken: by Granule, that a page maps it. */
static gboolean read_pages(SizedWorld *world, const struct rmm *state, WorldSize size,
			   Deletion gone, gboolean *taken, Composition *composition)
{
	for (guint i = 0; i < size.pages; i++) {
		guint32 number;

		if (!read_page(world, state, i, size.granules, taken, &number))
			return FALSE;
		if (i != gone.page)
			composition->page[composition->pages++] = number;
	}
	return TRUE;
}

/* Those that no page maps. */
static void read_granules(SizedWorld *world, const struct rmm *state, WorldSize size,
			  Deletion gone, const gboolean *taken, Composition *composition)
{
	for (guint i = 0; i < size.granules; i++) {
		Content content;

		if (taken[i] || i == gone.granule)
			continue;
		content = content_of_granule(world, state, i);
		composition->granule[composition->granules++] = number_of(world, &content);
	}
	qsort(composition->granule, composition->granules, sizeof(guint32), compare_numbers);
}

gboolean sizes_read(SizedWorld *world, const struct rmm *state, WorldSize size, Deletion gone,
		    Composition *composition)
{
	gboolean taken[COMPONENTS_MAX] = { FALSE };

	if (world->is_tree)
		return tree_read(world, state, size, gone.granule, composition);
	memset(composition, 0, sizeof(*composition));
	if (!read_positions(world, state, size, gone, composition) ||
	    !read_pages(world, state, size, gone, taken, composition))
		return FALSE;
	/* A Granule that is to go must be free, or of a page that goes, too. */
	if (gone.page == WORLD_NONE && gone.granule != WORLD_NONE && taken[gone.granule])
		return FALSE;
	read_granules(world, state, size, gone, taken, composition);
	composition->control = read_control(world, state, size);
	return TRUE;
}

/* ---- writing ---- */

static const Content *content_at(const SizedWorld *world, guint32 number)
{
	return numbers_bytes(world->contents, number);
}

guint sizes_granule_of_page(const SizedWorld *world, const Composition *composition, guint page)
{
	guint before = 0;

	if (!content_at(world, composition->page[page])->is_mapped)
		return WORLD_NONE;
	for (guint i = 0; i < page; i++)
		before += content_at(world, composition->page[i])->is_mapped;
	return before;
}

guint sizes_free_granule(const SizedWorld *world, const Composition *composition, guint granule)
{
	guint mapped = world->is_tree ? tree_mapped(world, composition) : 0;

	for (guint i = 0; i < composition->pages; i++)
		mapped += content_at(world, composition->page[i])->is_mapped;
	return mapped + granule;
}

gboolean sizes_fits(const SizedWorld *world, const Composition *composition)
{
	return sizes_free_granule(world, composition, composition->granules) <= world->most.granules;
}

static void write_granule(const SizedWorld *world, struct rmm *state, guint granule,
			  const Content *content, guint64 link)
{
	guint32 index = world->first_granule + granule;

	*rmm_granule_byte(world->a->model, state, index) = content->state;
	*rmm_granule_origin(world->a->model, state, index) = content->origin;
	set_link(world, state, granule, link);
}

static void write_page(const SizedWorld *world, struct rmm *state, guint page, guint granule,
		       const Content *content)
{
	guint64 address = world->granule_base + granule * RMM_GRANULE_SIZE;

	if (!content->is_mapped) {
		*entry_of(world, state, page) = rtte_of_bits(content->entry);
		return;
	}
	*entry_of(world, state, page) = rtte_of_bits(content->entry | address);
	write_granule(world, state, granule, content,
		      rmm_data_link(world->a->model, 0, ipa_of(world, page)));
}

/* Pages and Granules of the domains that the world does not have are as at the beginning. */
WorldSize sizes_write(const SizedWorld *world, const Composition *composition, struct rmm *state)
{
	WorldSize size = { composition->pages, 0, composition->recs };

	if (world->is_tree)
		return tree_write(world, composition, state);
	memcpy(state, numbers_bytes(world->controls, composition->control), world->a->state_size);
	for (guint i = 0; i < composition->pages; i++) {
		const Content *content = content_at(world, composition->page[i]);

		write_page(world, state, i, size.granules, content);
		size.granules += content->is_mapped;
	}
	for (guint i = 0; i < composition->granules; i++) {
		const Content *content = content_at(world, composition->granule[i]);

		write_granule(world, state, size.granules++, content, content->link);
	}
	for (guint i = size.granules; i < world->most.granules; i++) {
		const Content content = content_of_granule(world, world->a->initial, i);

		write_granule(world, state, i, &content, content.link);
	}
	recs_write(world, composition, state);
	for (guint i = 0; i < control_positions(world) + size.recs * world->rec_positions; i++) {
		guint64 address = ipa_of(world, composition->position[i]);

		memcpy(rmm_part(state, world->position_at[i]), &address, 8);
	}
	return size;
}

/* ---- smaller ones ---- */

static void remove_at(guint32 *numbers, guint count, guint at)
{
	memmove(&numbers[at], &numbers[at + 1], (count - at - 1) * sizeof(*numbers));
	numbers[count - 1] = 0;
}

Composition sizes_without_page(const Composition *composition, guint page)
{
	Composition less = *composition;

	remove_at(less.page, less.pages--, page);
	for (guint i = 0; i < POSITIONS_MAX; i++)
		if (less.position[i] > page)
			less.position[i]--;
	return less;
}

Composition sizes_without_granule(const Composition *composition, guint granule)
{
	Composition less = *composition;

	remove_at(less.granule, less.granules--, granule);
	return less;
}

gboolean sizes_same(const SizedWorld *world, Composition a, Composition b)
{
	recs_sort(world, &a);
	recs_sort(world, &b);
	return memcmp(&a, &b, sizeof(a)) == 0;
}
