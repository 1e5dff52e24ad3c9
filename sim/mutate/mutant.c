/* SPDX-License-Identifier: BSD-3-Clause */
/* Making mutants from the rules of commands. */
#include "mutate/mutant.h"

#include <string.h>

const char *mutant_kind_name(MutantKind kind)
{
	static const char *const names[] = {
		[MUTANT_SILENT] = "silent", [MUTANT_STATUS] = "status",
		[MUTANT_INDEX] = "index", [MUTANT_SWAPPED] = "swapped",
	};

	return names[kind];
}

/* ---- what is wrong with a row ---- */

/* Statuses of an interface: the usual failure, another, success. */
typedef struct {
	enum rmm_interface interface;
	enum rmm_status usual, other, success;
} Statuses;

static const Statuses *statuses_of(enum rmm_status status)
{
	static const Statuses all[] = {
		{ INTERFACE_RMI, RMI_ERROR_INPUT, RMI_ERROR_REALM, RMI_SUCCESS },
		{ INTERFACE_RSI, RSI_ERROR_INPUT, RSI_ERROR_STATE, RSI_SUCCESS },
		{ INTERFACE_PSCI, PSCI_INVALID_PARAMETERS, PSCI_DENIED, PSCI_SUCCESS },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
		if (all[i].interface == rmm_status(status)->interface)
			return &all[i];
	return NULL;
}

static enum rmm_status other_status(const struct rmm_failure *row)
{
	const Statuses *statuses = statuses_of(row->status);

	return row->status == statuses->usual ? statuses->other : statuses->usual;
}

static struct rmm_failure spoiled(const struct rmm_failure *row, MutantKind kind)
{
	struct rmm_failure bad = *row;

	if (kind == MUTANT_SILENT)
		bad.status = statuses_of(row->status)->success;
	else if (kind == MUTANT_STATUS)
		bad.status = other_status(row);
	else if (kind == MUTANT_INDEX)
		bad.index = row->index == INDEX_0 ? INDEX_1 : INDEX_0;
	if (kind == MUTANT_SILENT)
		bad.index = INDEX_NONE;
	return bad;
}

static gboolean may_be(const struct rmm_failure *row, MutantKind kind)
{
	return statuses_of(row->status) && (kind != MUTANT_INDEX || row->index != INDEX_NONE);
}

/* ---- all ---- */

static void mutant_free(gpointer data)
{
	Mutant *mutant = data;

	g_free(mutant->id);
	g_free(mutant);
}

/* Where the text has one id for two conditions, the second is "params_valid#2". */
static char *name_of(const struct rmm_rules *rules, unsigned condition)
{
	const char *id = rules->failure[condition]->id;
	unsigned before = 0;

	for (unsigned i = 0; i < condition; i++)
		before += strcmp(rules->failure[i]->id, id) == 0;
	return before ? g_strdup_printf("%s#%u", id, before + 1) : g_strdup(id);
}

static void add_row(GPtrArray *mutants, const struct rmm_model *m, enum rmm_command_id command,
		    unsigned condition, MutantKind kind)
{
	const struct rmm_failure *row = m->rules[command].failure[condition];
	g_autofree char *name = name_of(&m->rules[command], condition);
	Mutant *mutant;

	if (!may_be(row, kind))
		return;
	mutant = g_new0(Mutant, 1);
	*mutant = (Mutant){
		.kind = kind, .command = command, .condition = condition,
		.row = spoiled(row, kind),
		.id = g_strdup_printf("%s %s %s", rmm_command(m, command)->name, name,
				      mutant_kind_name(kind)),
	};
	g_ptr_array_add(mutants, mutant);
}

static void add_swaps(GPtrArray *mutants, const struct rmm_model *m, enum rmm_command_id command)
{
	const struct rmm_rules *rules = &m->rules[command];

	for (unsigned i = 0; i < rules->count; i++)
		for (unsigned j = 0; j < rules->count; j++) {
			g_autofree char *first = name_of(rules, j), *behind = name_of(rules, i);
			Mutant *mutant;

			if (!(rules->after[i] >> j & 1))
				continue;
			mutant = g_new0(Mutant, 1);
			*mutant = (Mutant){
				.kind = MUTANT_SWAPPED, .command = command, .condition = i, .other = j,
				.id = g_strdup_printf("%s %s < %s swapped",
						      rmm_command(m, command)->name,
						      first, behind),
			};
			g_ptr_array_add(mutants, mutant);
		}
}

GPtrArray *mutants_of(const struct rmm_model *m)
{
	GPtrArray *mutants = g_ptr_array_new_with_free_func(mutant_free);

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(m, id);

		if (!command || command->unmodelled)
			continue;
		for (unsigned i = 0; i < m->rules[id].count; i++)
			for (MutantKind kind = MUTANT_SILENT; kind < MUTANT_SWAPPED; kind++)
				add_row(mutants, m, id, i, kind);
		add_swaps(mutants, m, id);
	}
	return mutants;
}

void mutant_apply(const Mutant *mutant, struct rmm_model *m)
{
	struct rmm_rules *rules = &m->rules[mutant->command];

	if (mutant->kind != MUTANT_SWAPPED) {
		rules->failure[mutant->condition] = &mutant->row;
		return;
	}
	rules->after[mutant->condition] &= ~((uint64_t)1 << mutant->other);
	rules->after[mutant->other] |= (uint64_t)1 << mutant->condition;
}
