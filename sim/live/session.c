/* SPDX-License-Identifier: BSD-3-Clause */
/* A machine that scripts make, drive, and take back. */
#include "live/live.h"

#include "engine/command.h"
#include "live/config.h"
#include "live/json.h"
#include "machine/execution.h"
#include "system/version.h"
#include "text/defaults.h"
#include "text/notation.h"
#include "text/spelling.h"
#include "version/make.h"

Live live;

/* ---- the text ---- */

GString *live_begin(void)
{
	if (!live.out)
		live.out = g_string_new(NULL);
	g_string_truncate(live.out, 0);
	json_begin(live.out, NULL, '{');
	return live.out;
}

void live_end(void)
{
	json_end(live.out, '}');
}

const char *LIVE_EXPORT(live_text)(void)
{
	return live.out->str;
}

gsize LIVE_EXPORT(live_length)(void)
{
	return live.out->len;
}

/* ---- making a machine ---- */

static uint64_t numbers[LIVE_CONFIG_MAX];
static guint number_count;

void LIVE_EXPORT(live_number)(uint64_t number)
{
	if (number_count < LIVE_CONFIG_MAX)
		numbers[number_count++] = number;
}

#define POINTS 16
#define POINTS_SIZE ((gsize)96 << 20)   /* bytes of all points */

static MachinePoint *points[POINTS];

static void free_machine(void)
{
	for (guint i = 0; i < POINTS; i++) {
		machine_point_free(points[i]);
		points[i] = NULL;
	}
	machine_free(live.machine);
	live.machine = NULL;
}

/* Of the configuration whose numbers came; 0, or why there is no such model. */
guint LIVE_EXPORT(live_make)(guint version)
{
	struct rmm_config config;
	enum rmm_config_error error;

	number_count = 0;
	if (version >= version_count())
		return CONFIG_VERSION;
	live_config_read(&config, version_at(version), numbers);
	config.hash = live_hash;
	free_machine();
	if (!live.model)
		live.model = g_new(struct rmm_model, 1);
	error = rmm_model_init(live.model, &config);
	if (error == CONFIG_OK)
		live.machine = machine_new(live.model, WATCH_ALL);
	return error;
}

/* How many points there may be, and going there and back. */
guint LIVE_EXPORT(live_points)(void)
{
	return (guint)MIN(MAX(POINTS_SIZE / live.model->layout.size, 1), POINTS);
}

void LIVE_EXPORT(live_save)(guint point)
{
	if (!points[point])
		points[point] = machine_point_new(live.model);
	machine_save(live.machine, points[point]);
}

void LIVE_EXPORT(live_restore)(guint point)
{
	machine_restore(live.machine, points[point]);
}

uint64_t LIVE_EXPORT(live_state_hash)(void)
{
	return rmm_state_hash(live.model, live.machine->state);
}

/* ---- a call ---- */

/* How many elements were given of each input; nothing is of what was recorded. */
static guint given[64];

/* Begins one with the usual inputs, or with none; FALSE: the version has no such command. */
gboolean LIVE_EXPORT(live_call)(guint command, uint64_t rec, gboolean usual)
{
	const struct rmm_command *known = rmm_command(live.model, (enum rmm_command_id)command);

	memset(&live.call, 0, sizeof(live.call));
	live.call.command = (enum rmm_command_id)command;
	live.call.rec = rec;
	memset(given, 0, sizeof(given));
	if (known && usual)
		defaults_set(live.model, &live.call, rmm_granule_shift(live.machine->state));
	return known && !known->unmodelled;
}

void LIVE_EXPORT(live_slot)(guint slot, uint64_t value)
{
	if (slot < RMM_INPUTS_MAX)
		live.call.in[slot] = value;
}

/* An input by its place in the table of the command. */
void LIVE_EXPORT(live_input)(guint input, guint element, uint64_t value)
{
	const struct rmm_command *command = rmm_command(live.model, live.call.command);

	if (input >= command->input_count || element >= command->inputs[input].count)
		return;
	rmm_value_set(&command->inputs[input], live.call.in, element, value);
	if (input < G_N_ELEMENTS(given))
		given[input] = MAX(given[input], element + 1);
}

static unsigned given_of(const void *user, const char *name)
{
	const struct rmm_command *command = user;

	for (unsigned i = 0; i < command->input_count && i < G_N_ELEMENTS(given); i++)
		if (strcmp(command->inputs[i].name, name) == 0)
			return given[i];
	return 0;
}

/* All inputs were given: what follows from them is set; tells the call. */
void LIVE_EXPORT(live_given)(void)
{
	defaults_complete(live.model, &live.call, rmm_granule_shift(live.machine->state), given_of,
			  rmm_command(live.model, live.call.command));
	live_tell_call();
}

/* The call that is being made: its inputs that are not 0, slot and value. */
void live_tell_call(void)
{
	GString *out = live_begin();

	json_begin(out, "call", '[');
	json_number(out, NULL, live.call.command);
	json_address(out, NULL, live.call.rec);
	json_number(out, NULL, live.call.interrupt);
	json_begin(out, NULL, '[');
	for (guint i = 0; i < RMM_INPUTS_MAX; i++) {
		if (!live.call.in[i])
			continue;
		json_number(out, NULL, i);
		json_address(out, NULL, live.call.in[i]);
	}
	json_end(out, ']');
	json_end(out, ']');
	live_end();
}

