/* SPDX-License-Identifier: BSD-3-Clause */
/* A scenario that was run. */
#include "diagram/film.h"

#include <string.h>

#include "run/runner.h"
#include "text/spelling.h"

static void call_free(gpointer data)
{
	g_free(((FilmCall *)data)->inputs);
	g_free(data);
}

/* The call of the outcome, which is the last that was made. */
static void note_call(Film *film, const StepOutcome *outcome, const Machine *machine)
{
	const GArray *entries = machine->trail->entries;
	g_autoptr(GString) inputs = g_string_new(NULL);
	enum rmm_interface interface;
	struct rmm_call call;
	FilmCall *noted;

	if (!outcome->result || entries->len == 0)
		return;
	packed_call_unpack(g_array_index(entries, TrailEntry, entries->len - 1).packed, &call);
	if (call.command != outcome->called)
		return;
	interface = rmm_command(machine->model, call.command)->interface;
	spelling_append_inputs(inputs, machine->model, &call,
			       rmm_granule_shift(machine->state), NUMBERS_SCENARIO);
	noted = g_new(FilmCall, 1);
	*noted = (FilmCall){ interface == INTERFACE_RMI || interface == INTERFACE_HOST ? 0
			     : call.rec, g_strdup(inputs->str) };
	g_hash_table_insert(film->calls, (gpointer)(guintptr)outcome, noted);
}

static void note(gpointer user, const StepOutcome *outcome, const Machine *machine)
{
	Film *film = user;

	timeline_note(film->timeline, outcome, machine);
	note_call(film, outcome, machine);
}

static void keep_state(gpointer user, const RunEnd *end)
{
	Film *film = user;

	film->state = g_malloc0(end->model->layout.size);
	rmm_state_copy(end->model, film->state, end->state);
}

Film *film_new(const char *path, char *text, const ParseOptions *options, guint last_line,
	       Diagnostics *diagnostics)
{
	Film *film = g_new0(Film, 1);
	RunOptions run = {
		.keep_all = TRUE, .changes = TRUE, .last_line = last_line, .kept = note,
		.finished = keep_state, .user = film,
	};

	film->timeline = timeline_new();
	film->calls = g_hash_table_new_full(NULL, NULL, NULL, call_free);
	film->scenario = text
		? scenario_parse_text(path, text, strlen(text), options, diagnostics)
		: scenario_parse(path, options, diagnostics);
	if (!film->scenario)
		return film;
	scenario_run(film->scenario, &run, &film->result);
	timeline_close(film->timeline, &film->result);
	return film;
}

void film_free(Film *film)
{
	if (film->scenario)
		run_result_clear(&film->result);
	timeline_free(film->timeline);
	g_hash_table_unref(film->calls);
	scenario_free(film->scenario);
	g_free(film->state);
	g_free(film);
}
