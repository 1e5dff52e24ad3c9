/* SPDX-License-Identifier: BSD-3-Clause */
/* Pages and Granules by what actions say. */
#include "sizes/domain.h"

#include <string.h>

#include "calls/object.h"
#include "sizes/rec.h"
#include "sizes/size_action.h"
#include "sizes/sizes.h"
#include "state/address_set.h"
#include "state/granule.h"

/* From the lowest address that is named up to the highest. */
typedef struct {
	guint64 first, end;
} Span;

static void widen(Span *span, guint64 first, guint64 end)
{
	span->first = MIN(span->first, first);
	span->end = MAX(span->end, end);
}

/* A Granule that holds an object of the setup is no component. */
static gboolean is_free(const struct explore_alphabet *a, guint64 address)
{
	guint32 granule = rmm_granule_at(a->model, address);
	enum rmm_granule_state state;

	if (granule == RMM_NONE)
		return FALSE;
	state = rmm_granule_state(a->model, a->initial, granule);
	return state == GRANULE_UNDELEGATED || state == GRANULE_DELEGATED;
}

/* A page that the Host keeps is no component either. */
static gboolean is_of_host(const struct explore_alphabet *a, enum rmm_command_id command,
			   const struct rmm_value *input)
{
	const CallScope scope = { .model = a->model, .state = a->initial, .command = command };

	return call_object(&scope, input) == &object_host;
}

static void look_at_input(const struct explore_alphabet *a, enum rmm_command_id command,
			  const struct rmm_value *input, guint64 value, Span *pages, Span *granules)
{
	gboolean is_top = strcmp(input->name, "top") == 0;
	guint64 address = input->type->form == FORM_RANGE ? rmm_descriptor_base(a->initial, value) : value;
	guint64 first = is_top ? address - RMM_GRANULE_SIZE : address;

	if (input->in_memory || is_of_host(a, command, input))
		return;
	if (input->type->holds == HOLDS_IPA)
		widen(pages, first, first + RMM_GRANULE_SIZE);
	else if (input->type->holds == HOLDS_PA && is_free(a, first))
		widen(granules, first, first + RMM_GRANULE_SIZE);
}

static void look_at_call(const struct explore_alphabet *a, const struct rmm_call *call,
			 Span *pages, Span *granules)
{
	const struct rmm_command *command = rmm_command(a->model, call->command);

	/* What becomes a table is no component. */
	if (call->command == CMD_RMI_RTT_CREATE)
		return;
	for (unsigned i = 0; i < command->input_count; i++)
		if (command->inputs[i].count == 1 && !command->inputs[i].width)
			look_at_input(a, call->command, &command->inputs[i],
				      call->in[command->inputs[i].slot], pages, granules);
}

/* What an actor knows names pages, too, and has no size. */
static gboolean has_procedure(const struct explore_action *action)
{
	for (guint i = 0; i < action->step_count; i++)
		if (action->steps[i].procedure)
			return TRUE;
	return FALSE;
}

gboolean domain_find(const struct explore_alphabet *a, guint64 *page_base, guint64 *granule_base,
		     WorldSize *most, GError **error)
{
	Span pages = { G_MAXUINT64, 0 }, granules = { G_MAXUINT64, 0 };

	for (guint i = 0; i < a->action_count; i++)
		if (has_procedure(&a->actions[i])) {
			g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
				    "it is for calls, not for procedures of actors: %s",
				    a->actions[i].name);
			return FALSE;
		}
	for (guint i = 0; i < a->action_count; i++)
		for (guint j = 0; j < a->actions[i].step_count; j++)
			look_at_call(a, &a->actions[i].steps[j].call, &pages, &granules);
	if (!pages.end || !granules.end) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "its actions name no page, or no Granule");
		return FALSE;
	}
	*page_base = pages.first;
	*granule_base = granules.first;
	most->pages = (guint)MIN((pages.end - pages.first) / RMM_GRANULE_SIZE, G_MAXUINT16);
	most->granules = (guint)MIN((granules.end - granules.first) / RMM_GRANULE_SIZE, G_MAXUINT16);
	return TRUE;
}

/* ---- smaller alphabets ---- */

/* The initial state with its first RECs, or Realms, as many as @size has. */
static struct rmm *initial_with(SizedWorld *world, WorldSize size)
{
	struct rmm *state = g_malloc0(world->a->state_size);
	Composition composition;
	gboolean is_read = sizes_read(world, world->a->initial, world->most, &composition);

	g_assert(is_read);
	while (composition.recs > size.recs)
		composition = recs_without(world, &composition, composition.recs - 1);
	if (world->realms)
		composition.pages = size.pages;
	sizes_write(world, &composition, state);
	return state;
}

struct explore_alphabet *domain_restricted(SizedWorld *world, WorldSize size, guint **numbers)
{
	struct explore_alphabet *a = g_memdup2(world->a, sizeof(*world->a));
	struct explore_action *actions = g_new(struct explore_action, a->action_count + 1);
	guint count = 0;

	*numbers = g_new(guint, a->action_count + 1);
	for (guint i = 0; i < a->action_count; i++)
		if (sizes_has(world, i, size)) {
			(*numbers)[count] = i;
			actions[count++] = a->actions[i];
		}
	a->actions = actions;
	a->action_count = count;
	if (size.recs < world->most.recs || (world->realms && size.pages < world->most.pages))
		a->initial = initial_with(world, size);
	return a;
}

void domain_restricted_free(const SizedWorld *world, struct explore_alphabet *a)
{
	if (a->initial != world->a->initial)
		g_free((gpointer)(guintptr)a->initial);
	g_free((gpointer)(guintptr)a->actions);
	g_free(a);
}
