/* SPDX-License-Identifier: BSD-3-Clause */
/* From source text to a scenario: files, blocks, simple statements. */
#include "parser_private.h"

#include <string.h>

#include "spelling.h"

#define INCLUDE_DEPTH_MAX 16
#define STEPS_MAX 1000000

/* ---- statements that are steps ---- */

static gboolean begin_steps(Parser *parser, Cursor *cursor)
{
	enum rmm_config_error error;

	if (parser->model)
		return TRUE;
	parser->model = g_new(struct rmm_model, 1);
	error = rmm_model_init(parser->model, &parser->scenario->config);
	if (error == CONFIG_OK)
		return TRUE;
	/* Go on with what every version has, to find further errors. */
	cursor_error(cursor, "%s", rmm_config_error_text(error));
	platform_for_scenarios(&parser->scenario->config,
			       parser->scenario->config.version, NULL);
	rmm_model_init(parser->model, &parser->scenario->config);
	return FALSE;
}

static Step *simple_step(const Cursor *cursor, StatementKind kind)
{
	Step *step = g_new0(Step, 1);

	step->kind = kind;
	step->at = cursor_token(cursor)->at;
	step->command = CMD_NONE;
	return step;
}

static void set_known(Parser *parser, const char *name)
{
	g_hash_table_add(parser->known, g_strdup(name));
}

static Step *parse_let(Parser *parser, Cursor *cursor)
{
	Step *step = simple_step(cursor, STATEMENT_LET);
	const Token *token = cursor_token(cursor);

	if (token->kind != TOKEN_VARIABLE) {
		cursor_error(cursor, "expected a variable");
		return step;
	}
	cursor->next++;
	if (!cursor_take(cursor, "=")) {
		cursor_error(cursor, "expected '='");
		return step;
	}
	step->value = expression_parse(cursor);
	step->name = g_strdup(token->text);
	set_known(parser, token->text);
	return step;
}

static Step *parse_mark(Parser *parser, Cursor *cursor)
{
	Step *step = simple_step(cursor, STATEMENT_MARK);
	const char *name = cursor_word(cursor, "a name");

	if (name) {
		step->name = g_strdup(name);
		g_hash_table_add(parser->marks, g_strdup(name));
	}
	return step;
}

static Step *parse_expect(Parser *parser, Cursor *cursor)
{
	Step *step = simple_step(cursor, STATEMENT_EXPECT);

	parse_predicate(parser, cursor, &step->predicate);
	return step;
}

static Step *parse_never(Parser *parser, Cursor *cursor)
{
	Step *step = parse_expect(parser, cursor);

	step->kind = STATEMENT_NEVER;
	return step;
}

static Step *parse_reach(Parser *parser, Cursor *cursor)
{
	Step *step = parse_expect(parser, cursor);

	step->kind = STATEMENT_REACH;
	return step;
}

/* "check off ID" */
static Step *parse_check(Parser *parser, Cursor *cursor)
{
	Step *step = simple_step(cursor, STATEMENT_CHECK_OFF);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	const char *id;

	(void)parser;
	if (!cursor_take(cursor, "off")) {
		cursor_error(cursor, "expected 'off' and the id of an invariant");
		return step;
	}
	id = cursor_word(cursor, "the id of an invariant");
	for (unsigned i = 0; id && i < count; i++) {
		g_ptr_array_add(names, (char *)(guintptr)rows[i].id);
		if (strcmp(rows[i].id, id) == 0) {
			step->invariant = i;
			step->name = g_strdup(id);
			return step;
		}
	}
	if (id) {
		cursor->next--;
		parse_unknown(cursor, "invariant", id, NULL, names);
	}
	return step;
}

/* ---- blocks and files ---- */

/* Where statements go: the scenario, or the body of a "for". */
struct block {
	GPtrArray *steps;
	gboolean in_for;
	Position opened;
};

static void parse_file(Parser *parser, const Source *source, GPtrArray *steps);

/* Says at the include what was wrong with the file. */
static gboolean cannot_include(Parser *parser, Cursor *cursor, guint before)
{
	g_autofree char *reason = NULL;

	if (parser->diagnostics->messages->len > before)
		reason = g_strdup(g_ptr_array_index(parser->diagnostics->messages, before));
	g_ptr_array_set_size(parser->diagnostics->messages, (gint)before);
	return cursor_error(cursor, "cannot include: %s", reason ? reason : "too many errors");
}

