/* SPDX-License-Identifier: BSD-3-Clause */
/* What an alphabet says of the components that there are. */
#include "sizes/world.h"

#include "sizes/realm.h"
#include "sizes/rec.h"
#include "sizes/size_action.h"
#include "sizes/subtree.h"
#include "state/granule.h"
#include "state/parts.h"

static void add_position(SizedWorld *world, guint32 offset)
{
	if (world->position_count < POSITIONS_MAX)
		world->position_at[world->position_count] = offset;
	world->position_count++;
}

static void look_at_part(void *user, const struct rmm_part *part)
{
	SizedWorld *world = user;

	/* A Realm that is a component has them as it has all else. */
	if (world->realms)
		return;
	if (part->owner != OWNER_REC || part->kind != PART_IPA ||
	    (world->most.recs && part->subject >= world->most.recs))
		return;
	add_position(world, part->offset);
	world->rec_positions += world->most.recs && part->subject == 0;
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

/* Several Realms, of each one page: they stand for the pages of one. */
static gboolean are_some_realms(SizedWorld *world, GError **error)
{
	if (world->most.pages != 1 || world->most.granules > COMPONENTS_MAX) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "of several Realms it is for one page in each, and at most %d Granules",
			    COMPONENTS_MAX);
		return FALSE;
	}
	world->realms = realms_new(world->a, world->page_base, error);
	world->most = (WorldSize){ world->realms ? world->realms->count : 0, world->most.granules, 0 };
	return world->realms != NULL;
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
	world->most = (WorldSize){ 0, world->most.granules / world->unit, 0 };
	world->position_count = world->rec_positions = 0;
	return TRUE;
}

/* One may wait, and its words tell what they name. */
static gboolean can_hold(const SizedWorld *world)
{
	return !world->is_tree && !world->realms && world->a->model->config.operations == 1 &&
	       world->page_base != 0;
}

static gboolean has_interrupts(const struct explore_alphabet *a)
{
	for (guint i = 0; i < a->action_count; i++)
		for (guint j = 0; j < a->actions[i].step_count; j++)
			if (a->actions[i].steps[j].call.interrupt)
				return TRUE;
	return FALSE;
}

/* Why it is not for an alphabet. */
static void say_why_not(const struct explore_alphabet *a, GError **error)
{
	if (has_interrupts(a))
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "it is for one operation that is interrupted, in one table, of pages that do "
			    "not begin at 0");
	else
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "it is for one table, and at most %d pages and Granules, or for tables of at "
			    "most %d entries, and Granules that blocks can map",
			    COMPONENTS_MAX, UNIT_MAX);
}

SizedWorld *sizes_new(const struct explore_alphabet *a, guint64 page_base, guint64 granule_base,
		 WorldSize most, GError **error)
{
	g_autoptr(SizedWorld) world = g_new0(SizedWorld, 1);

	world->a = a;
	world->most = (WorldSize){ most.pages, most.granules, recs_find(a) };
	world->page_base = page_base;
	world->granule_base = granule_base;
	world->first_granule = rmm_granule_at(a->model, granule_base);
	world->controls = numbers_new();
	world->contents = numbers_new();
	world->scratch = g_malloc0(a->state_size);
	world->last = g_malloc0(a->state_size);
	world->last_number = NUMBER_NONE;
	world->unit = world->page_unit = 1;
	world->needed = 2;
	world->has_operations = has_interrupts(a);
	if (a->model->config.realms > 1 && !are_some_realms(world, error))
		return NULL;
	if (!world->realms)
		add_monitors(world);
	rmm_parts(a->model, look_at_part, world);
	if ((!world->realms && !is_one_table(world) && !subtree_is(world) &&
	     !is_some_tables(world)) ||
	    (world->has_operations && !can_hold(world))) {
		say_why_not(a, error);
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
	realms_free(world->realms);
	g_free(world->scratch);
	g_free(world->last);
	g_free(world);
}
