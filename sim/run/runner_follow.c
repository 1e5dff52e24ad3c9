/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which failures follow from one before. A step that was to change something
 * and did not, or that changed what it was not to, leaves the objects that it
 * is about otherwise than the scenario takes them to be. What fails of these
 * afterwards follows from it, until a step makes them anew.
 */
#include "run/runner_private.h"

#include <string.h>

#include "base/ns_descriptor.h"
#include "state/address_set.h"
#include "state/granule.h"

/* Pages of memory, or (rd is not 0) IPAs of a Realm. */
typedef struct {
	guint64 rd, base, top;
} Object;

/* One that is not as it is taken to be. */
typedef struct {
	Object object;
	const Step *by;
} Spoiled;

/* What a procedure of actors has to make: no memory, an object by its name. */
#define OF_ACTORS G_MAXUINT64

GArray *runner_spoiled_new(void)
{
	return g_array_new(FALSE, FALSE, sizeof(Spoiled));
}

static void add_object(GArray *objects, guint64 rd, guint64 base, guint64 size)
{
	const Object object = { rd, base, base + MAX(size, 1) };

	g_array_append_val(objects, object);
}

static void add_made_by(GArray *objects, const char *procedure)
{
	/* A domain is Xen's Realm. */
	if (strcmp(procedure, "create_domain") == 0)
		procedure = PROCEDURE_OF_REALM;
	add_object(objects, OF_ACTORS, g_str_hash(procedure), 1);
}

/* ---- what a call is about ---- */

/* Pages of the Host, by which it passes values: nothing becomes of them. */
static gboolean is_of_host(const struct rmm_value *value)
{
	static const char *const names[] = { "params_ptr", "run_ptr", "cfg_ptr", "src",
					     "list_addr", NULL };

	return g_strv_contains(names, value->name);
}

static void add_descriptor(GArray *objects, const struct rmm_model *model,
			   const struct rmm *state, guint64 range)
{
	guint64 count = rmm_descriptor_count(state, range);

	if (count)
		add_object(objects, 0, rmm_descriptor_base(state, range), count *
			   rmm_level_size(model, state, rmm_descriptor_level(range)));
}

static void add_input(GArray *objects, const Runner *runner, const struct rmm_call *call,
		      const struct rmm_value *value)
{
	for (unsigned i = 0; i < value->count; i++) {
		guint64 number = rmm_value_get(value, call->in, i);

		if (value->type->form == FORM_RANGE)
			add_descriptor(objects, runner->model, runner->machine->state, number);
		else if (value->type->form == FORM_ADDRESS && (i == 0 || number))
			add_object(objects, 0, number, 1);
	}
}

/* The IPAs that it names, or the memory: "base" may stand for either. */
static void add_place(GArray *objects, const struct rmm_call *call, guint64 rd,
		      const struct rmm_command *command)
{
	const struct rmm_value *first = NULL, *top = NULL;

	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];

		if (strcmp(value->name, "ipa") == 0 || strcmp(value->name, "base") == 0)
			first = value;
		else if (strcmp(value->name, "top") == 0)
			top = value;
	}
	if (first)
		add_object(objects, rd, call->in[first->slot],
			   top ? call->in[top->slot] - call->in[first->slot] : 1);
}

/* A Realm that exists, or whose RD the call is to make. */
static gboolean makes_realm(const struct rmm_call *call)
{
	return call->command == CMD_RMI_REALM_CREATE;
}

/* What becomes otherwise if the call does not do what it was to do. */
static void find_objects(const Runner *runner, const struct rmm_call *call, GArray *objects)
{
	static const char *const places[] = { "ipa", "base", "top", NULL };
	const struct rmm_command *command = rmm_command(runner->model, call->command);
	guint64 rd = 0;

	place_realm(runner->model, runner->machine->state, call, &rd);
	if (command->rd)
		rd = call->in[SLOT(command->rd)];
	if (command->interface != INTERFACE_RMI) {
		add_object(objects, 0, call->rec, 1);
		return;
	}
	add_place(objects, call, rd, command);
	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];
		gboolean is_rd = command->rd && INPUT(value->slot) == command->rd;

		if (!is_rd && !is_of_host(value) && !g_strv_contains(places, value->name))
			add_input(objects, runner, call, value);
	}
	if (command->rd && (objects->len == 0 || makes_realm(call)))
		add_object(objects, 0, rd, 1);
}

/* What it needs besides. */
static void find_needs(const Runner *runner, const struct rmm_call *call, GArray *objects)
{
	const struct rmm_command *command = rmm_command(runner->model, call->command);
	guint64 rd;

	if (command->rd)
		add_object(objects, 0, call->in[SLOT(command->rd)], 1);
	if (command->interface == INTERFACE_RMI)
		return;
	add_object(objects, 0, call->rec, 1);
	if (place_realm(runner->model, runner->machine->state, call, &rd))
		add_place(objects, call, rd, command);
}

/* ---- what is spoiled ---- */

static gboolean meet(const Object *a, const Object *b)
{
	return a->rd == b->rd && a->base < b->top && b->base < a->top;
}

