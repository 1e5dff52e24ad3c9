/* SPDX-License-Identifier: BSD-3-Clause */
/* From source text to a scenario: header, blocks, includes. */
#include "parser_private.h"

#include <string.h>

#include "spelling.h"

#define INCLUDE_DEPTH_MAX 16
#define STEPS_MAX 1000000

/* ---- header ---- */

/* The header ends with the first step: from then on the model is made. */
static gboolean in_header(Parser *parser, Cursor *cursor, const char *word)
{
	if (!parser->model)
		return TRUE;
	cursor->next--;
	return cursor_error(cursor, "'%s' must stand before the first step", word);
}

static gboolean parse_string(Cursor *cursor, char **text)
{
	if (cursor_token(cursor)->kind != TOKEN_STRING)
		return cursor_error(cursor, "expected a string in double quotes");
	g_free(*text);
	*text = g_strdup(cursor_token(cursor)->text);
	cursor->next++;
	return TRUE;
}

static gboolean parse_title(Parser *parser, Cursor *cursor)
{
	return parse_string(cursor, &parser->scenario->title);
}

static gboolean parse_question(Parser *parser, Cursor *cursor)
{
	return parse_string(cursor, &parser->scenario->question);
}

static gboolean parse_spec(Parser *parser, Cursor *cursor)
{
	const Token *token = cursor_token(cursor);
	enum rmm_version version;

	if (!in_header(parser, cursor, "spec"))
		return FALSE;
	if (token->kind != TOKEN_WORD || !platform_version(token->text, &version))
		return cursor_error(cursor, "unknown version of the specification '%s'", token->text);
	cursor->next++;
	if (parser->options->version == RMM_VERSIONS)
		parser->scenario->config.version = version;
	return TRUE;
}

static gboolean parse_number(Parser *parser, Cursor *cursor, guint64 *value)
{
	g_autoptr(Expression) expression = expression_parse(cursor);
	const char *missing;

	(void)parser;
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
	if (!parse_number(parser, cursor, &region.size))
		return FALSE;
	region.device = cursor_take(cursor, "device");
	if (!parser->memory_given)
		config->region_count = 0;
	parser->memory_given = TRUE;
	if (config->region_count == RMM_REGIONS_MAX)
		return cursor_error(cursor, "more than %d memory regions", RMM_REGIONS_MAX);
	config->regions[config->region_count++] = region;
	return TRUE;
}

/* A "name=value" of geometry and platform lines. */
struct setting {
	const char *name;
	gsize offset;           /* into struct rmm_config */
	gsize size;
	guint64 low, high;
};

#define SETTING(name, member, low, high) \
	{ name, offsetof(struct rmm_config, member), \
	  sizeof(((struct rmm_config *)0)->member), low, high }

static const struct setting geometry[] = {
	SETTING("entries", rtt_entries, 2, 512),
	SETTING("realms", realms, 1, 255),
	SETTING("recs", recs, 1, 65535),
	SETTING("rtts", rtts, 1, 1 << 20),
	SETTING("words", words, 0, 1 << 24),
};

static const struct setting platform[] = {
	SETTING("ipa_width_min", platform.ipa_width_min, 13, 52),
	SETTING("ipa_width_max", platform.ipa_width_max, 13, 52),
	SETTING("lpa2", platform.lpa2, 0, 1),
	SETTING("sve", platform.sve, 0, 1),
	SETTING("sve_vl", platform.sve_vl, 0, 15),
	SETTING("num_bps", platform.num_bps, 1, 63),
	SETTING("num_wps", platform.num_wps, 1, 63),
	SETTING("pmu", platform.pmu, 0, 1),
	SETTING("pmu_num_ctrs", platform.pmu_num_ctrs, 0, 31),
	SETTING("hpmn0", platform.hpmn0, 0, 1),
	SETTING("gicv3_num_lrs", platform.gicv3_num_lrs, 0, 15),
	SETTING("max_recs_order", platform.max_recs_order, 1, 15),
	SETTING("aux_count", platform.aux_count, 0, 16),
	SETTING("vmid_bits", platform.vmid_bits, 8, 16),
	SETTING("srt", platform.srt, 0, 31),
};

static void store(struct rmm_config *config, const struct setting *setting, guint64 value)
{
	char *at = (char *)config + setting->offset;

	if (setting->size == 1)
		*(guint8 *)at = (guint8)value;
	else
		*(unsigned *)at = (unsigned)value;
}

static gboolean parse_setting(Parser *parser, Cursor *cursor, const struct setting *settings,
			      gsize count, const char *of)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const Token *token = cursor_token(cursor);
	guint64 value;

	for (gsize i = 0; i < count; i++) {
		g_ptr_array_add(names, (char *)(guintptr)settings[i].name);
		if (!cursor_take(cursor, settings[i].name))
			continue;
		if (!cursor_take(cursor, "="))
			return cursor_error(cursor, "expected '='");
		if (!parse_number(parser, cursor, &value))
			return FALSE;
		if (value < settings[i].low || value > settings[i].high)
			return cursor_error(cursor, "'%s' is out of range: %" G_GUINT64_FORMAT
					    " to %" G_GUINT64_FORMAT, settings[i].name,
					    settings[i].low, settings[i].high);
		store(&parser->scenario->config, &settings[i], value);
		return TRUE;
	}
	if (token->kind != TOKEN_WORD)
		return cursor_error(cursor, "expected name=value");
	return parse_unknown(cursor, "setting", token->text, of, names);
}

