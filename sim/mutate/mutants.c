/* SPDX-License-Identifier: BSD-3-Clause */
/* Making mutants from the rules of commands. */
#include "mutate/mutants.h"

#include <string.h>

#include "coverage/impossible.h"
#include "engine/predicate.h"
#include "mutate/mutant_effect.h"

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

	if (kind == MUTANT_DROPPED)
		bad.violated = &rmm_never;
	else if (kind == MUTANT_SILENT)
		bad.status = statuses_of(row->status)->success;
	else if (kind == MUTANT_STATUS)
		bad.status = other_status(row);
	else if (kind == MUTANT_INDEX)
		bad.index = row->index == INDEX_0 ? INDEX_1 : INDEX_0;
	/* What tells more may tell a level, too. */
	if (kind == MUTANT_INDEX)
		bad.outputs = NULL;
	if (kind == MUTANT_SILENT)
		bad.index = INDEX_NONE;
	return bad;
}

/*
 * What a command can do without: it does not lean on what these rule out to find
 * the objects that it works on.
 */
static const struct rmm_predicate *const droppable[] = {
	&rmm_not_granule_aligned, &rmm_not_rsi_aligned, &rmm_granule_state_is_not,
	&rmm_granule_gpt_is_not, &rmm_not_ns_accessible, &rmm_beyond_48_bits,
	&rmm_not_protected, &rmm_not_unprotected, &rmm_outside_ipa_space,
	&rmm_range_not_protected, &rmm_rtte_state_is_not, &rmm_child_is_live,
	&rmm_realm_state_is, &rmm_realm_state_is_not, &rmm_realm_state_not_in,
	&rmm_rec_is_running, &rmm_input_exceeds, &rmm_input_is_at_least, &rmm_input_is_not,
};

/* Is the input the memory that contents come from, and no other row sees to it that it is there? */
static gboolean is_only_bound(const struct rmm_command *command, const struct rmm_rules *rules,
			      int input)
{
	gboolean is_source = FALSE;

	for (unsigned i = 0; i < command->input_count; i++)
		is_source |= command->inputs[i].slot == (unsigned)input &&
			     strcmp(command->inputs[i].name, "src") == 0;
	for (unsigned i = 0; i < rules->count; i++)
		if (rules->failure[i]->violated == &rmm_not_delegable &&
		    rules->failure[i]->operands.a == input)
			return FALSE;
	return is_source;
}

/*
 * The Realm and the REC of a command are what they are, an entry has what is taken away,
 * and what is read is there.
 */
static gboolean is_leant_on(const struct rmm_command *command, const struct rmm_rules *rules,
			    const struct rmm_failure *row)
{
	if (row->violated == &rmm_rtte_state_is_not)
		return row->operands.a != RTTE_UNASSIGNED && row->operands.a != RTTE_UNASSIGNED_NS;
	if (row->violated == &rmm_not_ns_accessible)
		return is_only_bound(command, rules, row->operands.a);
	return row->violated == &rmm_granule_state_is_not &&
	       (INPUT(row->operands.a) == command->rd || INPUT(row->operands.a) == command->rec);
}

static gboolean may_be_dropped(const struct rmm_command *command, const struct rmm_rules *rules,
			       const struct rmm_failure *row)
{
	for (gsize i = 0; i < G_N_ELEMENTS(droppable); i++)
		if (row->violated == droppable[i])
			return !is_leant_on(command, rules, row);
	return FALSE;
}