/* Who spoiled one of the objects last; NULL: nobody. */
static const Step *spoiler(const Runner *runner, const GArray *objects)
{
	for (guint i = runner->spoiled->len; i > 0; i--) {
		const Spoiled *spoiled = &g_array_index(runner->spoiled, Spoiled, i - 1);

		for (guint j = 0; j < objects->len; j++)
			if (meet(&spoiled->object, &g_array_index(objects, Object, j)))
				return spoiled->by;
	}
	return NULL;
}

static void spoil(Runner *runner, const GArray *objects, const Step *by)
{
	for (guint i = 0; i < objects->len && runner->spoiled->len < SPOILED_MAX; i++) {
		const Spoiled spoiled = { g_array_index(objects, Object, i), by };

		g_array_append_val(runner->spoiled, spoiled);
	}
}

/* They are as they are taken to be. */
static void settle(Runner *runner, const GArray *objects)
{
	for (guint i = runner->spoiled->len; i > 0; i--) {
		const Spoiled *spoiled = &g_array_index(runner->spoiled, Spoiled, i - 1);
		gboolean met = FALSE;

		for (guint j = 0; j < objects->len; j++)
			met |= meet(&spoiled->object, &g_array_index(objects, Object, j));
		if (met)
			g_array_remove_index(runner->spoiled, i - 1);
	}
}

/* ---- calls ---- */

/* What a status means to what comes after. */
typedef enum { REFUSED, DONE, LEFT, ANYTHING } Effect;

static Effect effect_of(enum rmm_status status)
{
	return status == STATUS_EXIT ? LEFT : rmm_succeeded(status) ? DONE : REFUSED;
}

static Effect effect_expected(const Expectation *expectation)
{
	switch (expectation->kind) {
	case EXPECT_ANY:
		return ANYTHING;
	case EXPECT_FAILS:
		return REFUSED;
	case EXPECT_STATUS:
		return effect_of(expectation->status);
	case EXPECT_X0:
		return expectation->x0 == 0 ? DONE : REFUSED;
	default:
		return DONE;
	}
}

/* Is it otherwise than expected what the call leaves behind? */
static gboolean spoils(const Runner *runner, const Expectation *expectation,
		       const struct rmm_call *call, const struct rmm_result *result)
{
	Effect expected = effect_expected(expectation), got = effect_of(result->status);
	gboolean is_rmi = rmm_command(runner->model, call->command)->interface == INTERFACE_RMI;

	if (expected == ANYTHING || expected == got)
		return FALSE;
	/* What the Realm does is about its REC: whether it runs. */
	return is_rmi || expected == LEFT || got == LEFT || result->status == STATUS_NOT_RUN;
}

void runner_follow_call(Runner *runner, const Step *step, const struct rmm_call *call,
			const struct rmm_result *result, Report *report)
{
	g_autoptr(GArray) objects = g_array_new(FALSE, FALSE, sizeof(Object));
	g_autoptr(GArray) needs = g_array_new(FALSE, FALSE, sizeof(Object));
	const Step *by;

	if (report->outcome->passed && runner->spoiled->len == 0)
		return;
	find_objects(runner, call, objects);
	if (report->outcome->passed) {
		if (rmm_succeeded(result->status) &&
		    rmm_command(runner->model, call->command)->interface == INTERFACE_RMI)
			settle(runner, objects);
		return;
	}
	find_needs(runner, call, needs);
	g_array_append_vals(needs, objects->data, objects->len);
	by = spoiler(runner, needs);
	report->outcome->follows = by;
	if (spoils(runner, &step->expectation, call, result))
		spoil(runner, objects, by ? by : step);
}

void runner_follow_rec(Runner *runner, const Step *step, guint64 rec, Report *report)
{
	g_autoptr(GArray) objects = g_array_new(FALSE, FALSE, sizeof(Object));
	const Step *by;

	if (report->outcome->passed)
		return;
	add_object(objects, 0, rec, 1);
	by = spoiler(runner, objects);
	report->outcome->follows = by;
	if (!by)
		spoil(runner, objects, step);
}

/* ---- what is expected of the state ---- */

void runner_follow_sight(Runner *runner, const Sight *sight, Report *report)
{
	g_autoptr(GArray) objects = g_array_new(FALSE, FALSE, sizeof(Object));

	if (sight->kind == SIGHT_GRANULE)
		add_object(objects, 0, sight->address, 1);
	else
		add_object(objects, 0, sight->rd, 1);
	if (sight->kind == SIGHT_ENTRY)
		add_object(objects, sight->rd, sight->address, 1);
	if (sight->kind != SIGHT_GRANULE && !sight->found.exists)
		add_made_by(objects, PROCEDURE_OF_REALM);
	report->outcome->follows = spoiler(runner, objects);
}

/* ---- actors ---- */

void runner_follow_actor(Runner *runner, const Step *step, const char *lacks, Report *report)
{
	g_autoptr(GArray) made = g_array_new(FALSE, FALSE, sizeof(Object));
	g_autoptr(GArray) needs = g_array_new(FALSE, FALSE, sizeof(Object));
	const Step *by;

	add_made_by(made, step->procedure->name);
	if (report->outcome->passed) {
		settle(runner, made);
		return;
	}
	if (lacks && *lacks)
		add_made_by(needs, lacks);
	else if (lacks)
		add_object(needs, OF_ACTORS, 0, G_MAXUINT64);
	by = spoiler(runner, needs);
	report->outcome->follows = by;
	spoil(runner, made, by ? by : step);
}
