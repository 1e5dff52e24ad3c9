/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing procedures of actors: "host kvm.populate measure=yes > OK calls=40". */
#include "language/parser_private.h"

#include <string.h>

#include "actor/actors.h"
#include "actor/kvm.h"
#include "actor/scene.h"
#include "system/platform.h"
#include "text/spelling.h"

/* ---- which procedure ---- */

static gboolean unknown_actor(Cursor *cursor, const char *name, gsize size, gboolean host)
{
	g_autofree char *actor = g_strndup(name, size);
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; actors[i]; i++)
		if (actors[i]->host == host)
			g_ptr_array_add(names, (char *)(guintptr)actors[i]->name);
	return parse_unknown(cursor, "actor", actor, NULL, names);
}

static gboolean unknown_procedure(Cursor *cursor, const Actor *actor, const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; i < actor->count; i++)
		g_ptr_array_add(names, (char *)(guintptr)actor->procedures[i].name);
	return parse_unknown(cursor, "procedure", name, actor->name, names);
}

const Procedure *parse_procedure_name(Parser *parser, Cursor *cursor, const Actor **actor,
				      gboolean host)
{
	const char *text = cursor_token(cursor)->text;
	const char *dot = strchr(text, '.');
	gsize size = (gsize)(dot - text);
	const Procedure *procedure;

	parser->acts = TRUE;
	*actor = actor_find(text, size);
	if (!*actor) {
		unknown_actor(cursor, text, size, host);
		return NULL;
	}
	if ((*actor)->host != host) {
		cursor_error(cursor, "%s is an actor of the %s, not of the %s", (*actor)->name,
			     host ? "Realm (guest)" : "Host (host)", host ? "Host" : "Realm");
		return NULL;
	}
	procedure = procedure_find(*actor, dot + 1);
	if (procedure)
		cursor->next++;
	else
		unknown_procedure(cursor, *actor, dot + 1);
	return procedure;
}

/* ---- arguments ---- */

static gboolean parse_choice(Cursor *cursor, const Parameter *parameter, Value *value)
{
	g_auto(GStrv) words = g_strsplit(parameter->choices, "|", -1);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const Token *token = cursor_token(cursor);
	const char *now = token->kind == TOKEN_WORD && parameter->renamed
			  ? parameter->renamed(token->text) : NULL;

	if (now)
		cursor_rename(cursor, now);
	if (token->kind == TOKEN_WORD &&
	    choice_find(parameter->choices, token->text, &value->constant)) {
		cursor->next++;
		return TRUE;
	}
	for (char **word = words; *word; word++)
		g_ptr_array_add(names, *word);
	if (token->kind != TOKEN_WORD)
		return cursor_error(cursor, "expected one of %s", parameter->choices);
	return parse_unknown(cursor, parameter->name, token->text, NULL, names);
}

static gboolean parse_yes_no(Cursor *cursor, Value *value)
{
	value->constant = cursor_at(cursor, "yes") ? 1 : 0;
	return cursor_take(cursor, "yes") || cursor_take(cursor, "no") ||
	       cursor_error(cursor, "expected 'yes' or 'no'");
}

/* A command of the Host, or a status that it may have, by name. */
static gboolean parse_rmi_name(Parser *parser, Cursor *cursor, const Parameter *parameter,
			       Value *value)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const Token *token = cursor_token(cursor);
	enum rmm_status status;

	if (token->kind != TOKEN_WORD)
		return cursor_error(cursor, "expected a name of the RMI");
	if (parameter->kind == PARAMETER_COMMAND) {
		value->constant = spelling_command(parser->model, token->text, INTERFACE_RMI);
		for (unsigned i = 0; i < COMMANDS; i++)
			if (rmm_command(parser->model, i) &&
			    rmm_command(parser->model, i)->interface == INTERFACE_RMI)
				g_ptr_array_add(names, (char *)(guintptr)
						rmm_command(parser->model, i)->name);
		if (value->constant == CMD_NONE)
			return parse_unknown(cursor, "command", token->text, NULL, names);
	} else {
		for (unsigned i = 0; i < STATUSES; i++)
			if (rmm_status(i)->interface == INTERFACE_RMI)
				g_ptr_array_add(names, (char *)(guintptr)rmm_status(i)->name);
		if (!spelling_status(token->text, INTERFACE_RMI, &status))
			return parse_unknown(cursor, "status", token->text, NULL, names);
		value->constant = status;
	}
	cursor->next++;
	return TRUE;
}

gboolean parse_parameter_value(Parser *parser, Cursor *cursor, const Parameter *parameter,
				      Value *value)
{
	switch (parameter->kind) {
	case PARAMETER_CHOICE:
		return parse_choice(cursor, parameter, value);
	case PARAMETER_FLAG:
		return parse_yes_no(cursor, value);
	case PARAMETER_BYTES:
		return parse_bytes(cursor, value);
	case PARAMETER_COMMAND:
	case PARAMETER_STATUS:
		return parse_rmi_name(parser, cursor, parameter, value);
	default:
		value->expression = expression_parse(cursor);
		return value->expression != NULL;
	}
}

static int unknown_parameter(Cursor *cursor, const Actor *actor, const Procedure *procedure,
			     const char *name)
{
	g_autofree char *of = g_strdup_printf("%s.%s", actor->name, procedure->name);
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (const Parameter *p = procedure->parameters; p->name; p++)
		g_ptr_array_add(names, (char *)(guintptr)p->name);
	parse_unknown(cursor, "parameter", name, of, names);
	return -1;
}

