/* SPDX-License-Identifier: BSD-3-Clause */
/* Who called whom in a scenario: from its outcomes to lifelines and arrows. */
#include "diagram/diagram.h"

#include <string.h>

#include "engine/command.h"
#include "run/outcome_words.h"

static gboolean is_of_host(const struct rmm_command *command)
{
	return command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST;
}

/* The Host, or the software that acts for it. */
static const char *host_name(const StepOutcome *outcome)
{
	return outcome->step->actor ? outcome->step->actor->name : "Host";
}

/* "Realm", or with several RECs that of this one. */
static char *realm_name(const Film *film, guint64 rec)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, film->calls);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const FilmCall *call = value;

		if (call->rec && rec && call->rec != rec)
			return g_strdup_printf("REC 0x%" G_GINT64_MODIFIER "x", rec);
	}
	return g_strdup("Realm");
}

static const FilmCall *call_of(const Film *film, const StepOutcome *outcome)
{
	return g_hash_table_lookup(film->calls, outcome);
}

/* The lifelines from left to right: who is Host, the RMM, who is in Realms. */
static void add_lifelines(Sequence *sequence, const Film *film)
{
	for (int realms = 0; realms < 2; realms++) {
		for (guint i = 0; i < film->result.outcomes->len; i++) {
			const StepOutcome *outcome = film->result.outcomes->pdata[i];
			const FilmCall *call = call_of(film, outcome);
			g_autofree char *name = NULL;

			if (!call || (call->rec != 0) != realms)
				continue;
			name = realms ? realm_name(film, call->rec) : g_strdup(host_name(outcome));
			sequence_lifeline(sequence, name);
		}
		if (!realms)
			sequence_lifeline(sequence, "RMM");
	}
}

static SequenceStep new_step(const Film *film, const StepOutcome *outcome)
{
	g_autoptr(GString) result = g_string_new(NULL);
	enum rmm_status status = outcome->result ? outcome->result->status : STATUS_OK;

	outcome_append_result(result, &film->result, outcome);
	return (SequenceStep){
		.result = result->len ? g_strdup(result->str) : NULL,
		.is_refused = !rmm_succeeded(status) && status != STATUS_EXIT &&
			      status != RMI_INCOMPLETE && status != STATUS_VERSION,
		.is_wrong = !outcome->passed,
	};
}

static void add_call(Sequence *sequence, const Film *film, const StepOutcome *outcome,
		     const FilmCall *call)
{
	const struct rmm_command *command = rmm_command(film->result.model, outcome->called);
	SequenceStep step = new_step(film, outcome);
	g_autofree char *caller = is_of_host(command) ? g_strdup(host_name(outcome))
						      : realm_name(film, call->rec);

	step.from = sequence_lifeline(sequence, caller);
	step.to = sequence_lifeline(sequence, "RMM");
	step.kind_of_call = 1 + ((guint)outcome->called << 8 | (guint)outcome->result->status);
	step.text = g_strconcat(command->name, call->inputs, NULL);
	sequence_add(sequence, step);
}

/* What came back later: to the Host, or to the Realm. */
static void add_return(Sequence *sequence, const Film *film, const StepOutcome *outcome)
{
	SequenceStep step = new_step(film, outcome);
	gboolean to_host = is_of_host(rmm_command(film->result.model, outcome->called));
	g_autofree char *to = to_host ? g_strdup(host_name(outcome)) : realm_name(film, 0);

	step.from = sequence_lifeline(sequence, "RMM");
	step.to = to_host ? sequence_lifeline(sequence, to) : sequence->lifelines->len - 1;
	step.text = g_steal_pointer(&step.result);
	if (step.text)
		sequence_add(sequence, step);
}

static void add_note(Sequence *sequence, const Film *film, const StepOutcome *outcome)
{
	SequenceStep step = new_step(film, outcome);

	step.kind = SEQUENCE_NOTE;
	step.is_refused = step.is_wrong;
	step.text = g_strchomp(g_strdup(outcome->text));
	sequence_add(sequence, step);
}

Sequence *diagram_story(const Film *film)
{
	const char *title = film->scenario->title ? film->scenario->title : film->result.path;
	Sequence *sequence = sequence_new(title);

	add_lifelines(sequence, film);
	for (guint i = 0; i < film->result.outcomes->len; i++) {
		const StepOutcome *outcome = film->result.outcomes->pdata[i];
		const FilmCall *call = call_of(film, outcome);

		if (call)
			add_call(sequence, film, outcome, call);
		else if (outcome->result)
			add_return(sequence, film, outcome);
		else if (outcome->text)
			add_note(sequence, film, outcome);
	}
	sequence_fold(sequence);
	return sequence;
}
