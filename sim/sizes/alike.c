/* SPDX-License-Identifier: BSD-3-Clause */
/* Actions that take all Granules, and all RECs, alike. */
#include "sizes/alike.h"

#include <string.h>

#include "calls/object.h"
#include "sizes/realm.h"
#include "sizes/rec.h"
#include "sizes/size_action.h"

/* Two Granules, or two RECs, in each other's place. */
typedef struct {
	const SizedWorld *world;
	Naming what;
	guint number;           /* this and the next */
} Swapping;

static gint64 away(const Swapping *swapping, guint number)
{
	return number == swapping->number ? 1 : number == swapping->number + 1 ? -1 : 0;
}

static void swap_input(gpointer user, Naming what, guint number, const struct rmm_value *input,
		       guint64 *value)
{
	Swapping *swapping = user;
	guint unit = swapping->world->unit;
	gboolean top = input && strcmp(input->name, "top") == 0;

	if (what != swapping->what)
		return;
	if (what == NAMES_REC)
		*value = rec_pa(swapping->world, number + (guint)away(swapping, number));
	else if (what == NAMES_REALM)
		*value = realm_pa(swapping->world, *value, number + (guint)away(swapping, number));
	else
		*value += (guint64)(away(swapping, (top ? number - 1 : number) / unit) *
				    (gint64)(unit * RMM_GRANULE_SIZE));
}

static gboolean names_by_mpidr(const SizedWorld *world, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(world->a->model, call->command);
	const CallScope scope = { .model = world->a->model, .state = world->a->initial,
				  .command = call->command };

	for (unsigned i = 0; i < command->input_count; i++) {
		const CallObject *object = call_object(&scope, &command->inputs[i]);

		if (object == &object_mpidr || object == &object_cpu)
			return TRUE;
	}
	return FALSE;
}

static gboolean has_swapped(const SizedWorld *world, guint action, Naming what, guint number)
{
	Swapping swapping = { world, what, number };
	g_autoptr(GBytes) key = sizes_action_key(world, action, swap_input, &swapping);

	return g_hash_table_contains(world->actions, key);
}

static gboolean is_alike(const SizedWorld *world, guint action)
{
	for (guint i = 0; i + 1 < world->most.granules; i++)
		if (!has_swapped(world, action, NAMES_GRANULE, i))
			return FALSE;
	for (guint i = 0; i + 1 < world->most.recs; i++)
		if (!has_swapped(world, action, NAMES_REC, i))
			return FALSE;
	for (guint i = 0; world->realms && i + 1 < world->most.pages; i++)
		if (!has_swapped(world, action, NAMES_REALM, i))
			return FALSE;
	for (guint i = 0; world->most.recs && i < world->a->actions[action].step_count; i++)
		if (names_by_mpidr(world, &world->a->actions[action].steps[i].call))
			return FALSE;
	return TRUE;
}

gboolean sizes_are_alike(const SizedWorld *world, GError **error)
{
	for (guint i = 0; i < world->a->action_count; i++)
		if (!is_alike(world, i)) {
			g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
				    "it is not about each Granule%s alike: %s",
				    world->most.recs ? " and REC" : world->realms ? " and Realm" : "",
				    world->a->actions[i].name);
			return FALSE;
		}
	return TRUE;
}