/* The path of @name, which a file in @folder includes, without "..". */
static char *included_path(const char *folder, const char *name)
{
	g_autoptr(GPtrArray) kept = g_ptr_array_new();
	g_auto(GStrv) parts = NULL;
	g_autofree char *whole = NULL;

	if (g_path_is_absolute(name))
		return g_strdup(name);
	whole = g_build_filename(folder, name, NULL);
	parts = g_strsplit(whole, "/", -1);
	for (char **part = parts; *part; part++) {
		const char *last = kept->len ? kept->pdata[kept->len - 1] : NULL;

		if (strcmp(*part, "..") == 0 && last && *last && strcmp(last, "..") != 0)
			g_ptr_array_set_size(kept, (gint)kept->len - 1);
		else if (strcmp(*part, ".") != 0)
			g_ptr_array_add(kept, *part);
	}
	g_ptr_array_add(kept, NULL);
	return g_strjoinv("/", (char **)kept->pdata);
}

static gboolean is_among(const GPtrArray *sources, const char *path)
{
	for (guint i = 0; i < sources->len; i++)
		if (strcmp(((Source *)sources->pdata[i])->path, path) == 0)
			return TRUE;
	return FALSE;
}

/* A file that was included before is not included again. */
static gboolean parse_include(Parser *parser, Cursor *cursor, GPtrArray *steps)
{
	const Source *from = cursor->statement->tokens[0].at.source;
	g_autofree char *name = NULL, *folder = NULL, *path = NULL;
	guint before = parser->diagnostics->messages->len;
	Source *source;

	if (!parse_string(cursor, &name))
		return FALSE;
	cursor->next--;
	folder = g_path_get_dirname(from->path);
	path = included_path(folder, name);
	if (is_among(parser->open, path))
		return cursor_error(cursor, "include loop: %s includes itself", path);
	if (parser->open->len >= INCLUDE_DEPTH_MAX)
		return cursor_error(cursor, "includes nested more than %d deep", INCLUDE_DEPTH_MAX);
	if (!is_among(parser->scenario->sources, path)) {
		source = source_load(path, parser->diagnostics);
		if (!source)
			return cannot_include(parser, cursor, before);
		g_ptr_array_add(parser->scenario->sources, source);
		parse_file(parser, source, steps);
	}
	cursor->next++;
	return TRUE;
}

static Step *parse_for(Parser *parser, Cursor *cursor)
{
	Step *step = simple_step(cursor, STATEMENT_FOR);
	const Token *token = cursor_token(cursor);

	step->body = g_ptr_array_new_with_free_func((GDestroyNotify)step_free);
	if (token->kind != TOKEN_VARIABLE) {
		cursor_error(cursor, "expected a variable");
		return step;
	}
	cursor->next++;
	step->name = g_strdup(token->text);
	if (!cursor_take(cursor, "in")) {
		cursor_error(cursor, "expected 'in'");
		return step;
	}
	step->value = expression_parse(cursor);
	if (!step->value)
		return step;
	if (!cursor_take(cursor, "..")) {
		cursor_error(cursor, "expected '..'");
		return step;
	}
	step->top = expression_parse(cursor);
	if (!step->top)
		return step;
	if (!cursor_take(cursor, "step")) {
		cursor_error(cursor, "expected 'step'");
		return step;
	}
	step->step = expression_parse(cursor);
	set_known(parser, step->name);
	return step;
}

static const struct {
	const char *word;
	Step *(*parse)(Parser *, Cursor *);
} statements[] = {
	{ "host", parse_host }, { "guest", parse_guest }, { "expect", parse_expect },
	{ "never", parse_never }, { "reach", parse_reach }, { "mark", parse_mark },
	{ "check", parse_check }, { "let", parse_let },
};

static gboolean unknown_statement(Cursor *cursor)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	parse_header_words(names);
	for (gsize i = 0; i < G_N_ELEMENTS(statements); i++)
		g_ptr_array_add(names, (char *)(guintptr)statements[i].word);
	g_ptr_array_add(names, (char *)(guintptr)"include");
	g_ptr_array_add(names, (char *)(guintptr)"for");
	g_ptr_array_add(names, (char *)(guintptr)"end");
	return parse_unknown(cursor, "statement", cursor_token(cursor)->text, NULL, names);
}

static void add_step(Parser *parser, GPtrArray *steps, Step *step)
{
	g_ptr_array_add(steps, step);
	parser->scenario->command_steps++;
}

/* A header line, or a step; FALSE after an error. */
static gboolean parse_simple(Parser *parser, Cursor *cursor, GPtrArray *steps)
{
	const Token *token = cursor_token(cursor);

	if (parse_header(parser, cursor))
		return !cursor->failed;
	if (g_str_has_prefix(token->text, "SMC_") || g_str_has_prefix(token->text, "PSCI_")) {
		begin_steps(parser, cursor);
		add_step(parser, steps, parse_log_line(parser, cursor));
		return !cursor->failed;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(statements); i++) {
		if (!cursor_at(cursor, statements[i].word))
			continue;
		/* A variable in the header needs no model. */
		if (strcmp(statements[i].word, "let") != 0 && !begin_steps(parser, cursor))
			return FALSE;
		cursor->next++;
		add_step(parser, steps, statements[i].parse(parser, cursor));
		return !cursor->failed;
	}
	return unknown_statement(cursor);
}

