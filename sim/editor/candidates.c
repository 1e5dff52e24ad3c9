/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand at the end of a line that is being written. */
#include "editor/candidates.h"

#include <string.h>

#include "actor/actors.h"
#include "check/invariant.h"
#include "editor/context.h"
#include "editor/vocabulary.h"
#include "language/setting.h"
#include "system/version.h"
#include "text/variants.h"

/* The word that is being written. */
struct asked {
	const CandidateScope *scope;
	const struct rmm_version *version;
	const TokenLine *line;  /* up to the cursor */
	guint index;            /* of the word, or of the end */
	Context context;
	GPtrArray *words;       /* found so far */
};

static void add(struct asked *asked, const char *word)
{
	g_ptr_array_add(asked->words, g_strdup(word));
}

static void add_vocabulary(struct asked *asked, VocabularyKind kind)
{
	g_autoptr(GPtrArray) names = vocabulary(kind);

	for (guint i = 0; i < names->len; i++)
		add(asked, names->pdata[i]);
}

static gboolean line_is(const struct asked *asked, const char *word)
{
	return strcmp(asked->context.first->text, word) == 0;
}

/* Words behind the first of the line. */
static guint behind_first(const struct asked *asked)
{
	return (guint)(&asked->line->tokens[asked->index] - asked->context.first);
}

/* ---- each adds what it knows; TRUE: nothing else can stand there ---- */

static gboolean add_variables(struct asked *asked)
{
	g_autoptr(GPtrArray) names = NULL;

	if (asked->line->tokens[asked->index].kind != TOKEN_VARIABLE)
		return FALSE;
	names = asked->scope->variables(asked->scope->user);
	for (guint i = 0; i < names->len; i++)
		g_ptr_array_add(asked->words, g_strconcat("$", names->pdata[i], NULL));
	return TRUE;
}

static gboolean add_lines(struct asked *asked)
{
	if (behind_first(asked) > 0)
		return FALSE;
	add_vocabulary(asked, VOCABULARY_LINE);
	return TRUE;
}

static gboolean add_versions(struct asked *asked)
{
	gboolean version = strcmp(asked->line->tokens[0].text, "in") == 0 && asked->index == 1;

	if (!version && !(line_is(asked, "spec") && behind_first(asked) == 1))
		return FALSE;
	for (guint i = 0; i < version_count(); i++)
		add(asked, version_at(i)->id);
	return TRUE;
}

static gboolean add_variants(struct asked *asked)
{
	g_autoptr(GPtrArray) ids = variant_ids();

	if (!line_is(asked, "variant") || behind_first(asked) != 1)
		return FALSE;
	for (guint i = 0; i < ids->len; i++)
		add(asked, ids->pdata[i]);
	return TRUE;
}

static gboolean add_invariants(struct asked *asked)
{
	const Token *before = &asked->line->tokens[asked->index - 1];
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	if (strcmp(before->text, "violates") != 0 &&
	    !(line_is(asked, "check") && strcmp(before->text, "off") == 0))
		return FALSE;
	for (unsigned i = 0; i < count; i++)
		add(asked, rows[i].id);
	return TRUE;
}

static gboolean add_predicates(struct asked *asked)
{
	if (!line_is(asked, "expect") && !line_is(asked, "never") && !line_is(asked, "reach"))
		return FALSE;
	add_vocabulary(asked, behind_first(asked) == 1 ? VOCABULARY_PREDICATE : VOCABULARY_VALUE);
	return TRUE;
}

static gboolean add_settings(struct asked *asked)
{
	const Setting *setting;

	if (!line_is(asked, "geometry") && !line_is(asked, "platform"))
		return FALSE;
	for (guint i = 0; (setting = setting_at(i)); i++)
		if ((setting->kind == SETTING_GEOMETRY) == line_is(asked, "geometry"))
			g_ptr_array_add(asked->words, g_strconcat(setting->name, "=", NULL));
	return TRUE;
}

static gboolean is_of_side(enum rmm_interface interface, gboolean host)
{
	return host == (interface == INTERFACE_RMI || interface == INTERFACE_HOST);
}

/* Commands of this side, and procedures of its actors. */
static gboolean add_commands(struct asked *asked)
{
	const struct rmm_command *const *commands = version_commands(asked->version);
	const Token *word = &asked->line->tokens[asked->index];
	gboolean host = asked->context.host;

	if (asked->context.command ? word != asked->context.command
				   : !line_is(asked, "host") && !line_is(asked, "guest"))
		return FALSE;
	for (unsigned id = 0; id < COMMANDS; id++)
		if (commands[id] && is_of_side(commands[id]->interface, host))
			add(asked, commands[id]->name);
	for (guint i = 0; actors[i]; i++)
		for (guint j = 0; j < actors[i]->count && actors[i]->host == host; j++)
			g_ptr_array_add(asked->words,
					g_strdup_printf("%s.%s", actors[i]->name,
							actors[i]->procedures[j].name));
	return TRUE;
}

