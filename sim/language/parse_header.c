/* SPDX-License-Identifier: BSD-3-Clause */
/* Parsing the header: title, question, spec, memory, geometry, platform, ... */
#include "language/parser_private.h"

#include <string.h>

#include "language/setting.h"
#include "system/platform.h"
#include "text/variants.h"
#include "text/version_hint.h"

/* The header ends with the first step: from then on the model is made. */
static gboolean in_header(Parser *parser, Cursor *cursor, const char *word)
{
	if (!parser->model) {
		parser->configured = cursor->line->tokens[0].at;
		return TRUE;
	}
	cursor->next--;
	return cursor_error(cursor, "'%s' must stand before the first step", word);
}

/* What an included file says of itself is not about the one that includes it. */
static gboolean parse_own_string(Parser *parser, Cursor *cursor, char **text)
{
	g_autofree char *ignored = NULL;

	return parse_string(cursor, parser->open->len == 1 ? text : &ignored);
}

static gboolean parse_title(Parser *parser, Cursor *cursor)
{
	return parse_own_string(parser, cursor, &parser->scenario->title);
}

static gboolean parse_question(Parser *parser, Cursor *cursor)
{
	return parse_own_string(parser, cursor, &parser->scenario->question);
}

static gboolean parse_origin(Parser *parser, Cursor *cursor)
{
	return parse_own_string(parser, cursor, &parser->scenario->origin);
}

gboolean parse_version(Cursor *cursor, const struct rmm_version **version)
{
	const Token *token = cursor_token(cursor);

	*version = token->kind == TOKEN_WORD ? version_find(token->text) : NULL;
	if (!*version) {
		g_autofree char *hint = version_hint(token->text);

		return cursor_error(cursor, "unknown version of the specification '%s'%s", token->text,
				    hint);
	}
	cursor->next++;
	return TRUE;
}

static gboolean parse_spec(Parser *parser, Cursor *cursor)
{
	const struct rmm_version *first, *version;

	if (!in_header(parser, cursor, "spec") || !parse_version(cursor, &first))
		return FALSE;
	parser->scenario->declared = version_set(first);
	while (!cursor_at_end(cursor)) {
		if (!parse_version(cursor, &version))
			return FALSE;
		parser->scenario->declared |= version_set(version);
	}
	if (!parser->version_chosen)
		parser->scenario->config.version = first;
	return TRUE;
}

static gboolean parse_number(Cursor *cursor, guint64 *value)
{
	g_autoptr(Expression) expression = expression_parse(cursor);
	const char *missing;

	if (!expression)
		return FALSE;
	if (!expression_evaluate(expression, NULL, value, &missing))
		return cursor_error(cursor, "the header takes no variables");
	return TRUE;
}

/* "memory 0x8800_0000 +64M [device]" */
static gboolean parse_memory(Parser *parser, Cursor *cursor)
{
	struct rmm_config *config = &parser->scenario->config;
	struct rmm_region region = { .delegable = true };

	if (!in_header(parser, cursor, "memory"))
		return FALSE;
	if (cursor_token(cursor)->kind != TOKEN_NUMBER)
		return cursor_error(cursor, "expected an address");
	region.base = cursor_token(cursor)->number;
	cursor->next++;
	if (!cursor_take(cursor, "+"))
		return cursor_error(cursor, "expected '+' and a size");
	if (!parse_number(cursor, &region.size))
		return FALSE;
	/* A2.2.1: device memory may be such that the Host cannot delegate it. */
	region.device = cursor_take(cursor, "device");
	region.delegable = cursor_take(cursor, "delegable") || !region.device;
	if (!parser->memory_given)
		config->region_count = 0;
	parser->memory_given = TRUE;
	if (config->region_count == RMM_REGIONS_MAX)
		return cursor_error(cursor, "more than %d memory regions", RMM_REGIONS_MAX);
	config->regions[config->region_count++] = region;
	return TRUE;
}

/* A "name=value" of geometry and platform lines. */
static gboolean parse_setting(Parser *parser, Cursor *cursor, SettingKind kind, const char *of)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const Token *token = cursor_token(cursor);
	const Setting *setting = NULL;
	guint64 value;
	guint first;

	if (token->kind != TOKEN_WORD)
		return cursor_error(cursor, "expected name=value");
	setting = setting_find(kind, token->text, names);
	if (!setting)
		return parse_unknown(cursor, "setting", token->text, of, names);
	cursor->next++;
	if (!cursor_take(cursor, "="))
		return cursor_error(cursor, "expected '='");
	first = cursor->next;
	if (!parse_number(cursor, &value))
		return FALSE;
	if (!setting_takes(setting, value)) {
		cursor->next = first;
		if (value >= setting->low && value <= setting->high)
			return cursor_error(cursor, "'%s' is 4K, 16K or 64K", setting->name);
		return cursor_error(cursor, "'%s' is out of range: %" G_GUINT64_FORMAT
				    " to %" G_GUINT64_FORMAT, setting->name, setting->low,
				    setting->high);
	}
	setting_store(&parser->scenario->config, setting, value);
	return TRUE;
}

