/* SPDX-License-Identifier: BSD-3-Clause */
/* From an explore block to an alphabet: what stands once in it. */
#include "inquiry/expand.h"

#include <string.h>

#include "inquiry/expander.h"

gboolean expander_error(Expander *expander, Position at, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	diagnostics_error(expander->diagnostics, at, "%s", text);
	expander->failed = TRUE;
	return FALSE;
}

void expander_set(Expander *expander, const char *name, guint64 value)
{
	g_hash_table_replace(expander->variables, g_strdup(name),
			     g_memdup2(&value, sizeof(value)));
}

gboolean expander_evaluate(Expander *expander, const Expression *expression, Position at,
			   guint64 *value)
{
	const char *missing = NULL;

	if (expression_evaluate(expression, expander->variables, value, &missing))
		return TRUE;
	if (missing && g_hash_table_contains(expander->monitors, missing))
		return expander_error(expander, at, "'$%s' is a monitor, of which nothing is "
				      "calculated: an argument is one, a predicate compares it",
				      missing);
	return missing ? expander_error(expander, at, "variable '$%s' has no value", missing)
		       : expander_error(expander, at, EXPRESSION_OUT_OF_RANGE);
}

static gboolean expand_rule(Expander *expander, const MonitorRule *rule,
			    struct explore_rule *into)
{
	*into = (struct explore_rule){
		.command = rule->command, .has_status = rule->has_status, .status = rule->status,
		.from = RULE_CONSTANT
	};
	if (!rule->value)
		return expander_evaluate(expander, rule->constant, expander->block->at,
					 &into->constant);
	into->from = rule->is_output ? RULE_OUTPUT : RULE_INPUT;
	into->slot = rule->value->slot + rule->element;
	return TRUE;
}

static gboolean expand_monitors(Expander *expander)
{
	for (guint i = 0; i < expander->block->monitors->len; i++) {
		const BlockMonitor *monitor = expander->block->monitors->pdata[i];
		g_autofree struct explore_rule *rules =
			g_new0(struct explore_rule, monitor->rules->len);
		struct explore_monitor added = {
			.kind = MONITOR_VALUE, .name = monitor->name, .rules = rules,
			.rule_count = monitor->rules->len
		};
		guint index;

		for (guint j = 0; j < monitor->rules->len; j++)
			if (!expand_rule(expander, monitor->rules->pdata[j], &rules[j]))
				return FALSE;
		index = exploration_add_monitor(expander->exploration, &added);
		g_hash_table_insert(expander->monitors, monitor->name, GUINT_TO_POINTER(index));
	}
	return TRUE;
}

static gboolean asks_for_abort(const struct state_test *test)
{
	for (unsigned i = 0; i < test->part_count; i++)
		if (asks_for_abort(&test->parts[i]))
			return TRUE;
	return test->kind == TEST_PENDING && test->state == PENDING_ABORT;
}

/* "pending $rec ABORT" */
static gboolean asks_for_aborts(const Exploration *exploration)
{
	for (guint i = 0; i < exploration->actions->len; i++) {
		const struct explore_action *action =
			&g_array_index(exploration->actions, struct explore_action, i);

		if (action->guard && asks_for_abort(action->guard))
			return TRUE;
	}
	for (guint i = 0; i < exploration->properties->len; i++) {
		const struct explore_property *property =
			&g_array_index(exploration->properties, struct explore_property, i);

		if (asks_for_abort(property->test) || asks_for_abort(property->when))
			return TRUE;
	}
	return FALSE;
}

/* Inputs by which a Host answers an abort: then aborts are part of a state. */
static gboolean answers_aborts(const Exploration *exploration)
{
	/* KVM emulates accesses. */
	if (exploration->cast)
		return TRUE;
	for (guint i = 0; i < exploration->actions->len; i++) {
		const struct explore_action *action =
			&g_array_index(exploration->actions, struct explore_action, i);

		for (guint j = 0; j < action->step_count; j++) {
			const struct rmm_call *call = &action->steps[j].call;

			/* emul_mmio and inject_sea */
			if (call->command == CMD_RMI_REC_ENTER && (call->in[2] || call->in[3]))
				return TRUE;
		}
	}
	return FALSE;
}

static gboolean expand_all(Expander *expander)
{
	const ExploreBlock *block = expander->block;
	guint line = 0;

	if (!expand_domains(expander) || !expand_monitors(expander))
		return FALSE;
	for (guint i = 0; i < block->actions->len; i++) {
		const AlphabetAction *action = block->actions->pdata[i];

		if (!expand_action(expander, action, line))
			return FALSE;
		line++;
	}
	return expand_questions(expander);
}

static Exploration *new_exploration(const ExploreBlock *block, const RunEnd *setup)
{
	static const enum explore_rim rims[] = {
		[BLOCK_RIM_COUNTED] = RIM_COUNTED, [BLOCK_RIM_EXACT] = RIM_EXACT,
		[BLOCK_RIM_OFF] = RIM_OFF
	};
	Exploration *exploration =
		exploration_new(g_memdup2(setup->model, sizeof(*setup->model)),
				g_memdup2(setup->state, setup->model->layout.size));

	exploration->alphabet.ghosts = block->ghosts;
	exploration->alphabet.ignored = block->ignored;
	exploration_set_rim(exploration, rims[block->rim], block->rim_most);
	return exploration;
}

Exploration *expand_block(const ExploreBlock *block, const RunEnd *setup,
			  Diagnostics *diagnostics)
{
	Expander expander = {
		.block = block, .setup = setup, .diagnostics = diagnostics,
		.exploration = new_exploration(block, setup),
		.variables = variables_copy(setup->variables),
		.monitors = g_hash_table_new(g_str_hash, g_str_equal),
	};
	gboolean ok = expand_all(&expander);

	if (ok && expander.exploration->actions->len == 0)
		ok = expander_error(&expander, block->at, "the block has no action");
	if (ok) {
		expander.exploration->alphabet.aborts = answers_aborts(expander.exploration) ||
							asks_for_aborts(expander.exploration);
		exploration_finish(expander.exploration);
	}
	expander_clear_domains(&expander);
	g_hash_table_unref(expander.variables);
	g_hash_table_unref(expander.monitors);
	if (ok)
		return expander.exploration;
	exploration_free(expander.exploration);
	return NULL;
}
