/* SPDX-License-Identifier: BSD-3-Clause */
/* Making and freeing explore blocks. */
#include "language/explore_block.h"

/* A RIM counts so far unless the block says. */
#define RIM_MOST 3

static void domain_free(gpointer data)
{
	Domain *domain = data;

	g_free(domain->name);
	g_clear_pointer(&domain->base, expression_free);
	g_clear_pointer(&domain->top, expression_free);
	g_clear_pointer(&domain->step, expression_free);
	g_clear_pointer(&domain->values, g_ptr_array_unref);
	g_free(domain);
}

static void line_free(gpointer data)
{
	AlphabetLine *line = data;

	g_free(line->text);
	g_free(line->pattern);
	g_clear_pointer(&line->except, g_ptr_array_unref);
	g_clear_pointer(&line->rec, expression_free);
	g_ptr_array_unref(line->arguments);
	g_ptr_array_unref(line->where);
	predicate_free(line->when);
	g_clear_pointer(&line->interrupt, expression_free);
	g_clear_pointer(&line->interrupt_top, expression_free);
	g_clear_pointer(&line->pe, expression_free);
	g_free(line->monitor);
	g_clear_pointer(&line->then, expression_free);
	g_free(line);
}

void alphabet_action_free(gpointer data)
{
	AlphabetAction *action = data;

	g_free(action->name);
	g_ptr_array_unref(action->lines);
	g_free(action);
}

static void monitor_free(gpointer data)
{
	BlockMonitor *monitor = data;

	g_free(monitor->name);
	g_ptr_array_unref(monitor->rules);
	g_free(monitor);
}

static void question_free(gpointer data)
{
	Question *question = data;

	predicate_free(question->when);
	predicate_free(question->test);
	g_free(question->text);
	g_free(question);
}

static void argument_choice_free(gpointer data)
{
	ArgumentChoice *choice = data;

	value_clear(&choice->value);
	g_clear_pointer(&choice->offset, expression_free);
	g_free(choice);
}

static void chosen_argument_free(gpointer data)
{
	ChosenArgument *argument = data;

	g_ptr_array_unref(argument->choices);
	g_free(argument);
}

static void clause_free(gpointer data)
{
	WhereClause *clause = data;

	g_clear_pointer(&clause->left, expression_free);
	g_clear_pointer(&clause->right, expression_free);
	g_free(clause);
}

static void rule_free(gpointer data)
{
	MonitorRule *rule = data;

	g_clear_pointer(&rule->constant, expression_free);
	g_free(rule);
}

ExploreBlock *explore_block_new(Position at)
{
	ExploreBlock *block = g_new0(ExploreBlock, 1);

	block->at = at;
	block->domains = g_ptr_array_new_with_free_func(domain_free);
	block->actions = g_ptr_array_new_with_free_func(alphabet_action_free);
	block->monitors = g_ptr_array_new_with_free_func(monitor_free);
	block->questions = g_ptr_array_new_with_free_func(question_free);
	block->whiles = g_ptr_array_new_with_free_func(predicate_free);
	block->rim_most = RIM_MOST;
	block->ghosts = TRUE;
	return block;
}

void explore_block_free(ExploreBlock *block)
{
	if (!block)
		return;
	g_ptr_array_unref(block->domains);
	g_ptr_array_unref(block->actions);
	g_ptr_array_unref(block->monitors);
	g_ptr_array_unref(block->questions);
	g_ptr_array_unref(block->whiles);
	g_free(block);
}

AlphabetAction *alphabet_action_new(void)
{
	AlphabetAction *action = g_new0(AlphabetAction, 1);

	action->lines = g_ptr_array_new_with_free_func(line_free);
	return action;
}

AlphabetLine *alphabet_line_new(LineKind kind, Position at)
{
	AlphabetLine *line = g_new0(AlphabetLine, 1);

	line->kind = kind;
	line->at = at;
	line->command = CMD_NONE;
	line->arguments = g_ptr_array_new_with_free_func(chosen_argument_free);
	line->where = g_ptr_array_new_with_free_func(clause_free);
	return line;
}

ChosenArgument *chosen_argument_new(Position at)
{
	ChosenArgument *argument = g_new0(ChosenArgument, 1);

	argument->at = at;
	argument->choices = g_ptr_array_new_with_free_func(argument_choice_free);
	return argument;
}

BlockMonitor *block_monitor_new(const char *name)
{
	BlockMonitor *monitor = g_new0(BlockMonitor, 1);

	monitor->name = g_strdup(name);
	monitor->rules = g_ptr_array_new_with_free_func(rule_free);
	return monitor;
}
