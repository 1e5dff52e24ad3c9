/* SPDX-License-Identifier: BSD-3-Clause */
/* The lines of a run as a trace. */
#include "retell/telling.h"

#include "check/oracle.h"
#include "engine/named.h"
#include "text/spelling.h"

void telling_origin(Telling *telling, const Origin *at, const Origin *last, const char *path)
{
	if (at->line == last->line && g_strcmp0(at->path, last->path) == 0)
		return;
	g_string_append(telling->out, "# ");
	origin_append(telling->out, at, path);
	g_string_append_c(telling->out, '\n');
}

/* ---- calls ---- */

/* "pe1 SMC_RMI_RTT_CREATE", "guest READ", "set_gpt" */
static void append_verb(const Telling *telling, GString *out, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(telling->model, call->command);

	switch (command->interface) {
	case INTERFACE_RMI:
		g_string_append_printf(out, "%sSMC_%s", telling->rec ? "pe1 " : "", command->name);
		return;
	case INTERFACE_HOST:
		if (call->command == CMD_HOST_SET_GPT)
			g_string_append(out, "set_gpt");
		else
			g_string_append_printf(out, "host %s", command->name);
		return;
	default:
		g_string_append(out, command->name);
	}
}

/* A member that is 0 where a reader takes 0 for what is not said; but a Host call has a page. */
static gboolean goes_without_saying(const struct rmm_value *input, const struct rmm_call *call)
{
	for (unsigned i = 0; i < input->count; i++)
		if (rmm_value_get(input, call->in, i))
			return FALSE;
	return input->in_memory && !input->initial &&
	       !(call->command == CMD_RSI_HOST_CALL && input->count == 1);
}

void telling_call(const Telling *telling, GString *out, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(telling->model, call->command);
	g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(SpelledWord));

	append_verb(telling, out, call);
	for (unsigned i = 0; i < command->input_count; i++)
		if (!goes_without_saying(&command->inputs[i], call))
			spelling_add_words(words, &command->inputs[i], call->in,
					   rmm_granule_shift(telling->state));
	for (guint i = 0; i < words->len; i++) {
		g_string_append_c(out, ' ');
		spelling_append_word(out, &g_array_index(words, SpelledWord, i),
				     telling->model->config.version, NUMBERS_TRACE);
	}
	if (call->pe)
		g_string_append_printf(out, " pe=%x", call->pe);
}

void telling_result(Telling *telling, enum rmm_command_id command,
		    const struct rmm_result *result)
{
	g_string_append(telling->out, " > ");
	spelling_append_result(telling->out, telling->model, command, result, NUMBERS_TRACE);
	g_string_append_c(telling->out, '\n');
	telling->calls++;
}

/* ---- what else is permitted ---- */

struct others {
	const Telling *telling;
	enum rmm_command_id command;
	GPtrArray *told;        /* of char *; first what the line itself tells */
};

/* Each result once; goes on looking. */
static bool note_other(void *user, const struct rmm_result *result)
{
	struct others *others = user;
	GString *text = g_string_new(NULL);

	spelling_append_result(text, others->telling->model, others->command, result,
			       NUMBERS_TRACE);
	if (g_ptr_array_find_with_equal_func(others->told, text->str, g_str_equal, NULL))
		g_string_free(text, TRUE);
	else
		g_ptr_array_add(others->told, g_string_free(text, FALSE));
	return false;
}

/* Is there something about @call that an RMM may choose (2.0: A5.3.3)? */
static gboolean has_choices(const Telling *telling, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(telling->model, call->command);

	return rmm_has(telling->model, TRAIT_OPERATIONS) && command->interface == INTERFACE_RMI &&
	       (command->interruptible || command->resume ||
		rmm_value_named(command->outputs, command->output_count, "out_top"));
}

void telling_step(Telling *telling, const struct rmm_call *call, struct rmm_result *result)
{
	if (has_choices(telling, call))
		rmm_state_copy(telling->model, telling->before, telling->state);
	rmm_step(telling->model, telling->state, call, result);
}

/* An input of @call by its name. */
static gboolean call_get(const Telling *telling, const struct rmm_call *call, const char *name,
			 uint64_t *number)
{
	const struct rmm_command *command = rmm_command(telling->model, call->command);
	const struct rmm_value *input =
		rmm_value_named(command->inputs, command->input_count, name);

	if (input)
		*number = rmm_value_get(input, call->in, 0);
	return input != NULL;
}

/* What comes of @call, with another choice made in it, in the state before. */
static void try_choice(const Telling *telling, const struct rmm_call *call,
		       struct rmm_result *result)
{
	rmm_state_copy(telling->model, telling->trial, telling->before);
	rmm_step(telling->model, telling->trial, call, result);
}

/* An interrupt may end what is not done. */
static void try_interrupt(const Telling *telling, const struct rmm_call *call,
			  struct others *others)
{
	struct rmm_call other = *call;
	struct rmm_result result;

	other.interrupt = 1;
	try_choice(telling, &other, &result);
	if (result.status == RMI_INCOMPLETE)
		note_other(others, &result);
}

/* A range may be done in part: what the first entry or Granule comes to, of any size. */
static void try_least(const Telling *telling, const struct rmm_call *call,
		      struct others *others)
{
	unsigned shift = rmm_granule_shift(telling->state), bits = shift - 3;
	uint64_t base, top, end;
	struct rmm_call other = *call;
	struct rmm_result result;

	other.limited = true;
	if (!call_get(telling, call, "base", &base) ||
	    !call_get(telling, call, "top", &top))
		return;
	for (; shift < 48; shift += bits) {
		other.limit = base + ((uint64_t)1 << shift);
		if (other.limit >= top)
			return;
		try_choice(telling, &other, &result);
		if (result.status != RMI_SUCCESS ||
		    !rmm_result_get(telling->model, &result, "out_top", &end))
			return;
		if (end > base) {
			note_other(others, &result);
			return;
		}
	}
}

void telling_permitted(Telling *telling, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	struct others others = { telling, call->command, g_ptr_array_new_with_free_func(g_free) };

	note_other(&others, result);
	if (result->command == call->command)
		rmm_find_permitted(telling->model, telling->state, call, result, note_other, &others);
	if (has_choices(telling, call) && !call->interrupt)
		try_interrupt(telling, call, &others);
	if (has_choices(telling, call) && result->status == RMI_SUCCESS)
		try_least(telling, call, &others);
	for (guint i = 1; i < others.told->len; i++)
		g_string_append_printf(telling->out, "# or > %s\n",
				       (const char *)others.told->pdata[i]);
	g_ptr_array_unref(others.told);
}