static void add_conditions(struct asked *asked)
{
	const struct rmm_command *command = asked->context.meant;

	for (unsigned i = 0; command && i < command->failure_count; i++)
		add(asked, command->failures[i].id);
}

static const struct rmm_value *find_value(const struct rmm_value *values, unsigned count,
					  const char *name)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(values[i].name, name) == 0)
			return &values[i];
	return NULL;
}

/* Behind "name=": what the type has names for. */
static gboolean add_values(struct asked *asked)
{
	const struct rmm_command *command = asked->context.meant;
	const struct rmm_value *value = NULL;
	const char *name = asked->context.name ? asked->context.name->text : NULL;

	if (!name)
		return FALSE;
	if (strcmp(name, "by") == 0) {
		add_conditions(asked);
		return TRUE;
	}
	if (command)
		value = asked->context.in_result
			? find_value(command->outputs, command->output_count, name)
			: find_value(command->inputs, command->input_count, name);
	for (unsigned i = 0; value && value->type->names && i < value->type->names->count; i++)
		if (rmm_name(value->type->names, asked->version, i))
			add(asked, rmm_name(value->type->names, asked->version, i));
	return TRUE;
}

static void add_names(struct asked *asked, const struct rmm_value *values, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		gsize size = strlen(values[i].name);

		if (g_str_has_suffix(values[i].name, "_ptr"))
			size -= strlen("_ptr");
		g_ptr_array_add(asked->words, g_strdup_printf("%.*s=", (int)size, values[i].name));
	}
}

static gboolean add_results(struct asked *asked)
{
	const struct rmm_command *command = asked->context.meant;

	if (!asked->context.in_result)
		return FALSE;
	if (strcmp(asked->line->tokens[asked->index - 1].text, ">") == 0) {
		add_vocabulary(asked, VOCABULARY_STATUS);
		return TRUE;
	}
	add(asked, "by=");
	add(asked, "level=");
	if (command)
		add_names(asked, command->outputs, command->output_count);
	return TRUE;
}

static gboolean add_arguments(struct asked *asked)
{
	const struct rmm_command *command = asked->context.meant;
	const char *name = asked->context.command ? asked->context.command->text : "";
	const char *dot = strchr(name, '.');
	const Actor *actor = dot ? actor_find(name, (gsize)(dot - name)) : NULL;
	const Procedure *procedure = actor ? procedure_find(actor, dot + 1) : NULL;

	if (command)
		add_names(asked, command->inputs, command->input_count);
	for (const Parameter *p = procedure ? procedure->parameters : NULL; p && p->name; p++)
		g_ptr_array_add(asked->words, g_strconcat(p->name, "=", NULL));
	return command || procedure;
}

/* ---- the word in question ---- */

/* Does the last token reach to the cursor? Then it is being written. */
static guint word_index(const TokenLine *line, const char *text)
{
	const Token *last = line->count > 1 ? &line->tokens[line->count - 2] : NULL;
	gboolean word = last && (last->kind == TOKEN_WORD || last->kind == TOKEN_VARIABLE);

	return line->count - (word && !g_str_has_suffix(text, " ") ? 2 : 1);
}

static void ask(struct asked *asked)
{
	static gboolean (*const ways[])(struct asked *asked) = {
		add_variables, add_lines, add_versions, add_variants, add_invariants, add_predicates,
		add_settings, add_commands, add_values, add_results, add_arguments,
	};

	asked->context = context_of(asked->line, asked->index, asked->version);
	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
		if (ways[i](asked))
			return;
}

/* Those that begin with what stands there. */
static void keep(GPtrArray *words, const Token *word)
{
	g_autofree char *start = g_strconcat(word->kind == TOKEN_VARIABLE ? "$" : "", word->text,
					     NULL);

	for (guint i = words->len; i > 0; i--)
		if (!g_str_has_prefix(words->pdata[i - 1], start))
			g_ptr_array_remove_index(words, i - 1);
}

GPtrArray *candidates_of(const char *text, const CandidateScope *scope)
{
	g_autoptr(Diagnostics) ignored = diagnostics_new();
	g_autoptr(Source) source = source_from_text("", g_strdup(text), strlen(text), ignored);
	g_autoptr(Lexer) lexer = NULL;
	struct asked asked = { .scope = scope, .version = scope->version };
	TokenLine tokens;
	gboolean ok;

	asked.words = g_ptr_array_new_with_free_func(g_free);
	if (!source)
		return asked.words;
	lexer = lexer_new(source, ignored);
	if (!lexer_next(lexer, &tokens, &ok)) {
		if (!strchr(text, '#'))
			add_vocabulary(&asked, VOCABULARY_LINE);
		return asked.words;
	}
	asked.line = &tokens;
	asked.index = word_index(&tokens, text);
	ask(&asked);
	keep(asked.words, &tokens.tokens[asked.index]);
	token_line_clear(&tokens);
	return asked.words;
}
