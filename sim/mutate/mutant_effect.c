/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutants that are made from footprints, success conditions, inputs and outputs. */
#include "mutate/mutant_effect.h"

#include <string.h>

#include "engine/footprint.h"
#include "engine/postcondition.h"
#include "mutate/mutant_idle.h"
#include "mutate/wrong_effect.h"

typedef struct {
	GPtrArray *mutants;
	const struct rmm_model *m;
	enum rmm_command_id id;
	const struct rmm_command *command;
	MutantAdd *add;
} Making;

static void make(const Making *making, MutantKind kind, const char *row, unsigned operand)
{
	Mutant *mutant = making->add(making->mutants, making->m, making->id, kind, row);

	mutant->equivalent = mutant_why_idle(making->m->config.version, mutant, row);
	mutant->operand = operand;
	mutant->right = making->command;
	mutant->bent = *making->command;
	mutant->bent.effect = wrong_effect;
	if (making->command->resume)
		mutant->bent.resume = wrong_resume;
}

/* ---- what changes ---- */

/* Of rows that cover one thing, which kinds are made; of all others MUTANT_KEPT. */
static const struct {
	rmm_covers *covers;
	MutantKind kinds[2];
} ways[] = {
	{ rmm_covers_rim, { MUTANT_UNMEASURED, MUTANT_REMEASURED } },
	{ rmm_covers_entry, { MUTANT_KEPT, MUTANT_BESIDE } },
	{ rmm_covers_rtt, { MUTANT_SHORT, MUTANT_LONG } },
};

static void make_of_item(const Making *making, unsigned row)
{
	const struct rmm_footprint *item = &making->command->footprint[row];

	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
		if (ways[i].covers != item->covers)
			continue;
		for (gsize j = 0; j < G_N_ELEMENTS(ways[i].kinds); j++)
			make(making, ways[i].kinds[j], item->id, row);
		return;
	}
	make(making, MUTANT_KEPT, item->id, row);
}

/* ---- what is wiped ---- */

static void make_of_success(const Making *making, unsigned row)
{
	const struct rmm_success *success = &making->command->successes[row];

	if (strstr(success->holds->text, "wiped"))
		make(making, MUTANT_UNWIPED, success->id, row);
}

/* ---- what is asked for, and told ---- */

/* Values that are no more than a yes or a no, or a few of them. */
static gboolean is_flag(const struct rmm_value *value)
{
	return value->type == &rmm_flag || value->type == &rmm_data_flags ||
	       value->type == &rmm_ripas_change_flags || value->type == &rmm_response ||
	       value->type == &rmm_continue_beyond || strcmp(value->name, "flags") == 0;
}

/* Where a command that works on a range came to. */
static gboolean is_end(const struct rmm_value *value)
{
	return strcmp(value->name, "out_top") == 0 || strcmp(value->name, "top") == 0;
}

static void make_of_output(const Making *making, unsigned output)
{
	const struct rmm_value *value = &making->command->outputs[output];

	for (MutantKind kind = MUTANT_NEAR; is_end(value) && kind <= MUTANT_FAR; kind++)
		make(making, kind, value->name, output);
}

void mutant_effects_add(GPtrArray *mutants, const struct rmm_model *m,
			enum rmm_command_id id, MutantAdd *add)
{
	const struct rmm_command *command = rmm_command(m, id);
	const Making making = { mutants, m, id, command, add };

	if (!command->effect)
		return;
	for (unsigned i = 0; i < command->footprint_count; i++)
		if (rmm_is_in(m, command->footprint[i].in, command->footprint[i].until))
			make_of_item(&making, i);
	for (unsigned i = 0; i < command->success_count; i++)
		if (rmm_is_in(m, command->successes[i].in, command->successes[i].until))
			make_of_success(&making, i);
	for (unsigned i = 0; i < command->input_count; i++)
		if (is_flag(&command->inputs[i]))
			make(&making, MUTANT_IGNORED, command->inputs[i].name, i);
	for (unsigned i = 0; i < command->output_count; i++)
		make_of_output(&making, i);
}
