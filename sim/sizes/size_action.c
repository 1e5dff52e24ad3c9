/* SPDX-License-Identifier: BSD-3-Clause */
/* What actions are about. */
#include "sizes/size_action.h"

#include <string.h>

#include "sizes/realm.h"
#include "sizes/rec.h"
#include "state/address_set.h"

/* Is the address within @count Granules from @base on, the end included? Then which. */
static gboolean is_within(guint64 address, guint64 base, guint count, guint *number)
{
	guint64 offset = address - base;

	if (offset % RMM_GRANULE_SIZE || offset / RMM_GRANULE_SIZE > count)
		return FALSE;
	*number = (guint)(offset / RMM_GRANULE_SIZE);
	return TRUE;
}

static gboolean is_border(const char *name)
{
	return strcmp(name, "base") == 0 || strcmp(name, "top") == 0;
}

/* What a value of an input names; @number: which. */
static Naming naming(const SizedWorld *world, const struct rmm_value *input, guint64 value, guint *number)
{
	gboolean is_range = input->type->form == FORM_RANGE, is_top;
	guint64 address = is_range ? rmm_descriptor_base(world->a->initial, value) : value;

	switch (input->type->holds) {
	case HOLDS_PA:
		*number = rec_at(world, address);
		if (*number != WORLD_NONE)
			return NAMES_REC;
		is_top = strcmp(input->name, "top") == 0;
		*number = is_top ? WORLD_NONE : realm_at(world, address);
		if (*number != WORLD_NONE)
			return NAMES_REALM;
		return is_within(address, world->granule_base, world->most.granules * world->unit, number) &&
		       (*number < world->most.granules * world->unit || is_top)
		       ? NAMES_GRANULE : NAMES_NOTHING;
	case HOLDS_IPA:
		return !world->most.pages || world->realms ||
		       !is_within(address, world->page_base, world->most.pages * world->page_unit,
				  number) ? NAMES_NOTHING :
		       is_border(input->name) ? NAMES_BORDER : NAMES_PAGE;
	default:
		return NAMES_NOTHING;
	}
}

void sizes_each_name(const SizedWorld *world, struct rmm_call *call, NamingFunction *function,
		     gpointer user)
{
	const struct rmm_command *command = rmm_command(world->a->model, call->command);

	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *input = &command->inputs[i];
		guint number;
		Naming what = input->count == 1 && !input->width
			      ? naming(world, input, call->in[input->slot], &number) : NAMES_NOTHING;

		if (what != NAMES_NOTHING)
			function(user, what, number, input, &call->in[input->slot]);
	}
	if (rec_at(world, call->rec) != WORLD_NONE)
		function(user, NAMES_REC, rec_at(world, call->rec), NULL, &call->rec);
	if (realm_at(world, call->rec) != WORLD_NONE)
		function(user, NAMES_REALM, realm_at(world, call->rec), NULL, &call->rec);
}

/* ---- what an action needs ---- */

static void note_need(gpointer user, Naming what, guint number, const struct rmm_value *input,
		      guint64 *value)
{
	WorldSize *needs = user;
	/* The top of a range lies behind its last page or Granule. */
	guint count = input && strcmp(input->name, "top") == 0 ? number : number + 1;

	(void)value;
	if (what == NAMES_REC)
		needs->recs = MAX(needs->recs, count);
	else if (what == NAMES_GRANULE)
		needs->granules = MAX(needs->granules, count);
	else
		needs->pages = MAX(needs->pages, count);
}

/* ---- the key of an action: its line, and the calls ---- */

static void append_call(GByteArray *key, const SizedWorld *world, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(world->a->model, call->command);
	guint32 id = call->command;

	g_byte_array_append(key, (const guint8 *)&id, sizeof(id));
	g_byte_array_append(key, (const guint8 *)&call->rec, sizeof(call->rec));
	g_byte_array_append(key, (const guint8 *)&call->interrupt, sizeof(call->interrupt));
	for (unsigned i = 0; i < command->input_count; i++)
		g_byte_array_append(key, (const guint8 *)&call->in[command->inputs[i].slot],
				    8 * (guint)command->inputs[i].count);
}

/* Renaming: what goes, and what others are called then. */
typedef struct {
	const SizedWorld *world;
	Deletion gone;
	gboolean is_about;      /* what goes is named */
} Renaming;

