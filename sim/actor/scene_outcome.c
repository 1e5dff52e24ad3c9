/* SPDX-License-Identifier: BSD-3-Clause */
/* What a scenario may ask of a procedure that ended. */
#include "actor/scene.h"

#include <string.h>

static guint64 calls_of_host(const Scene *scene)
{
	guint64 calls = 0;

	for (guint i = 0; i < COMMANDS; i++) {
		const struct rmm_command *command = rmm_command(scene->model, i);

		if (command && command->interface == INTERFACE_RMI)
			calls += scene->counts[i];
	}
	return calls;
}

static guint64 rd_of(const Scene *scene)
{
	return scene->vm.rd;
}

static guint64 rec_of(const Scene *scene)
{
	return scene->vm.vcpus[0].rec;
}

static guint64 ipa_of(const Scene *scene)
{
	return scene->ipa;
}

/* Of all procedures; those of their actors come with what these keep. */
static const Outcome common_outcomes[] = {
	{ "ipa", ipa_of, NULL },
	{ "rd", rd_of, NULL },
	{ "rec", rec_of, NULL },
	{ "calls", calls_of_host, NULL },
	{ NULL, NULL, NULL }
};

static const Outcome *find_in(const Outcome *outcomes, const char *name)
{
	for (; outcomes && outcomes->name; outcomes++)
		if (strcmp(outcomes->name, name) == 0)
			return outcomes;
	return NULL;
}

static const Outcome *find_outcome(const Scene *scene, const char *name)
{
	const Outcome *outcome = find_in(common_outcomes, name);

	for (guint i = 0; !outcome && i < scene->states->len; i++)
		outcome = find_in(g_array_index(scene->states, KeptState, i).kind->outcomes, name);
	return outcome;
}

OutcomeKind scene_outcome(const Scene *scene, const char *name, guint64 *number,
			  const char **word)
{
	const Outcome *outcome = find_outcome(scene, name);

	if (outcome && outcome->word) {
		*word = outcome->word(scene);
		return OUTCOME_WORD;
	}
	if (outcome) {
		*number = outcome->number(scene);
		return OUTCOME_NUMBER;
	}
	for (guint i = 0; i < COMMANDS; i++) {
		const struct rmm_command *command = rmm_command(scene->model, i);

		if (command && strcmp(command->name, name) == 0) {
			*number = scene->counts[i];
			return OUTCOME_NUMBER;
		}
	}
	return OUTCOME_UNKNOWN;
}

/* Adds the names of @outcomes; the kind of @name, if it is one of them. */
static OutcomeKind kind_in(const Outcome *outcomes, const char *name, GPtrArray *names)
{
	const Outcome *found = find_in(outcomes, name);

	for (; outcomes && outcomes->name; outcomes++)
		g_ptr_array_add(names, (char *)(guintptr)outcomes->name);
	if (!found)
		return OUTCOME_UNKNOWN;
	return found->word ? OUTCOME_WORD : OUTCOME_NUMBER;
}

OutcomeKind scene_outcome_kind(const struct rmm_model *model, const Actor *const *actors,
			       const char *name, GPtrArray *names)
{
	OutcomeKind kind = kind_in(common_outcomes, name, names);

	for (; kind == OUTCOME_UNKNOWN && *actors; actors++)
		if ((*actors)->state)
			kind = kind_in((*actors)->state->outcomes, name, names);
	for (guint i = 0; i < COMMANDS; i++) {
		const struct rmm_command *command = rmm_command(model, i);

		if (!command)
			continue;
		g_ptr_array_add(names, (char *)(guintptr)command->name);
		if (strcmp(command->name, name) == 0)
			kind = OUTCOME_NUMBER;
	}
	return kind;
}