static gboolean parse_geometry(Parser *parser, Cursor *cursor)
{
	if (!in_header(parser, cursor, "geometry"))
		return FALSE;
	while (!cursor_at_end(cursor))
		if (!parse_setting(parser, cursor, SETTING_GEOMETRY, "geometry"))
			return FALSE;
	return TRUE;
}

static gboolean parse_platform(Parser *parser, Cursor *cursor)
{
	if (!in_header(parser, cursor, "platform"))
		return FALSE;
	while (!cursor_at_end(cursor))
		if (!parse_setting(parser, cursor, SETTING_PLATFORM, "platform"))
			return FALSE;
	return TRUE;
}

static void add_claim(Scenario *scenario, enum rmm_variant variant, const char *id, Position at)
{
	Step *claim = g_new0(Step, 1);

	claim->kind = STEP_CLAIM;
	claim->at = at;
	claim->command = CMD_NONE;
	claim->variant = variant;
	claim->name = g_strdup(id);
	rmm_add_variant(&scenario->must_fail, variant);
	g_ptr_array_add(scenario->claims, claim);
}

gboolean parse_bends(const Scenario *scenario, enum rmm_variant variant)
{
	gboolean applies = !scenario->declared;

	for (guint i = 0; i < version_count() && !applies; i++)
		applies = scenario->declared & version_set(version_at(i)) &&
			  variant_applies(rmm_variant_info(variant), version_at(i));
	return applies;
}

/* "variant ID" bends a rule; "variant ID must fail" claims that it is noticed. */
static gboolean parse_variant(Parser *parser, Cursor *cursor)
{
	enum rmm_variant variant;
	const char *id;

	if (!in_header(parser, cursor, "variant"))
		return FALSE;
	id = cursor_word(cursor, "the id of a variant");
	if (!id)
		return FALSE;
	variant = variant_find(id);
	if (variant == VARIANT_NONE) {
		g_autofree char *hint = variant_hint(id);

		cursor->next--;
		return cursor_error(cursor, "unknown variant '%s'%s", id, hint);
	}
	if (!cursor_take(cursor, "must")) {
		if (!parse_bends(parser->scenario, variant)) {
			cursor->next--;
			return cursor_error(cursor, VARIANT_BENDS_NOTHING, id);
		}
		rmm_add_variant(&parser->scenario->config.variants, variant);
		return TRUE;
	}
	if (!cursor_take(cursor, "fail"))
		return cursor_error(cursor, "expected 'fail'");
	if (parser->open->len == 1)
		add_claim(parser->scenario, variant, id, cursor->line->tokens[0].at);
	return TRUE;
}

static gboolean parse_tag(Parser *parser, Cursor *cursor)
{
	while (!cursor_at_end(cursor)) {
		const char *tag = cursor_word(cursor, "a tag");

		if (!tag)
			return FALSE;
		if (parser->open->len == 1)
			g_ptr_array_add(parser->scenario->tags, g_strdup(tag));
	}
	return TRUE;
}

#define HEADER(name, syntax, summary) { #name, syntax, summary, WORD_HEADER }

static const struct {
	LanguageWord word;
	gboolean (*parse)(Parser *, Cursor *);
} headers[] = {
	{ HEADER(title, "\"TEXT\"", "one line, shown in reports"), parse_title },
	{ HEADER(question, "\"TEXT\"", "what the scenario answers"), parse_question },
	{ HEADER(origin, "\"TEXT\"", "where it comes from: a bug, a section, a discussion"),
	  parse_origin },
	{ HEADER(spec, "VERSION …", "versions of the specification that the scenario is for, and "
		 "runs as the first of; without it, all"), parse_spec },
	{ HEADER(memory, "ADDRESS +SIZE [device [delegable]]", "physical memory that the RMM tracks"),
	  parse_memory },
	{ HEADER(geometry, "NAME=NUMBER …", "entries of an RTT, and how much the model can hold"),
	  parse_geometry },
	{ HEADER(platform, "NAME=NUMBER …", "what the RMM reports and the hardware has"),
	  parse_platform },
	{ HEADER(variant, "ID [must fail]", "bends a rule; or: under this variant the scenario must "
		 "fail"), parse_variant },
	{ HEADER(tag, "NAME …", "to find the scenario by"), parse_tag },
};

gboolean parse_header(Parser *parser, Cursor *cursor)
{
	for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
		if (cursor_take(cursor, headers[i].word.word)) {
			headers[i].parse(parser, cursor);
			return TRUE;
		}
	return FALSE;
}

const LanguageWord *parse_header_word(guint index)
{
	return index < G_N_ELEMENTS(headers) ? &headers[index].word : NULL;
}