void LIVE_EXPORT(live_interruption)(guint interrupt, gboolean limited, uint64_t limit,
				    gboolean stop)
{
	live.call.interrupt = interrupt;
	live.call.limited = limited;
	live.call.limit = limit;
	live.call.stop = stop;
}

/* ---- what came of it ---- */

static void add_refusal(GString *out, const struct rmm_result *result)
{
	const struct rmm_rules *rules = &live.model->rules[result->command];
	const struct rmm_command *command = rmm_command(live.model, result->command);
	const struct rmm_failure *failure;
	char *text;

	if (result->condition == RMM_NO_CONDITION)
		return;
	failure = rules->failure[result->condition];
	text = notation_expand(failure->violated, failure->operands, command,
			       live.model->config.version);
	json_string(out, "condition", failure->id);
	json_string(out, "because", text);
	json_string(out, "section", version_section(live.model->config.version, command->section));
	g_free(text);
	json_begin(out, "also", '[');
	for (unsigned i = 0; i < rules->count; i++) {
		if ((int)i == result->condition || !(result->permitted >> i & 1))
			continue;
		json_begin(out, NULL, '{');
		json_string(out, "status", rmm_status(rules->failure[i]->status)->name);
		json_string(out, "condition", rules->failure[i]->id);
		json_end(out, '}');
	}
	json_end(out, ']');
}

/* "RMI_ERROR_RTT level=2 by=rtt_walk", as run tells it. */
static void add_result(GString *out, enum rmm_command_id called, const struct rmm_result *result)
{
	GString *text = g_string_new(NULL);

	spelling_append_result(text, live.model, called, result, NUMBERS_SCENARIO);
	if (result->condition != RMM_NO_CONDITION)
		g_string_append_printf(text, " by=%s", rmm_condition_id(live.model, result->command,
									result->condition));
	json_string(out, "result", text->str);
	json_string(out, "status", rmm_status(result->status)->name);
	json_string(out, "command", rmm_command(live.model, called)->name);
	g_string_free(text, TRUE);
}

/* What the steps since the last time changed and broke. */
static void add_changes(GString *out)
{
	GString *text = g_string_new(NULL);
	Machine *machine = live.machine;

	json_begin(out, "changes", '[');
	for (guint i = 0; i < machine->changes->len; i++) {
		g_string_truncate(text, 0);
		change_append(text, live.model->config.version,
			      &g_array_index(machine->changes, Change, i));
		json_string(out, NULL, text->str);
	}
	json_end(out, ']');
	json_begin(out, "findings", '[');
	for (guint i = 0; i < machine->findings->len; i++) {
		const Finding *finding = &g_array_index(machine->findings, Finding, i);

		g_string_truncate(text, 0);
		finding_append(text, live.model, finding);
		json_begin(out, NULL, '{');
		json_string(out, "id", finding->id);
		json_number(out, "invariant", finding->kind == FINDING_INVARIANT);
		json_string(out, "text", text->str);
		json_end(out, '}');
	}
	json_end(out, ']');
	machine_forget(machine);
	g_string_free(text, TRUE);
}

static void add_call(GString *out, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(live.model, call->command);
	gboolean host = command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST;
	GString *text = g_string_new(host ? "host  " : "guest ");

	if (!host)
		g_string_append_printf(text, "0x%llx: ", call->rec);
	g_string_append(text, command->name);
	spelling_append_inputs(text, live.model, call,
			       rmm_granule_shift(live.machine->state), NUMBERS_SCENARIO);
	json_string(out, "text", text->str);
	g_string_free(text, TRUE);
}

/* Makes the call. @scenario: with what a scenario does beside it. */
void LIVE_EXPORT(live_step)(guint line, gboolean scenario)
{
	static struct rmm_result result;
	GString *out = live_begin();

	live.machine->at = (Origin){ "page", line };
	if (scenario && live.call.command == CMD_RSI_HOST_CALL)
		execution_store_host_call(live.machine, &live.call);
	machine_step(live.machine, &live.call, &result);
	add_call(out, &live.call);
	add_result(out, live.call.command, &result);
	add_refusal(out, &result);
	json_number(out, "exits", result.exit.happened);
	add_changes(out);
	live_end();
}

/* "host > ...": how the last entry of the REC returned. */
void LIVE_EXPORT(live_leave)(uint64_t rec)
{
	static struct rmm_result result;
	struct rmm_exit exit;
	GString *out = live_begin();

	json_string(out, "text", "host ");
	if (execution_leave(live.machine, rec, &exit)) {
		result = execution_entry_result(&exit);
		add_result(out, CMD_RMI_REC_ENTER, &result);
	}
	add_changes(out);
	live_end();
}

/* "guest > ...": what the action came to that was pending when the REC was entered. */
void LIVE_EXPORT(live_complete)(uint64_t rec)
{
	static struct rmm_result result;
	static struct rmm_call pending;
	GString *out = live_begin();
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "guest 0x%llx:", rec);
	json_string(out, "text", text->str);
	if (execution_is_running(live.machine, rec) &&
	    execution_complete(live.machine, rec, &pending, &result)) {
		add_result(out, pending.command, &result);
		json_number(out, "exits", result.exit.happened);
	}
	add_changes(out);
	live_end();
	g_string_free(text, TRUE);
}
