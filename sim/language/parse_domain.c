/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing the variables of an explore block: domains, monitors. */
#include "language/parser_private.h"

#include <string.h>

#include "text/spelling.h"

/* A variable that is not set yet; NULL after an error. */
static const char *parse_new_name(const Parser *parser, Cursor *cursor)
{
	const Token *token = cursor_token(cursor);

	if (token->kind != TOKEN_VARIABLE)
		cursor_error(cursor, "expected a variable");
	else if (g_hash_table_contains(parser->known, token->text))
		cursor_error(cursor, "variable '$%s' is set already", token->text);
	else
		cursor->next++;
	return cursor->failed ? NULL : token->text;
}

/* ---- any ---- */

/* The names: "$p, $q in". */
static gboolean parse_names(Parser *parser, Cursor *cursor, GPtrArray *names)
{
	do {
		const char *name = parse_new_name(parser, cursor);

		if (!name)
			return FALSE;
		g_ptr_array_add(names, g_strdup(name));
	} while (cursor_take(cursor, ","));
	return cursor_take(cursor, "in") || cursor_error(cursor, "expected 'in'");
}

static gboolean parse_values(Cursor *cursor, Domain *domain)
{
	domain->base = expression_parse(cursor);
	if (!domain->base)
		return FALSE;
	if (cursor_take(cursor, "..")) {
		domain->top = expression_parse(cursor);
		if (!domain->top)
			return FALSE;
		if (!cursor_take(cursor, "step"))
			return cursor_error(cursor, "expected 'step'");
		domain->step = expression_parse(cursor);
		return domain->step != NULL;
	}
	domain->values = g_ptr_array_new_with_free_func((GDestroyNotify)expression_free);
	g_ptr_array_add(domain->values, g_steal_pointer(&domain->base));
	while (cursor_take(cursor, "|")) {
		Expression *value = expression_parse(cursor);

		if (!value)
			return FALSE;
		g_ptr_array_add(domain->values, value);
	}
	return TRUE;
}

/* "any $p, $q in A .. B step S": each variable is a domain of its own. */
gboolean parse_any(Parser *parser, Cursor *cursor)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	Position at = cursor_token(cursor)->at;
	guint values;

	if (!parse_names(parser, cursor, names))
		return FALSE;
	values = cursor->next;
	for (guint i = 0; i < names->len; i++) {
		Domain *domain = g_new0(Domain, 1);

		g_ptr_array_add(parser->scenario->explore->domains, domain);
		domain->name = g_strdup(names->pdata[i]);
		domain->at = at;
		cursor->next = values;
		if (!parse_values(cursor, domain))
			return FALSE;
	}
	for (guint i = 0; i < names->len; i++)
		g_hash_table_add(parser->known, g_strdup(names->pdata[i]));
	return TRUE;
}

/* ---- monitor ---- */

/* The command of a rule. What Host and Realm both have is the Realm's, but for "host READ". */
static gboolean parse_rule_command(Parser *parser, Cursor *cursor, MonitorRule *rule)
{
	gboolean host = cursor_take(cursor, "host");
	const char *name = cursor_word(cursor, "a command");

	if (!name)
		return FALSE;
	rule->command = parse_find_command(parser, name, host);
	if (rule->command == CMD_NONE && !host)
		rule->command = parse_find_command(parser, name, TRUE);
	if (rule->command != CMD_NONE)
		return TRUE;
	cursor->next--;
	return parse_unknown_command(parser, cursor, name, TRUE);
}

/* Results that an action may have: what is refused is none. */
static gboolean may_come(const struct rmm_command *command, enum rmm_status status)
{
	if (command->interface == INTERFACE_REALM || command->interface == INTERFACE_HOST)
		return rmm_status(status)->interface == INTERFACE_REALM &&
		       status < STATUS_NOT_RUN && status != STATUS_EMULATED;
	return rmm_status(status)->interface == command->interface &&
	       (rmm_succeeded(status) || status == RMI_INCOMPLETE);
}

/* "> SEA" */
static gboolean parse_rule_status(const Parser *parser, Cursor *cursor, MonitorRule *rule)
{
	const struct rmm_command *command = rmm_command(parser->model, rule->command);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const char *word = cursor_word(cursor, "a result, SEA for example");

	for (int i = 0; word && i <= STATUS_LIMIT; i++) {
		if (!may_come(command, (enum rmm_status)i))
			continue;
		rule->status = (enum rmm_status)i;
		rule->has_status = strcmp(word, rmm_status(rule->status)->name) == 0;
		if (rule->has_status)
			return TRUE;
		g_ptr_array_add(names, (char *)(guintptr)rmm_status(rule->status)->name);
	}
	if (!word)
		return FALSE;
	cursor->next--;
	if (strcmp(word, rmm_status(STATUS_EMULATED)->name) == 0)
		return cursor_error(cursor, "it comes with the next entry, where no monitor looks: "
				    "note EXIT, and what the Host enters with by 'then'");
	return parse_unknown(cursor, "result of an action", word, NULL, names);
}

/* "base at RSI_IPA_STATE_SET": an input, else an output, else a number. */
static gboolean parse_rule(Parser *parser, Cursor *cursor, MonitorRule *rule)
{
	const Token *what = cursor_token(cursor);
	const struct rmm_command *command;
	guint named = cursor->next;
	SpelledValue found;

	if (what->kind == TOKEN_WORD)
		cursor->next++;
	else if (!(rule->constant = expression_parse(cursor)))
		return FALSE;
	if (!cursor_take(cursor, "at"))
		return cursor_error(cursor, "expected 'at' and a command");
	if (!parse_rule_command(parser, cursor, rule))
		return FALSE;
	command = rmm_command(parser->model, rule->command);
	if (cursor_take(cursor, ">") && !parse_rule_status(parser, cursor, rule))
		return FALSE;
	if (rule->constant)
		return TRUE;
	rule->is_output = !spelling_input(command, what->text, &found);
	if (rule->is_output && !spelling_output(command, what->text, &found)) {
		cursor->next = named;
		return parse_unknown_value(cursor, "input", what->text, command,
					   command->inputs, command->input_count);
	}
	rule->value = found.value;
	rule->element = found.element;
	return TRUE;
}

/* "monitor $last_base = base at RSI_IPA_STATE_SET, 0 at RMI_REC_ENTER", or without rules */
gboolean parse_monitor(Parser *parser, Cursor *cursor)
{
	const char *name = parse_new_name(parser, cursor);
	BlockMonitor *monitor;

	if (!name)
		return FALSE;
	monitor = block_monitor_new(name);
	g_ptr_array_add(parser->scenario->explore->monitors, monitor);
	g_hash_table_add(parser->monitors, g_strdup(name));
	g_hash_table_add(parser->known, g_strdup(name));
	if (cursor_at_end(cursor))
		return TRUE;
	if (!cursor_take(cursor, "="))
		return cursor_error(cursor, "expected '='");
	do {
		MonitorRule *rule = g_new0(MonitorRule, 1);

		g_ptr_array_add(monitor->rules, rule);
		if (!parse_rule(parser, cursor, rule))
			return FALSE;
	} while (cursor_take(cursor, ","));
	return TRUE;
}