static gboolean parse_geometry(Parser *parser, Cursor *cursor)
{
	guint64 granule;

	if (!in_header(parser, cursor, "geometry"))
		return FALSE;
	while (!cursor_at_end(cursor)) {
		if (cursor_take(cursor, "granule")) {
			if (!cursor_take(cursor, "=") || !parse_number(parser, cursor, &granule))
				return cursor_error(cursor, "expected granule=4K");
			if (granule != RMM_GRANULE_SIZE)
				return cursor_error(cursor, "this version has Granules of 4K only");
		} else if (!parse_setting(parser, cursor, geometry, G_N_ELEMENTS(geometry), "geometry")) {
			return FALSE;
		}
	}
	return TRUE;
}

static gboolean parse_platform(Parser *parser, Cursor *cursor)
{
	if (!in_header(parser, cursor, "platform"))
		return FALSE;
	while (!cursor_at_end(cursor))
		if (!parse_setting(parser, cursor, platform, G_N_ELEMENTS(platform), "platform"))
			return FALSE;
	return TRUE;
}

static gboolean parse_variant(Parser *parser, Cursor *cursor)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const char *id;

	if (!in_header(parser, cursor, "variant"))
		return FALSE;
	id = cursor_word(cursor, "the id of a variant");
	if (!id)
		return FALSE;
	for (unsigned i = 1; i < VARIANTS; i++) {
		const struct rmm_variant_info *info = rmm_variant_info(i);

		if (!info)
			continue;
		g_ptr_array_add(names, (char *)(guintptr)info->id);
		if (strcmp(info->id, id) == 0) {
			rmm_add_variant(&parser->scenario->config.variants, i);
			return TRUE;
		}
	}
	cursor->next--;
	return parse_unknown(cursor, "variant", id, NULL, names);
}

static gboolean parse_tag(Parser *parser, Cursor *cursor)
{
	while (!cursor_at_end(cursor)) {
		const char *tag = cursor_word(cursor, "a tag");

		if (!tag)
			return FALSE;
		g_ptr_array_add(parser->scenario->tags, g_strdup(tag));
	}
	return TRUE;
}

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
	step->at = cursor->statement->tokens[0].at;
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

static gboolean parse_include(Parser *parser, Cursor *cursor, GPtrArray *steps)
{
	const Source *from = cursor->statement->tokens[0].at.source;
	g_autofree char *name = NULL, *directory = NULL, *path = NULL;
	guint before = parser->diagnostics->messages->len;
	Source *source;

	if (!parse_string(cursor, &name))
		return FALSE;
	cursor->next--;
	directory = g_path_get_dirname(from->path);
	path = strcmp(directory, ".") == 0 || g_path_is_absolute(name)
	       ? g_strdup(name) : g_build_filename(directory, name, NULL);
	if (parser->open->len >= INCLUDE_DEPTH_MAX)
		return cursor_error(cursor, "includes nested more than %d deep", INCLUDE_DEPTH_MAX);
	for (guint i = 0; i < parser->open->len; i++)
		if (strcmp(((Source *)parser->open->pdata[i])->path, path) == 0)
			return cursor_error(cursor, "include loop: %s includes itself", path);
	source = source_load(path, parser->diagnostics);
	if (!source)
		return cannot_include(parser, cursor, before);
	g_ptr_array_add(parser->scenario->sources, source);
	parse_file(parser, source, steps);
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
	gboolean (*parse)(Parser *, Cursor *);
} headers[] = {
	{ "title", parse_title }, { "question", parse_question }, { "spec", parse_spec },
	{ "memory", parse_memory }, { "geometry", parse_geometry },
	{ "platform", parse_platform }, { "variant", parse_variant }, { "tag", parse_tag },
};

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

	for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
		g_ptr_array_add(names, (char *)(guintptr)headers[i].word);
	for (gsize i = 0; i < G_N_ELEMENTS(statements); i++)
		g_ptr_array_add(names, (char *)(guintptr)statements[i].word);
	g_ptr_array_add(names, (char *)(guintptr)"include");
	g_ptr_array_add(names, (char *)(guintptr)"for");
	g_ptr_array_add(names, (char *)(guintptr)"end");
	return parse_unknown(cursor, "statement", cursor_token(cursor)->text, NULL, names);
}

static void add_step(Parser *parser, GPtrArray *steps, Step *step)
{
	if (step->kind == STATEMENT_COMMAND && step->command != CMD_NONE &&
	    rmm_command(parser->model, step->command)->interface != INTERFACE_RMI &&
	    rmm_command(parser->model, step->command)->interface != INTERFACE_HOST)
		parser->pending = step->command;
	g_ptr_array_add(steps, step);
	parser->scenario->command_steps++;
}

/* A header line, or a step; FALSE after an error. */
static gboolean parse_simple(Parser *parser, Cursor *cursor, GPtrArray *steps)
{
	const Token *token = cursor_token(cursor);

	for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
		if (cursor_take(cursor, headers[i].word))
			return headers[i].parse(parser, cursor);
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
			  .scenario = scenario, .pending = CMD_READ };
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