static gboolean may_be(const struct rmm_command *command, const struct rmm_rules *rules,
		       const struct rmm_failure *row, MutantKind kind)
{
	return statuses_of(row->status) && (kind != MUTANT_INDEX || row->index != INDEX_NONE) &&
	       (kind != MUTANT_DROPPED || may_be_dropped(command, rules, row));
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

static Mutant *add(GPtrArray *mutants, const struct rmm_model *m, enum rmm_command_id command,
		   MutantKind kind, const char *row)
{
	Mutant *mutant = g_new0(Mutant, 1);

	mutant->kind = kind;
	mutant->command = command;
	mutant->id = g_strdup_printf("%s %s %s", rmm_command(m, command)->name, row,
				     mutant_kind_name(kind));
	g_ptr_array_add(mutants, mutant);
	return mutant;
}

/* Why no call meets condition @id, or, if @alone, none is refused by it; NULL: one may be. */
static const char *why_never(const struct rmm_model *m, enum rmm_command_id command,
			     const char *id, gboolean alone)
{
	const char *why;

	return impossible_condition(m->config.version, command, id, &why) >=
	       (alone ? IMPOSSIBLE_ALONE : IMPOSSIBLE_BY_TEXT) ? why : NULL;
}

static void add_row(GPtrArray *mutants, const struct rmm_model *m, enum rmm_command_id command,
		    unsigned condition, MutantKind kind)
{
	const struct rmm_failure *row = m->rules[command].failure[condition];
	g_autofree char *name = name_of(&m->rules[command], condition);
	Mutant *mutant;

	if (!may_be(rmm_command(m, command), &m->rules[command], row, kind))
		return;
	mutant = add(mutants, m, command, kind, name);
	mutant->equivalent = why_never(m, command, row->id, TRUE);
	mutant->condition = condition;
	mutant->row = spoiled(row, kind);
}

/* Why the order of two conditions makes no difference; NULL: it does. */
static const char *why_same(const struct rmm_model *m, enum rmm_command_id command,
			    unsigned first, unsigned behind)
{
	const struct rmm_rules *rules = &m->rules[command];
	const char *why = why_never(m, command, rules->failure[first]->id, FALSE);

	why = why ? why : why_never(m, command, rules->failure[behind]->id, FALSE);
	if (!why)
		impossible_ordering(m->config.version, command, rules->failure[first]->id,
				    rules->failure[behind]->id, &why);
	return why;
}

static void add_swap(GPtrArray *mutants, const struct rmm_model *m, enum rmm_command_id command,
		     unsigned first, unsigned behind)
{
	g_autofree char *a = name_of(&m->rules[command], first);
	g_autofree char *b = name_of(&m->rules[command], behind);
	g_autofree char *names = g_strdup_printf("%s < %s", a, b);
	Mutant *mutant = add(mutants, m, command, MUTANT_SWAPPED, names);

	mutant->condition = behind;
	mutant->other = first;
	mutant->equivalent = why_same(m, command, first, behind);
}

static void add_swaps(GPtrArray *mutants, const struct rmm_model *m, enum rmm_command_id command)
{
	const struct rmm_rules *rules = &m->rules[command];

	for (unsigned i = 0; i < rules->count; i++)
		for (unsigned j = 0; j < rules->count; j++)
			if (rules->after[i] >> j & 1)
				add_swap(mutants, m, command, j, i);
}

GPtrArray *mutants_of(const struct rmm_model *m)
{
	GPtrArray *mutants = g_ptr_array_new_with_free_func(mutant_free);

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(m, id);

		if (!command || command->unmodelled)
			continue;
		for (unsigned i = 0; i < m->rules[id].count; i++)
			for (MutantKind kind = MUTANT_DROPPED; kind < MUTANT_SWAPPED; kind++)
				add_row(mutants, m, id, i, kind);
		add_swaps(mutants, m, id);
		mutant_effects_add(mutants, m, id, add);
	}
	return mutants;
}

void mutant_apply(const Mutant *mutant, struct rmm_model *m)
{
	struct rmm_rules *rules = &m->rules[mutant->command];

	m->mistaken = true;
	if (mutant_is_effect(mutant)) {
		m->commands[mutant->command] = &mutant->bent;
	} else if (mutant->kind != MUTANT_SWAPPED) {
		rules->failure[mutant->condition] = &mutant->row;
	} else {
		rules->after[mutant->condition] &= ~((uint64_t)1 << mutant->other);
		rules->after[mutant->other] |= (uint64_t)1 << mutant->condition;
	}
}