static GPtrArray *innermost(GArray *blocks)
{
	return g_array_index(blocks, struct block, blocks->len - 1).steps;
}

static void parse_statement(Parser *parser, Cursor *cursor, GArray *blocks)
{
	GPtrArray *steps = innermost(blocks);

	if (cursor_token(cursor)->kind != TOKEN_WORD) {
		cursor_error(cursor, "expected a statement");
	} else if (cursor_take(cursor, "include")) {
		parse_include(parser, cursor, steps);
	} else if (cursor_at(cursor, "for")) {
		struct block block = { NULL, TRUE, cursor_token(cursor)->at };
		Step *step;

		begin_steps(parser, cursor);
		cursor->next++;
		step = parse_for(parser, cursor);
		add_step(parser, steps, step);
		block.steps = step->body;
		g_array_append_val(blocks, block);
	} else if (cursor_take(cursor, "end")) {
		if (blocks->len > 1) {
			g_array_set_size(blocks, blocks->len - 1);
		} else {
			cursor->next--;
			cursor_error(cursor, "'end' without 'for'");
		}
	} else {
		parse_simple(parser, cursor, steps);
	}
	if (!cursor->failed && !cursor_at_end(cursor))
		cursor_error(cursor, "unexpected words at the end of the line");
}

static void parse_file(Parser *parser, const Source *source, GPtrArray *steps)
{
	g_autoptr(Lexer) lexer = lexer_new(source, parser->diagnostics);
	g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(struct block));
	struct block outer = { steps, FALSE, { source, 1, 1 } };
	Statement statement;
	gboolean ok;

	g_ptr_array_add(parser->open, (gpointer)(guintptr)source);
	g_array_append_val(blocks, outer);
	while (lexer_next(lexer, &statement, &ok)) {
		Cursor cursor = { &statement, 0, parser->diagnostics, parser->known, !ok };

		if (ok)
			parse_statement(parser, &cursor, blocks);
		statement_clear(&statement);
		if (parser->scenario->command_steps > STEPS_MAX ||
		    parser->diagnostics->messages->len > DIAGNOSTICS_MAX)
			break;
	}
	if (blocks->len > 1)
		diagnostics_error(parser->diagnostics,
				  g_array_index(blocks, struct block, blocks->len - 1).opened,
				  "'for' without 'end'");
	g_ptr_array_set_size(parser->open, (gint)parser->open->len - 1);
}

static Scenario *parse_source(Source *source, const ParseOptions *options,
			      Diagnostics *diagnostics)
{
	g_autoptr(Scenario) scenario = g_new0(Scenario, 1);
	Parser parser = { .options = options, .diagnostics = diagnostics,
			  .scenario = scenario };
	guint before = diagnostics->messages->len;

	scenario->sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_free);
	scenario->tags = g_ptr_array_new_with_free_func(g_free);
	scenario->steps = g_ptr_array_new_with_free_func((GDestroyNotify)step_free);
	g_ptr_array_add(scenario->sources, source);
	platform_for_scenarios(&scenario->config,
			       options->version == RMM_VERSIONS ? PLATFORM_DEFAULT_VERSION
								: options->version,
			       options->cache);
	scenario->config.variants = options->variants;
	parser.known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	parser.marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	parser.open = g_ptr_array_new();
	parse_file(&parser, source, scenario->steps);
	if (!parser.model) {
		Statement none = { .tokens = (Token[]){ { TOKEN_END, { source, 1, 1 }, NULL, 0 } },
				   .count = 1 };
		Cursor cursor = { &none, 0, diagnostics, NULL, FALSE };

		begin_steps(&parser, &cursor);
	}
	g_hash_table_unref(parser.known);
	g_hash_table_unref(parser.marks);
	g_ptr_array_unref(parser.open);
	g_free(parser.model);
	return diagnostics->messages->len > before ? NULL : g_steal_pointer(&scenario);
}

Scenario *scenario_parse(const char *path, const ParseOptions *options,
			 Diagnostics *diagnostics)
{
	Source *source = source_load(path, diagnostics);

	return source ? parse_source(source, options, diagnostics) : NULL;
}

Scenario *scenario_parse_text(const char *name, char *text, gsize size,
			      const ParseOptions *options, Diagnostics *diagnostics)
{
	Source *source = source_from_text(name, text, size, diagnostics);

	return source ? parse_source(source, options, diagnostics) : NULL;
}
