/* SPDX-License-Identifier: BSD-3-Clause */
/* What an editor shows of a word. */
#include "lsp/hover.h"

#include <string.h>

#include "actor/actors.h"
#include "check/invariant.h"
#include "language/setting.h"
#include "language/words.h"
#include "editor/context.h"
#include "lsp/definition.h"
#include "show/show.h"
#include "system/platform.h"
#include "system/version.h"
#include "text/notation.h"
#include "text/spelling.h"
#include "text/variants.h"
#include "version/make.h"
#include "version/reading.h"

/* A word in its place. */
struct hovered {
	const Document *document;
	const struct rmm_version *version;
	const TokenLine *line;
	const Token *token;
	Context context;
};

static struct rmm_model *model_of(const struct rmm_version *version)
{
	struct rmm_model *model = g_new(struct rmm_model, 1);
	struct rmm_config config;

	platform_for_scenarios(&config, version, NULL);
	rmm_model_init(model, &config);
	return model;
}

/* ---- commands and their conditions ---- */

/* Readings of the sections of a command. */
static void append_readings(GString *out, const char *section)
{
	const struct rmm_reading *reading;

	for (unsigned i = 0; *section && (reading = rmm_reading_at(i)); i++)
		if (strstr(reading->sections, section))
			g_string_append_printf(out, "\n- **%s** (%s): %s. The model: %s.", reading->id,
					       reading->sections, reading->text, reading->model);
}

/* As 'show conditions' prints it. */
static char *of_command(const struct hovered *hovered)
{
	const struct rmm_command *command = hovered->context.meant;
	g_autofree struct rmm_model *model = NULL;
	char *arguments[] = { NULL, NULL }, *text = NULL;
	g_autofree char *name = NULL;
	size_t size;
	Output output = { .file = NULL };
	Show show = { .output = &output, .tables = &output, .style = TABLE_MARKDOWN, .arguments = arguments };
	GString *out;

	if (hovered->token != hovered->context.command || !command)
		return NULL;
	if (!show_is_specified(command))
		return g_strdup_printf("**%s**: %s", command->name, command->summary);
	output.file = open_memstream(&text, &size);
	model = model_of(hovered->version);
	name = g_strdup(command->name);
	show.model = model;
	show.argument = arguments[0] = name;
	show_conditions(&show);
	fclose(output.file);
	out = g_string_new(text);
	append_readings(out, version_section(hovered->version, command->section));
	free(text);
	return g_string_free(out, FALSE);
}

/* "by=rd_state" */
static char *of_condition(const struct hovered *hovered)
{
	const struct rmm_command *command = hovered->context.meant;

	if (!command || !hovered->context.name || strcmp(hovered->context.name->text, "by") != 0)
		return NULL;
	for (unsigned i = 0; i < command->failure_count; i++) {
		const struct rmm_failure *failure = &command->failures[i];
		g_autofree char *result = NULL, *violated = NULL;

		if (strcmp(failure->id, hovered->token->text) != 0)
			continue;
		result = show_result_text(failure);
		violated = notation_expand(failure->violated, failure->operands, command,
					   hovered->version);
		return g_strdup_printf("**%s** of %s (%s)\n\n%s if `%s`", failure->id, command->name,
				       version_section(hovered->version, command->section), result,
				       violated);
	}
	return NULL;
}

/* "rd=..." before '>', "out_top=..." behind it. */
static char *of_value(const struct hovered *hovered)
{
	const struct rmm_command *command = hovered->context.meant;
	SpelledValue value;

	if (!command || !hovered->context.is_name)
		return NULL;
	if (hovered->context.in_result ? !spelling_output(command, hovered->token->text, &value)
				       : !spelling_input(command, hovered->token->text, &value))
		return NULL;
	return g_strdup_printf("**%s**: %s of %s, %s%s", value.value->name,
			       hovered->context.in_result ? "output" : "input", command->name,
			       value.value->type->name, value.value->in_memory ? ", in memory" : "");
}

