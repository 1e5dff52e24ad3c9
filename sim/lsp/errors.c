/* SPDX-License-Identifier: BSD-3-Clause */
/* What is wrong in a document, and what a run of it comes to. */
#include "lsp/errors.h"

#include <string.h>

#include "language/include.h"
#include "language/parser.h"
#include "lsp/message.h"
#include "report/json_line.h"
#include "run/outcome_words.h"
#include "run/runner.h"

/* Where the word that starts at @column ends. */
static guint end_of(const Source *source, unsigned line, unsigned column)
{
	g_autofree char *text = source_line(source, line);
	gsize at = MIN((gsize)column - 1, strlen(text));
	gsize size = strcspn(text + at, " \t,|>#");

	return character_of(text, at + MAX(size, 1));
}

static void append_one(JsonBuilder *builder, const Document *document, unsigned line,
		       unsigned column, const char *text)
{
	guint character = 0, end = 1;

	if (document->source) {
		character = source_character(document->source, line, column);
		end = MAX(end_of(document->source, line, column), character + 1);
	}
	json_builder_begin_object(builder);
	member_range(builder, line - 1, character, end);
	json_line_number(builder, "severity", 1);
	json_line_string(builder, "source", "ripas-sim");
	json_line_string(builder, "message", text);
	json_builder_end_object(builder);
}

/* The line of @document that includes @path, perhaps by way of others; 1: none says so. */
static unsigned include_line(const Document *document, const char *path)
{
	g_autoptr(Diagnostics) ignored = diagnostics_new();
	g_autoptr(Lexer) lexer = lexer_new(document->source, ignored);
	unsigned last = 1;
	TokenLine line;
	gboolean ok, here = FALSE;

	while (!here && lexer_next(lexer, &line, &ok)) {
		if (strcmp(line.tokens[0].text, "include") == 0 && line.tokens[1].kind == TOKEN_STRING) {
			g_autofree char *included = include_path(document->path, line.tokens[1].text);

			last = line.line;
			here = strcmp(included, path) == 0;
		}
		token_line_clear(&line);
	}
	return last;
}

static void append_messages(const Document *document, const Diagnostics *diagnostics,
			    JsonBuilder *builder)
{
	for (guint i = 0; i < diagnostics->messages->len; i++) {
		const DiagnosticPlace *place = &g_array_index(diagnostics->places, DiagnosticPlace, i);
		const char *message = diagnostics->messages->pdata[i];

		if (strcmp(place->path, document->path) == 0)
			append_one(builder, document, place->line, place->column, message + place->text);
		else if (document->source)
			append_one(builder, document, include_line(document, place->path), 1, message);
	}
}

static Scenario *parse(const Document *document, Diagnostics *diagnostics)
{
	ParseOptions options = { .version = NULL };

	if (!document->source)
		return NULL;
	return scenario_parse_text(document->path, g_strdup(document->source->text),
				   document->source->size, &options, diagnostics);
}

void errors_append(const Document *document, JsonBuilder *builder)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();

	scenario_free(parse(document, diagnostics));
	append_messages(document, document->diagnostics, builder);
	append_messages(document, diagnostics, builder);
}

static void append_outcome(const Document *document, const RunResult *result,
			   const StepOutcome *outcome, JsonBuilder *builder)
{
	const Position *at = &outcome->step->at;
	gboolean own = strcmp(at->source->path, document->path) == 0;
	g_autoptr(GString) text = g_string_new(outcome->text);

	g_string_append_c(text, '\n');
	outcome_append_detail(text, result, outcome);
	g_strchomp(text->str);
	append_one(builder, document, own ? at->line : include_line(document, at->source->path),
		   own ? at->column : 1, text->str);
}

char *errors_of_run(const Document *document, JsonBuilder *builder)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = parse(document, diagnostics);
	g_autoptr(HashCache) cache = hash_cache_new();
	RunOptions options = { .keep_all = FALSE };
	RunResult result;
	char *summary;

	append_messages(document, diagnostics, builder);
	if (!scenario)
		return g_strdup("errors, not run");
	scenario->config.hash_user = cache;
	scenario_run(scenario, &options, &result);
	for (guint i = 0; i < result.outcomes->len; i++)
		if (!((StepOutcome *)result.outcomes->pdata[i])->passed)
			append_outcome(document, &result, result.outcomes->pdata[i], builder);
	summary = g_strdup_printf("%s: %u step%s%s", result.failed ? "FAIL" :
				  result.limit ? "incomplete" : "ok", result.steps, result.steps == 1 ? "" : "s",
				  result.failed ? "" : ", all as expected");
	run_result_clear(&result);
	return summary;
}
