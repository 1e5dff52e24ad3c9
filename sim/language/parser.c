/* SPDX-License-Identifier: BSD-3-Clause */
/* From source text to a scenario: files and blocks. */
#include "language/parser.h"

#include "language/parser_private.h"

/* More is refused, so that no file exhausts memory or the stack. */
#define STEPS_MAX 1000000
#define FOR_DEPTH_MAX 16

#define BLOCK(name, syntax, summary) { #name, syntax, summary, WORD_BLOCK }

static const LanguageWord words[] = {
	BLOCK(include, "\"FILE\"", "the lines of another file, once"),
	BLOCK(for, "$NAME in A .. B step S", "repeats the lines up to 'end' for A, A+S, … below B"),
	BLOCK(explore, "", "up to 'end': what may happen after the steps"),
	BLOCK(end, "", "ends what 'for', 'explore' or 'action' begins"),
	BLOCK(in, "VERSION LINE", "a line, or a loop, for one version of the specification"),
};

const LanguageWord *parse_block_word(guint index)
{
	return index < G_N_ELEMENTS(words) ? &words[index] : NULL;
}

/* Where statements go: the scenario, or the body of a "for". */
struct block {
	GPtrArray *steps;
	gboolean in_for;
	gboolean skipped;       /* for another version: only its end is looked for */
	Position opened;
};

static GPtrArray *innermost(GArray *blocks)
{
	return g_array_index(blocks, struct block, blocks->len - 1).steps;
}

/* What stands in a block for another version. */
static void skip_statement(Cursor *cursor, GArray *blocks)
{
	struct block block = { NULL, TRUE, TRUE, cursor_token(cursor)->at };

	if (cursor_at(cursor, "for") || cursor_at(cursor, "explore") || cursor_at(cursor, "action"))
		g_array_append_val(blocks, block);
	else if (cursor_at(cursor, "end"))
		g_array_set_size(blocks, blocks->len - 1);
}

/*
 * "in rmm-2.0 STATEMENT", for a version or a family: FALSE if the statement is
 * for others, or there is none of the name.
 */
static gboolean is_for_version(Parser *parser, Cursor *cursor, GArray *blocks)
{
	const struct rmm_version *version;
	const Token *name;

	if (!cursor_at(cursor, "in"))
		return TRUE;
	cursor->next++;
	name = cursor_token(cursor);
	if (!parse_version(cursor, &version))
		return FALSE;
	if (version_is_named(parser->scenario->config.version, name->text))
		return TRUE;
	skip_statement(cursor, blocks);
	return FALSE;
}

static void parse_statement(Parser *parser, Cursor *cursor, GArray *blocks)
{
	GPtrArray *steps = innermost(blocks);

	if (g_array_index(blocks, struct block, blocks->len - 1).skipped) {
		skip_statement(cursor, blocks);
		return;
	}
	if (!is_for_version(parser, cursor, blocks))
		return;
	if (parser->monitors) {
		parse_explore_line(parser, cursor);
		return;
	}
	if (cursor_token(cursor)->kind != TOKEN_WORD) {
		cursor_error(cursor, "expected a statement");
	} else if (cursor_take(cursor, "include")) {
		parse_include(parser, cursor, steps);
	} else if (parser->scenario->explore) {
		cursor_error(cursor, "nothing may follow the explore block");
	} else if (cursor_at(cursor, "explore")) {
		if (blocks->len > 1)
			cursor_error(cursor, "an explore block within 'for'");
		else
			parse_explore(parser, cursor);
	} else if (cursor_at(cursor, "for")) {
		struct block block = { NULL, TRUE, FALSE, cursor_token(cursor)->at };
		Step *step;

		parse_begin_steps(parser, cursor);
		if (blocks->len > FOR_DEPTH_MAX)
			cursor_error(cursor, "'for' nested more than %d deep", FOR_DEPTH_MAX);
		cursor->next++;
		step = parse_for(parser, cursor);
		parse_add_step(parser, steps, step);
		block.steps = step->body;
		g_array_append_val(blocks, block);
		parser->loops++;
	} else if (cursor_take(cursor, "end")) {
		if (blocks->len > 1) {
			g_array_set_size(blocks, blocks->len - 1);
			parser->loops--;
		} else {
			cursor->next--;
			cursor_error(cursor, "'end' without 'for'");
		}
	} else {
		parse_simple(parser, cursor, steps);
	}
	if (!cursor->failed)
		cursor_ends(cursor);
}

void parse_file(Parser *parser, const Source *source, GPtrArray *steps)
{
	g_autoptr(Lexer) lexer = lexer_new(source, parser->diagnostics);
	g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(struct block));
	struct block outer = { steps, FALSE, FALSE, { source, 1, 1 } };
	TokenLine line;
	gboolean ok;

	g_ptr_array_add(parser->open, (gpointer)(guintptr)source);
	g_array_append_val(blocks, outer);
	while (lexer_next(lexer, &line, &ok)) {
		Cursor cursor = { &line, 0, parser->diagnostics,
				  parser->lacks_include ? NULL : parser->known,
				  parser->constants, !ok };

		if (parser->scenario->command_steps > STEPS_MAX)
			cursor_error(&cursor, "more than %d statements", STEPS_MAX);
		else if (ok)
			parse_statement(parser, &cursor, blocks);
		token_line_clear(&line);
		if (parser->diagnostics->messages->len > DIAGNOSTICS_MAX)
			break;
	}
	if (blocks->len > 1)
		diagnostics_error(parser->diagnostics,
				  g_array_index(blocks, struct block, blocks->len - 1).opened,
				  "'for' without 'end'");
	if (parser->monitors && parser->scenario->explore->at.source == source)
		diagnostics_error(parser->diagnostics, parser->scenario->explore->at,
				  "'explore' without 'end'");
	g_ptr_array_set_size(parser->open, (gint)parser->open->len - 1);
}