int parse_parameter_name(Cursor *cursor, const Actor *actor, const Procedure *procedure)
{
	const Token *token = cursor_token(cursor);
	int which = 0;

	if (!cursor_at_pair(cursor)) {
		cursor_error(cursor, "expected name=value");
		return -1;
	}
	while (procedure->parameters[which].name &&
	       strcmp(procedure->parameters[which].name, token->text) != 0)
		which++;
	if (!procedure->parameters[which].name)
		return unknown_parameter(cursor, actor, procedure, token->text);
	cursor->next += 2;
	return which;
}

static gboolean parse_parameter(Parser *parser, Cursor *cursor, Step *step)
{
	Argument argument = { .at = cursor_token(cursor)->at };
	int which = parse_parameter_name(cursor, step->actor, step->procedure);

	if (which < 0)
		return FALSE;
	argument.element = (unsigned)which;
	if (!parse_parameter_value(parser, cursor, &step->procedure->parameters[which],
				   &argument.value)) {
		value_clear(&argument.value);
		return FALSE;
	}
	return parse_add_argument(step, cursor, &argument,
				  step->procedure->parameters[which].name);
}

/* ---- what it must come to ---- */

static gboolean parse_ending(Cursor *cursor, Expectation *expectation)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const Token *token = cursor_token(cursor);

	if (parse_loose_status(cursor, expectation))
		return TRUE;
	if (token->kind != TOKEN_WORD)
		return cursor_error(cursor, "expected how the procedure ends after '>'");
	if (!ending_find(token->text, &expectation->ending)) {
		for (guint i = 0; i < ENDINGS; i++)
			g_ptr_array_add(names, (char *)(guintptr)ending_name((Ending)i));
		return parse_unknown(cursor, "ending", token->text, NULL, names);
	}
	cursor->next++;
	return TRUE;
}

static gboolean parse_outcome(Parser *parser, Cursor *cursor, Step *step)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const Token *token = cursor_token(cursor);
	ExpectedOutput *output = g_new0(ExpectedOutput, 1);
	guint first = cursor->next;
	OutcomeKind kind;

	output->at = token->at;
	g_ptr_array_add(step->expectation.outputs, output);
	if (!cursor_at_pair(cursor))
		return cursor_error(cursor, "expected name=value");
	kind = scene_outcome_kind(parser->model, actors, token->text, names);
	if (kind == OUTCOME_UNKNOWN)
		return parse_unknown(cursor, "output", token->text, NULL, names);
	output->name = g_strdup(token->text);
	cursor->next += 2;
	if (kind == OUTCOME_WORD) {
		output->word = g_strdup(cursor_word(cursor, "a name"));
		if (!output->word)
			return FALSE;
	} else if (!parse_expected_value(parser, cursor, output, &rmm_uint64)) {
		return FALSE;
	}
	output->text = cursor_text(cursor, first);
	return TRUE;
}

static gboolean parse_end(Parser *parser, Cursor *cursor, Step *step)
{
	Expectation *expectation = &step->expectation;
	guint first;

	if (cursor_at_end(cursor))
		return TRUE;
	if (!cursor_take(cursor, ">"))
		return cursor_error(cursor, "expected name=value, '>' or the end of the line");
	first = cursor->next;
	if (!parse_ending(cursor, expectation))
		return FALSE;
	while (!cursor_at_end(cursor))
		if (!parse_outcome(parser, cursor, step))
			return FALSE;
	expectation->text = cursor_text(cursor, first);
	return TRUE;
}

/* The RMM that a version of KVM, where the step names one, is made for. */
static void note_kvm(Parser *parser, const Step *step)
{
	const KvmVersion *kvm = NULL;

	for (guint i = 0; i < step->arguments->len; i++) {
		const Argument *argument = &g_array_index(step->arguments, Argument, i);
		const Parameter *parameter = &step->procedure->parameters[argument->element];

		/* Who says hypothetical=yes wants a pair that does not exist. */
		if (strcmp(parameter->name, "hypothetical") == 0)
			return;
		if (g_strcmp0(parameter->choices, KVM_VERSION_CHOICES) == 0)
			kvm = &kvm_series[argument->value.constant];
	}
	if (kvm && !parser->spoken_to)
		parser->spoken_to = kvm_fits(kvm, PLATFORM_DEFAULT_VERSION)
				    ? PLATFORM_DEFAULT_VERSION : kvm->rmm;
}

Step *parse_procedure(Parser *parser, Cursor *cursor, Step *step, gboolean host)
{
	guint first = cursor->next;

	step->kind = STEP_ACTOR;
	step->at = cursor_token(cursor)->at;
	parse_begin_arguments(step);
	step->expectation.outputs = g_ptr_array_new_with_free_func(expected_output_free);
	step->procedure = parse_procedure_name(parser, cursor, &step->actor, host);
	if (!step->procedure)
		return step;
	while (cursor_token(cursor)->kind == TOKEN_WORD)
		if (!parse_parameter(parser, cursor, step))
			return step;
	note_kvm(parser, step);
	step->name = cursor_text(cursor, first);
	parse_end(parser, cursor, step);
	return step;
}
