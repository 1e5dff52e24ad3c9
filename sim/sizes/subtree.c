/* SPDX-License-Identifier: BSD-3-Clause */
/* Worlds of any number of tables. */
#include "sizes/subtree.h"

#include "sizes/content.h"
#include "state/rtt.h"

/* Of a page: what its entry is without an address, and of a Granule that it maps. */
typedef struct {
	guint64 entry;
	guint8 is_mapped, state, origin;
	guint8 unused[5];
} PageContent;

/* Of an entry of the starting level, without the address of the RTT that it leads to. */
typedef struct {
	guint64 entry;
	guint8 has_table, state, origin;        /* of the Granule that is the RTT */
	guint8 unused[5];
	PageContent page[SUBTREE_ENTRIES_MAX];
} SubtreeContent;

static const SubtreeContent *content_of(const SizedWorld *world, guint32 number)
{
	return numbers_bytes(world->contents, number);
}

guint subtree_granules(const SizedWorld *world, guint32 number)
{
	const SubtreeContent *content = content_of(world, number);
	guint count = content->has_table;

	for (guint i = 0; i < world->page_unit; i++)
		count += content->page[i].is_mapped;
	return count;
}

/* ---- in a state ---- */

/* Slots of the starting level come first; they are one RTT, and have all its entries. */
guint subtree_starting(const SizedWorld *world)
{
	return rmm_realm(world->a->model, world->a->initial, 0)->rtt_num_start;
}

static struct rmm_rtte *entry_at(const SizedWorld *world, const struct rmm *state, guint number)
{
	guint64 first = world->page_base / RMM_GRANULE_SIZE / world->page_unit;

	return &rmm_rtt_entries(world->a->model, state, 0)[first + number];
}

static guint64 ipa_of(const SizedWorld *world, guint number, guint page)
{
	return content_ipa(world, number * world->page_unit + page);
}

static guint64 position_of(const SizedWorld *world, guint number)
{
	return rmm_position_encode((struct rmm_position){
		.level = RMM_PAGE_LEVEL, .ipa = ipa_of(world, number, 0) });
}

/* ---- which worlds ---- */

/* Is a Granule that RMI_RTT_CREATE names one of those that are components? */
static gboolean makes_tables(const SizedWorld *world)
{
	const struct explore_alphabet *a = world->a;

	for (guint i = 0; i < a->action_count; i++)
		for (guint j = 0; j < a->actions[i].step_count; j++) {
			const struct rmm_call *call = &a->actions[i].steps[j].call;

			if (call->command != CMD_RMI_RTT_CREATE)
				continue;
			for (guint k = 0; k < rmm_command(a->model, call->command)->input_count; k++)
				if (call->in[k] - world->granule_base <
				    world->most.granules * RMM_GRANULE_SIZE)
					return TRUE;
		}
	return FALSE;
}

/* Only tables of the starting level are there at the beginning. */
static gboolean begins_without_tables(const SizedWorld *world)
{
	const struct rmm_model *m = world->a->model;

	for (guint i = subtree_starting(world); i < m->config.rtts; i++)
		if (*rmm_rtt_position(m, world->a->initial, i))
			return FALSE;
	return TRUE;
}

gboolean subtree_is(SizedWorld *world)
{
	const struct rmm_model *m = world->a->model;
	const struct rmm_realm *realm = rmm_realm(m, world->a->initial, 0);
	guint entries = m->config.rtt_entries, tables = world->most.pages / entries;

	if (m->config.realms != 1 || !realm->rd || realm->rtt_level_start != RMM_PAGE_LEVEL - 1 ||
	    entries > SUBTREE_ENTRIES_MAX || world->most.pages % entries ||
	    world->page_base % (entries * RMM_GRANULE_SIZE) || tables > COMPONENTS_MAX ||
	    world->most.granules > COMPONENTS_MAX || world->most.recs ||
	    world->position_count > POSITIONS_MAX || !makes_tables(world) ||
	    m->config.rtts > SUBTREE_SLOTS_MAX || !begins_without_tables(world) || subtree_starting(world) + tables > m->config.rtts)
		return FALSE;
	world->has_subtrees = TRUE;
	world->page_unit = entries;
	world->most.pages = tables;
	return TRUE;
}

/* ---- reading ---- */

/* A state that is read: Granules that have been met are of the entry that leads there. */
typedef struct {
	const SizedWorld *world;
	const struct rmm *state;
	WorldSize size;
	guint32 met;                    /* bit per Granule */
	guint tables;
} Reading;

/*
 * The Granule of an entry. FALSE: it is none of the world, another entry leads there too,
 * or it says that it is elsewhere.
 */
static gboolean read_granule(Reading *reading, struct rmm_rtte entry, Content *content)
{
	const SizedWorld *world = reading->world;
	guint64 offset = rtte_address(entry) - world->granule_base;
	guint granule = (guint)(offset / RMM_GRANULE_SIZE);

	if (offset >= reading->size.granules * RMM_GRANULE_SIZE || reading->met >> granule & 1)
		return FALSE;
	reading->met |= 1u << granule;
	*content = content_of_granule(world, reading->state, granule);
	return TRUE;
}

static gboolean read_page(Reading *reading, struct rmm_rtte entry, guint64 ipa, PageContent *page)
{
	Content content;

	page->entry = rtte_bits(entry);
	if (!rtte_is_live(entry))
		return TRUE;
	if (!read_granule(reading, entry, &content) ||
	    content.link != rmm_data_link(reading->world->a->model, 0, ipa))
		return FALSE;
	page->entry &= ~RTTE_ADDRESS;
	page->is_mapped = TRUE;
	page->state = content.state;
	page->origin = content.origin;
	return TRUE;
}