void parser_init(Parser *parser, Scenario *scenario, Diagnostics *diagnostics)
{
	*parser = (Parser){
		.diagnostics = diagnostics, .scenario = scenario,
		.known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		.constants = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
		.marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		.open = g_ptr_array_new(),
	};
}

void parser_clear(Parser *parser)
{
	g_hash_table_unref(parser->known);
	g_hash_table_unref(parser->constants);
	g_hash_table_unref(parser->marks);
	g_clear_pointer(&parser->monitors, g_hash_table_unref);
	g_ptr_array_unref(parser->open);
	g_free(parser->model);
}

Scenario *scenario_new(Source *source, const ParseOptions *options)
{
	Scenario *scenario = g_new0(Scenario, 1);

	scenario->sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_free);
	scenario->tags = g_ptr_array_new_with_free_func(g_free);
	scenario->claims = g_ptr_array_new_with_free_func((GDestroyNotify)step_free);
	scenario->steps = g_ptr_array_new_with_free_func((GDestroyNotify)step_free);
	g_ptr_array_add(scenario->sources, source);
	platform_for_scenarios(&scenario->config,
			       options->version ? options->version
						: PLATFORM_DEFAULT_VERSION,
			       options->cache);
	scenario->config.variants = options->variants;
	return scenario;
}

/* A claim about a rule that no version has that the file is for is never tried. */
static void check_claims(const Scenario *scenario, Diagnostics *diagnostics)
{
	for (guint i = 0; i < scenario->claims->len; i++) {
		const Step *claim = scenario->claims->pdata[i];

		if (!parse_bends(scenario, claim->variant))
			diagnostics_error(diagnostics, claim->at, VARIANT_BENDS_NOTHING, claim->name);
	}
}

/*
 * @better gets the version that the file is for, if that is another than the
 * one by default: nobody chose one, but a KVM that speaks to another is named.
 */
static Scenario *parse_source(Source *source, const ParseOptions *options,
			      const struct rmm_version **better, Diagnostics *diagnostics)
{
	g_autoptr(Scenario) scenario = scenario_new(source, options);
	guint before = diagnostics->messages->len;
	Parser parser;

	parser_init(&parser, scenario, diagnostics);
	parser.version_chosen = options->version != NULL;
	parse_file(&parser, source, scenario->steps);
	check_claims(scenario, diagnostics);
	if (parser.acts)
		platform_for_actors(&scenario->config);
	if (!parser.model) {
		TokenLine none = { .tokens = (Token[]){ { TOKEN_END, { source, 1, 1 }, NULL, 0 } },
				   .count = 1 };
		Cursor cursor = { &none, 0, diagnostics, NULL, NULL, FALSE };

		parse_begin_steps(&parser, &cursor);
	}
	if (options->declared)
		*options->declared = scenario->declared;
	if (!options->version && !scenario->declared &&
	    parser.spoken_to != PLATFORM_DEFAULT_VERSION)
		*better = parser.spoken_to;
	parser_clear(&parser);
	return diagnostics->messages->len > before ? NULL : g_steal_pointer(&scenario);
}

/* By the version that is chosen, or the file's own, or that of the KVM that it names. */
static Scenario *parse_fitting(Source *source, const ParseOptions *options,
			       Diagnostics *diagnostics)
{
	const struct rmm_version *better = NULL;
	guint before = diagnostics->messages->len, others = diagnostics->of_other_version;
	char *path = g_strdup(source->path), *text = g_strdup(source->text);
	gsize size = source->size;
	Scenario *scenario = parse_source(source, options, &better, diagnostics);

	if (better) {
		ParseOptions again = *options;

		again.version = better;
		g_clear_pointer(&scenario, scenario_free);
		diagnostics_truncate(diagnostics, before);
		diagnostics->of_other_version = others;
		source = source_from_text(path, g_steal_pointer(&text), size, diagnostics);
		scenario = parse_source(source, &again, &better, diagnostics);
	}
	g_free(path);
	g_free(text);
	return scenario;
}

Scenario *scenario_parse(const char *path, const ParseOptions *options,
			 Diagnostics *diagnostics)
{
	Source *source = source_load(path, diagnostics);

	return source ? parse_fitting(source, options, diagnostics) : NULL;
}

Scenario *scenario_parse_text(const char *name, char *text, gsize size,
			      const ParseOptions *options, Diagnostics *diagnostics)
{
	Source *source = source_from_text(name, text, size, diagnostics);

	return source ? parse_fitting(source, options, diagnostics) : NULL;
}