static void rename_input(gpointer user, Naming what, guint number, const struct rmm_value *input,
			 guint64 *value)
{
	Renaming *renaming = user;
	gboolean top = input && strcmp(input->name, "top") == 0;

	if (what == NAMES_REC) {
		renaming->is_about |= number == renaming->gone.rec;
		if (number != renaming->gone.rec)
			*value = rec_pa(renaming->world, number_without(number, renaming->gone.rec));
	} else if (what == NAMES_REALM) {
		renaming->is_about |= number == renaming->gone.page;
		if (number != renaming->gone.page)
			*value = realm_pa(renaming->world, *value,
					  number_without(number, renaming->gone.page));
	} else if (what == NAMES_GRANULE) {
		/* The top of a range of Granules goes with the last of them. */
		guint named = (top ? number - 1 : number) / renaming->world->unit;

		renaming->is_about |= named - renaming->gone.granule <= renaming->gone.more;
		*value += ((guint64)granule_without(named, renaming->gone) - named) *
			  renaming->world->unit * RMM_GRANULE_SIZE;
	} else if (renaming->gone.page != WORLD_NONE) {
		guint left = border_without(number, renaming->gone.page, renaming->world->page_unit);

		renaming->is_about |= what == NAMES_PAGE &&
				      number / renaming->world->page_unit == renaming->gone.page;
		*value -= (number - left) * RMM_GRANULE_SIZE;
	}
}

GBytes *sizes_action_key(const SizedWorld *world, guint action, NamingFunction *rename, gpointer user)
{
	const struct explore_action *of = &world->a->actions[action];
	GByteArray *key = g_byte_array_new();

	g_byte_array_append(key, (const guint8 *)&of->line, sizeof(of->line));
	for (guint i = 0; i < of->step_count; i++) {
		struct rmm_call call = of->steps[i].call;

		if (rename)
			sizes_each_name(world, &call, rename, user);
		append_call(key, world, &call);
	}
	return g_byte_array_free_to_bytes(key);
}

void sizes_actions_init(SizedWorld *world)
{
	world->actions = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
					       (GDestroyNotify)g_bytes_unref, NULL);
	world->renamed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	world->needs = g_new0(WorldSize, world->a->action_count);
	for (guint i = 0; i < world->a->action_count; i++) {
		g_hash_table_insert(world->actions, sizes_action_key(world, i, NULL, NULL), GUINT_TO_POINTER(i + 1));
		for (guint j = 0; j < world->a->actions[i].step_count; j++) {
			struct rmm_call call = world->a->actions[i].steps[j].call;

			sizes_each_name(world, &call, note_need, &world->needs[i]);
		}
		/* Granules come in whole units, and so do pages. */
		world->needs[i].granules = (world->needs[i].granules + world->unit - 1) / world->unit;
		world->needs[i].pages = (world->needs[i].pages + world->page_unit - 1) /
					world->page_unit;
	}
}

static void actions_free(SizeActions *actions)
{
	if (!actions)
		return;
	g_free(actions->actions);
	g_free(actions->place);
	g_free(actions);
}

void sizes_actions_clear(SizedWorld *world)
{
	g_clear_pointer(&world->actions, g_hash_table_unref);
	g_clear_pointer(&world->renamed, g_hash_table_unref);
	g_free(world->needs);
	for (guint i = 0; i < G_N_ELEMENTS(world->of_size); i++)
		for (guint j = 0; j < G_N_ELEMENTS(world->of_size[i]); j++)
			for (guint k = 0; k < G_N_ELEMENTS(world->of_size[i][j]); k++)
				actions_free(world->of_size[i][j][k]);
}

const SizeActions *sizes_actions(SizedWorld *world, WorldSize size)
{
	SizeActions **of = &world->of_size[size.pages][size.granules][size.recs];

	if (*of)
		return *of;
	*of = g_new0(SizeActions, 1);
	(*of)->actions = g_new(guint, world->a->action_count);
	(*of)->place = g_new(guint, world->a->action_count);
	for (guint i = 0; i < world->a->action_count; i++) {
		(*of)->place[i] = sizes_has(world, i, size) ? (*of)->count : WORLD_NONE;
		if ((*of)->place[i] != WORLD_NONE)
			(*of)->actions[(*of)->count++] = i;
	}
	return *of;
}

/* ---- smaller worlds ---- */

/* The question as a number. */
static guint64 question_of(guint action, Deletion gone)
{
	return (((((guint64)action * (COMPONENTS_MAX + 1) + MIN(gone.page, COMPONENTS_MAX)) *
		 (COMPONENTS_MAX + 1) + MIN(gone.granule, COMPONENTS_MAX)) * (RECS_MAX + 1) +
		MIN(gone.rec, RECS_MAX)) * (COMPONENTS_MAX + 1) + gone.moved) *
	       COMPONENTS_MAX + gone.more;
}

guint sizes_rename_action(const SizedWorld *world, guint action, Deletion gone)
{
	Renaming renaming = { world, gone, FALSE };
	guint64 question = question_of(action, gone);
	gpointer known = g_hash_table_lookup(world->renamed, &question);
	g_autoptr(GBytes) key = NULL;
	guint number;

	if (known)
		return GPOINTER_TO_UINT(known) - 2;
	key = sizes_action_key(world, action, rename_input, &renaming);
	number = GPOINTER_TO_UINT(g_hash_table_lookup(world->actions, key));
	number = renaming.is_about || !number ? WORLD_NONE : number - 1;
	g_hash_table_insert(world->renamed, g_memdup2(&question, sizeof(question)),
			    GUINT_TO_POINTER(number + 2));
	return number;
}
