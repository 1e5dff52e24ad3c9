/* SPDX-License-Identifier: BSD-3-Clause */
/* Taking states apart into control and components, and putting them together. */
#include "sizes/sizes.h"

#include <string.h>

#include "sizes/size_action.h"
#include "sizes/tree.h"
#include "state/granule.h"
#include "state/parts.h"
#include "state/rtt.h"

/* What a component is made of. An entry is without its address. */
typedef struct {
	guint64 entry;                  /* 0 of a Granule */
	guint64 link;                   /* 0 of a mapped one: it says which page maps it */
	guint8 is_mapped;
	guint8 state, origin;           /* of the Granule; 0: there is none */
	guint8 unused[5];
} Content;

/* ---- a world ---- */

static void add_position(SizedWorld *world, guint32 offset)
{
	if (world->position_count < POSITIONS_MAX)
		world->position_at[world->position_count] = offset;
	world->position_count++;
}

static void look_at_part(void *user, const struct rmm_part *part)
{
	SizedWorld *world = user;

	if (part->owner == OWNER_REC && part->kind == PART_IPA)
		add_position(world, part->offset);
}

/* Does a rule of a monitor keep an input or output that is an address? */
static gboolean keeps_address(const struct rmm_model *m, const struct explore_rule *rule)
{
	const struct rmm_command *command = rmm_command(m, rule->command);
	const struct rmm_value *values = rule->from == RULE_INPUT ? command->inputs : command->outputs;
	unsigned count = rule->from == RULE_INPUT ? command->input_count : command->output_count;

	for (unsigned i = 0; rule->from != RULE_CONSTANT && i < count; i++)
		if (values[i].slot == rule->slot && values[i].type->form == FORM_ADDRESS)
			return TRUE;
	return FALSE;
}

static void add_monitors(SizedWorld *world)
{
	const struct explore_alphabet *a = world->a;

	for (guint i = 0; i < a->monitor_count; i++)
		for (guint j = 0; j < a->monitors[i].rule_count; j++)
			if (keeps_address(a->model, &a->monitors[i].rules[j])) {
				add_position(world, a->monitors_at + 8 * i);
				break;
			}
}

static gboolean is_one_table(const SizedWorld *world)
{
	const struct rmm_model *m = world->a->model;

	return m->config.realms == 1 && m->config.rtts == 1 && world->most.pages <= COMPONENTS_MAX &&
	       world->most.granules <= COMPONENTS_MAX &&
	       world->page_base / RMM_GRANULE_SIZE + world->most.pages <= m->config.rtt_entries &&
	       world->position_count <= POSITIONS_MAX;
}

/* Several tables: what is in them is control, and so are addresses of pages. */
static gboolean is_some_tables(SizedWorld *world)
{
	const struct rmm_model *m = world->a->model;

	world->is_tree = m->config.realms == 1 && m->config.rtts > 1 &&
			 m->config.rtt_entries <= UNIT_MAX &&
			 m->config.rtts * m->config.rtt_entries <= COMPONENTS_MAX &&
			 world->most.granules <= COMPONENTS_MAX &&
			 world->most.granules % m->config.rtt_entries == 0 &&
			 world->granule_base % (m->config.rtt_entries * RMM_GRANULE_SIZE) == 0;
	if (!world->is_tree)
		return FALSE;
	world->unit = m->config.rtt_entries;
	world->needed = 1;
	world->most = (WorldSize){ 0, world->most.granules / world->unit };
	world->position_count = 0;
	return TRUE;
}

SizedWorld *sizes_new(const struct explore_alphabet *a, guint64 page_base, guint64 granule_base,
		 WorldSize most, GError **error)
{
	g_autoptr(SizedWorld) world = g_new0(SizedWorld, 1);

	world->a = a;
	world->most = most;
	world->page_base = page_base;
	world->granule_base = granule_base;
	world->first_granule = rmm_granule_at(a->model, granule_base);
	world->controls = numbers_new();
	world->contents = numbers_new();
	world->scratch = g_malloc0(a->state_size);
	world->last = g_malloc0(a->state_size);
	world->last_number = NUMBER_NONE;
	world->unit = 1;
	world->needed = 2;
	rmm_parts(a->model, look_at_part, world);
	add_monitors(world);
	if (!is_one_table(world) && !is_some_tables(world)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "it is for one Realm with one table, and at most %d pages and Granules, or "
			    "with tables of at most %d entries, and Granules that blocks can map",
			    COMPONENTS_MAX, UNIT_MAX);
		return NULL;
	}
	sizes_actions_init(world);
	return g_steal_pointer(&world);
}

void sizes_free(SizedWorld *world)
{
	if (!world)
		return;
	numbers_free(world->controls);
	numbers_free(world->contents);
	sizes_actions_clear(world);
	g_free(world->scratch);
	g_free(world->last);
	g_free(world);
}

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
static guint32 read_control(SizedWorld *world, const struct rmm *state)
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
	return component_control(world);
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
	guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;

	return (x > y) - (x < y);
}

gboolean sizes_read(SizedWorld *world, const struct rmm *state, WorldSize size, guint page,
		    guint granule, Composition *composition)
{
	gboolean taken[COMPONENTS_MAX] = { FALSE };

	if (world->is_tree)
		return tree_read(world, state, size, granule, composition);
	memset(composition, 0, sizeof(*composition));
	for (guint i = 0; i < world->position_count; i++)
		if (!read_position(world, state, i, size.pages, page, &composition->position[i]))
			return FALSE;
	for (guint i = 0; i < size.pages; i++) {
		guint32 number;

		if (!read_page(world, state, i, size.granules, taken, &number))
			return FALSE;
		if (i != page)
			composition->page[composition->pages++] = number;
	}
	/* What is to go must be free. */
	if (granule != WORLD_NONE && taken[granule])
		return FALSE;
	for (guint i = 0; i < size.granules; i++) {
		Content content;

		if (taken[i] || i == granule)
			continue;
		content = content_of_granule(world, state, i);
		composition->granule[composition->granules++] = number_of(world, &content);
	}
	qsort(composition->granule, composition->granules, sizeof(guint32), compare_numbers);
	composition->control = read_control(world, state);
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
	WorldSize size = { composition->pages, 0 };

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
	for (guint i = 0; i < world->position_count; i++) {
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