static gboolean read_table(Reading *reading, guint number, struct rmm_rtte entry,
			   SubtreeContent *subtree)
{
	const SizedWorld *world = reading->world;
	const struct rmm_model *m = world->a->model;
	Content content;
	guint32 slot;

	if (!rtte_is(entry, RTTE_TABLE) || !read_granule(reading, entry, &content))
		return FALSE;
	slot = rmm_link_slot(content.link);
	if (slot < subtree_starting(world) || slot >= m->config.rtts ||
	    *rmm_rtt_position(m, reading->state, slot) != position_of(world, number))
		return FALSE;
	subtree->entry &= ~RTTE_ADDRESS;
	subtree->has_table = TRUE;
	subtree->state = content.state;
	subtree->origin = content.origin;
	reading->tables++;
	for (guint i = 0; i < world->page_unit; i++)
		if (!read_page(reading, rmm_rtt_entries(m, reading->state, slot)[i],
			       ipa_of(world, number, i), &subtree->page[i]))
			return FALSE;
	return TRUE;
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
	guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

	return (x > y) - (x < y);
}

static void read_free(SizedWorld *world, const Reading *reading, Composition *composition)
{
	for (guint i = 0; i < reading->size.granules; i++)
		if (!(reading->met >> i & 1)) {
			Content content = content_of_granule(world, reading->state, i);

			composition->granule[composition->granules++] =
				numbers_of(world->contents, &content, sizeof(content));
		}
	qsort(composition->granule, composition->granules, sizeof(guint32), compare_numbers);
}

static guint tables_in(const SizedWorld *world, const struct rmm *state)
{
	const struct rmm_model *m = world->a->model;
	guint count = 0;

	for (guint i = subtree_starting(world); i < m->config.rtts; i++)
		count += *rmm_rtt_position(m, state, i) != 0;
	return count;
}

gboolean subtree_read(SizedWorld *world, const struct rmm *state, WorldSize size,
		      Composition *composition)
{
	Reading reading = { .world = world, .state = state, .size = size };

	for (guint i = 0; i < size.pages; i++) {
		struct rmm_rtte entry = *entry_at(world, state, i);
		SubtreeContent subtree = { .entry = rtte_bits(entry) };

		if (rtte_is_live(entry) && !read_table(&reading, i, entry, &subtree))
			return FALSE;
		composition->page[i] = numbers_of(world->contents, &subtree, sizeof(subtree));
	}
	composition->pages = size.pages;
	read_free(world, &reading, composition);
	return reading.tables == tables_in(world, state);
}

void subtree_blank(const SizedWorld *world, struct rmm *state)
{
	const struct rmm_model *m = world->a->model;

	for (guint i = 0; i < world->most.pages; i++)
		*entry_at(world, state, i) = *entry_at(world, world->a->initial, i);
	for (guint i = subtree_starting(world); i < m->config.rtts; i++) {
		*rmm_rtt_position(m, state, i) = 0;
		memset(rmm_rtt_entries(m, state, i), 0, m->layout.rtt_stride);
	}
}

/* ---- writing ---- */

/* A state that is written: the next Granule, and the next slot. */
typedef struct {
	const SizedWorld *world;
	struct rmm *state;
	guint granule, slot;
} Writing;

/* Makes the next Granule that of an entry, which gets its address. */
static struct rmm_rtte write_granule(Writing *writing, guint64 entry, guint8 state, guint8 origin,
				     guint64 link)
{
	const SizedWorld *world = writing->world;
	guint granule = writing->granule++;
	guint32 index = world->first_granule + granule;

	*rmm_granule_byte(world->a->model, writing->state, index) = state;
	*rmm_granule_origin(world->a->model, writing->state, index) = origin;
	content_set_link(world, writing->state, granule, link);
	return rtte_of_bits(entry | (world->granule_base + granule * RMM_GRANULE_SIZE));
}

static void write_table(Writing *writing, guint number, const SubtreeContent *subtree)
{
	const SizedWorld *world = writing->world;
	const struct rmm_model *m = world->a->model;
	guint slot = writing->slot++;
	struct rmm_rtte *entries = rmm_rtt_entries(m, writing->state, slot);

	*entry_at(world, writing->state, number) =
		write_granule(writing, subtree->entry, subtree->state, subtree->origin, slot + 1);
	*rmm_rtt_position(m, writing->state, slot) = position_of(world, number);
	for (guint i = 0; i < world->page_unit; i++) {
		const PageContent *page = &subtree->page[i];

		entries[i] = page->is_mapped
			     ? write_granule(writing, page->entry, page->state, page->origin,
					     rmm_data_link(m, 0, ipa_of(world, number, i)))
			     : rtte_of_bits(page->entry);
	}
}

guint subtree_write(const SizedWorld *world, const Composition *composition, struct rmm *state)
{
	Writing writing = { .world = world, .state = state, .slot = subtree_starting(world) };

	for (guint i = 0; i < composition->pages; i++) {
		const SubtreeContent *subtree = content_of(world, composition->page[i]);

		if (subtree->has_table)
			write_table(&writing, i, subtree);
		else
			*entry_at(world, state, i) = rtte_of_bits(subtree->entry);
	}
	return writing.granule;
}