/* ---- other words ---- */

static char *of_procedure(const struct hovered *hovered)
{
	const char *name = hovered->token->text, *dot = strchr(name, '.');
	const Actor *actor = dot ? actor_find(name, (gsize)(dot - name)) : NULL;
	const Procedure *procedure = actor ? procedure_find(actor, dot + 1) : NULL;
	GString *text;

	if (!procedure)
		return NULL;
	text = g_string_new(NULL);
	g_string_append_printf(text, "**%s**: %s\n", name, procedure->text);
	for (const Parameter *parameter = procedure->parameters; parameter->name; parameter++)
		g_string_append_printf(text, "\n- `%s=` %s", parameter->name, parameter->text);
	return g_string_free(text, FALSE);
}

static char *of_language(const struct hovered *hovered)
{
	gboolean first = hovered->token == hovered->context.first;
	const char *text = hovered->token->text;
	const LanguageWord *word = NULL;

	for (WordKind kind = 0; first && !word && kind < WORD_PREDICATE; kind++)
		word = language_word_find(text, kind);
	if (!first && hovered->token == hovered->context.first + 1)
		word = language_word_find(text, WORD_PREDICATE);
	return word ? g_strdup_printf("`%s %s`\n\n%s", word->word, word->syntax, word->summary) : NULL;
}

static char *of_variant(const struct hovered *hovered)
{
	enum rmm_variant variant = variant_find(hovered->token->text);
	const struct rmm_variant_info *info = rmm_variant_info(variant);

	if (variant == VARIANT_NONE || strcmp(hovered->context.first->text, "variant") != 0)
		return NULL;
	return g_strdup_printf("**%s**, %s (%s)\n\n%s", info->id, variant_kind_name(info->kind),
			       version_section(hovered->version, info->section), info->text);
}

static char *of_invariant(const struct hovered *hovered)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; i < count; i++)
		if (strcmp(rows[i].id, hovered->token->text) == 0)
			return g_strdup_printf("**%s** (%s)\n\n%s", rows[i].id,
					       version_section(hovered->version, rows[i].section),
					       rows[i].text);
	return NULL;
}

static char *of_setting(const struct hovered *hovered)
{
	const Setting *setting;

	for (guint i = 0; hovered->context.is_name && (setting = setting_at(i)); i++)
		if (strcmp(setting->name, hovered->token->text) == 0 &&
		    strcmp(hovered->context.first->text, setting->kind == SETTING_GEOMETRY
			   ? "geometry" : "platform") == 0)
			return g_strdup_printf("**%s**: %s; %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT,
					       setting->name, setting->summary, setting->low,
					       setting->high);
	return NULL;
}

/* The line that sets a variable. */
static char *of_variable(const struct hovered *hovered)
{
	Definition definition;
	g_autofree char *text = NULL;

	if (hovered->token->kind != TOKEN_VARIABLE ||
	    !definition_of_variable(hovered->document, hovered->token->text, &definition))
		return NULL;
	text = g_strdup_printf("`%s`", g_strstrip(definition.text));
	definition_clear(&definition);
	return g_steal_pointer(&text);
}

char *hover_text(const Document *document, guint line, guint character)
{
	static char *(*const ways[])(const struct hovered *hovered) = {
		of_variable, of_command, of_condition, of_value, of_procedure, of_language,
		of_variant, of_invariant, of_setting,
	};
	struct hovered hovered = { .document = document, .version = document_version(document) };
	char *text = NULL;
	Spot spot;

	if (!document_spot(document, line, character, &spot))
		return NULL;
	hovered.line = &spot.line;
	hovered.token = &spot.line.tokens[spot.index];
	hovered.context = context_of(&spot.line, spot.index, hovered.version);
	for (gsize i = 0; i < G_N_ELEMENTS(ways) && !text; i++)
		text = ways[i](&hovered);
	token_line_clear(&spot.line);
	return text;
}
