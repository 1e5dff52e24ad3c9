/* SPDX-License-Identifier: BSD-3-Clause */
/* What may be called in a state: every combination of objects is tried. */
#include "calls/possible.h"

#include "calls/object.h"
#include "engine/engine.h"
#include "state/boot.h"
#include "state/state.h"
#include "text/defaults.h"

typedef struct {
	const struct rmm_command *command;
	CallScope scope;
	struct rmm_call call;
	/* The state, and where calls are tried, which then goes back to it. */
	struct rmm *origin, *trial;
	uint32_t *tries;        /* so far */
	GArray *found;
} Search;

static void try(Search *search)
{
	const struct rmm_model *m = search->scope.model;
	struct rmm_result result;

	rmm_state_follow(m, search->trial, search->origin, ++*search->tries);
	rmm_step(m, search->trial, &search->call, &result);
	if (rmm_succeeded(result.status) || result.status == RMI_INCOMPLETE ||
	    result.exit.happened)
		g_array_append_val(search->found, search->call);
}

/* Elements that count: Granules for a REC are given, lists have one entry. */
static unsigned elements_of(const Search *search, const struct rmm_value *input)
{
	if (input->count > 1 && input->type->form == FORM_ADDRESS)
		return MIN(input->count, search->scope.model->config.platform.aux_count);
	return 1;
}

/* Goes on from @element of input @i, what is before is decided. */
static void combine(Search *search, unsigned i, unsigned element)
{
	const struct rmm_value *input;
	g_autoptr(GArray) values = NULL;
	const CallObject *object;
	const Search before = *search;

	if (i == search->command->input_count) {
		try(search);
		return;
	}
	input = &search->command->inputs[i];
	if (element == elements_of(search, input)) {
		combine(search, i + 1, 0);
		return;
	}
	object = call_object(&search->scope, input);
	if (!object || !object->list) {
		combine(search, i + 1, 0);
		return;
	}
	values = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	object->list(&search->scope, values);
	for (guint j = 0; j < values->len; j++) {
		uint64_t value = g_array_index(values, uint64_t, j);

		*search = before;
		rmm_value_set(input, search->call.in, element, value);
		if (object->take)
			object->take(&search->scope, value);
		combine(search, i, element + 1);
	}
	*search = before;
}

static void search_command(Search *search, enum rmm_command_id id)
{
	const struct rmm_model *m = search->scope.model;

	search->command = rmm_command(m, id);
	search->scope.command = id;
	search->scope.level = RMM_PAGE_LEVEL;
	search->call.command = id;
	defaults_set(m, &search->call, rmm_granule_shift(search->scope.state));
	combine(search, 0, 0);
}

static struct rmm *copy_of(const struct rmm_model *model, const struct rmm *state)
{
	struct rmm *copy = g_malloc0(model->layout.size);

	rmm_state_init_zeroed(model, copy);
	rmm_state_copy(model, copy, state);
	/* Others may keep up with the state that it is of. */
	rmm_state_touched(model, copy);
	return copy;
}

GArray *calls_possible(const struct rmm_model *model, const struct rmm *state)
{
	uint32_t tries = 0;
	Search search = { .scope = { .model = model, .state = state }, .tries = &tries };
	g_autoptr(GArray) running = g_array_new(FALSE, FALSE, sizeof(uint64_t));

	search.found = g_array_new(FALSE, FALSE, sizeof(struct rmm_call));
	search.origin = copy_of(model, state);
	search.trial = copy_of(model, state);
	object_list_running(&search.scope, running);
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(model, (enum rmm_command_id)id);

		if (!command || command->unmodelled)
			continue;
		search.call = (struct rmm_call){ .command = (enum rmm_command_id)id };
		if (command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST) {
			search_command(&search, (enum rmm_command_id)id);
			continue;
		}
		for (guint i = 0; i < running->len; i++) {
			search.call.rec = g_array_index(running, uint64_t, i);
			search_command(&search, (enum rmm_command_id)id);
		}
	}
	g_free(search.origin);
	g_free(search.trial);
	return search.found;
}
