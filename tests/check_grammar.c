/* SPDX-License-Identifier: BSD-3-Clause */
/* Grammars for editors: every word of the library is coloured as what it is. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "editor/grammar.h"
#include "folder.h"
#include "language/lexer.h"
#include "library.h"
#include "program.h"
#include "suites.h"

/* What a token is; "" if that is not asked. */
static const char *expected(const TokenLine *line, guint i)
{
	const Token *token = &line->tokens[i], *before = i ? token - 1 : NULL;
	gboolean argument = token[1].kind == TOKEN_SYMBOL && strcmp(token[1].text, "=") == 0;
	gboolean result = before && before->kind == TOKEN_SYMBOL && strcmp(before->text, ">") == 0 &&
			  strcmp(line->tokens[0].text, "expect") != 0;

	switch (token->kind) {
	case TOKEN_STRING:
		return "string";
	case TOKEN_VARIABLE:
		return "variable.other";
	case TOKEN_NUMBER:
	case TOKEN_BYTES:
		return g_str_has_prefix(line->tokens[0].text, "SMC_") ? "" : "constant.numeric";
	case TOKEN_SYMBOL:
		return strpbrk(token->text, "><=|") || strcmp(token->text, "..") == 0
		       ? "keyword.operator" : "";
	case TOKEN_WORD:
		if (argument)
			return "variable.parameter";
		if (result)
			return "constant.language";
		if (i == 0)
			return g_str_has_prefix(token->text, "SMC_") ? "entity.name.function"
								     : "keyword.control";
		if (i == 1 && (strcmp(before->text, "host") == 0 || strcmp(before->text, "guest") == 0))
			return "entity.name.function";
		return "";
	default:
		return "";
	}
}

/* ---- TextMate ---- */

typedef struct {
	GRegex *match;
	char *scope;
} Pattern;

static void pattern_clear(gpointer data)
{
	Pattern *pattern = data;

	g_regex_unref(pattern->match);
	g_free(pattern->scope);
}

static GArray *read_patterns(void)
{
	g_autofree char *text = grammar_textmate();
	g_autoptr(JsonNode) root = json_from_string(text, NULL);
	JsonArray *rows = json_object_get_array_member(json_node_get_object(root), "patterns");
	GArray *patterns = g_array_new(FALSE, FALSE, sizeof(Pattern));

	g_array_set_clear_func(patterns, pattern_clear);
	for (guint i = 0; i < json_array_get_length(rows); i++) {
		JsonObject *row = json_array_get_object_element(rows, i);
		const char *match = json_object_get_string_member(row, "match");
		Pattern pattern = { g_regex_new(match, G_REGEX_OPTIMIZE, 0, NULL),
				    g_strdup(json_object_get_string_member(row, "name")) };

		ck_assert_msg(pattern.match != NULL, "%s", match);
		g_array_append_val(patterns, pattern);
	}
	return patterns;
}

/* The scope of every byte of a line, as an editor finds it; NULL: none. */
static const char **scopes_of(const char *line, const GArray *patterns)
{
	gsize size = strlen(line);
	const char **scopes = g_new0(const char *, size + 1);

	for (gsize at = 0; at < size;) {
		gint first = G_MAXINT, last = 0;
		const char *scope = NULL;

		for (guint i = 0; i < patterns->len; i++) {
			const Pattern *pattern = &g_array_index(patterns, Pattern, i);
			g_autoptr(GMatchInfo) info = NULL;
			gint start, end;

			if (!g_regex_match_full(pattern->match, line, (gssize)size, (gint)at, 0, &info,
						NULL))
				continue;
			g_match_info_fetch_pos(info, 0, &start, &end);
			if (start < first) {
				first = start;
				last = end;
				scope = pattern->scope;
			}
		}
		if (!scope)
			break;
		for (gint i = first; i < last; i++)
			scopes[i] = scope;
		at = (gsize)MAX(last, first + 1);
	}
	return scopes;
}

static void check_line(const char *path, const Source *source, const TokenLine *line,
		       const GArray *patterns)
{
	unsigned number = 0;
	g_autofree const char **scopes = NULL;
	g_autofree char *text = NULL;

	for (guint i = 0; i + 1 < line->count; i++) {
		const Token *token = &line->tokens[i];
		const char *wanted = expected(line, i);

		if (token->at.line != number) {
			number = token->at.line;
			g_free(text);
			g_free(scopes);
			text = source_line(source, number);
			scopes = scopes_of(text, patterns);
		}
		ck_assert_msg(!*wanted || (scopes[token->at.column - 1] &&
			      g_str_has_prefix(scopes[token->at.column - 1], wanted)),
			      "%s:%u:%u: %s is %s, not %s", path, number, token->at.column, token->text,
			      scopes[token->at.column - 1] ? scopes[token->at.column - 1] : "nothing",
			      wanted);
	}
}

/* A part of the library: some folders have many alike. */
static const char *const folders[] = {
	"scenarios/boot", "scenarios/kvm", "scenarios/attack", "scenarios/spec", "scenarios/common",
	"scenarios/conditions",
};

START_TEST(test_textmate)
{
	g_autoptr(GPtrArray) files = library_files(folders[_i]);
	g_autoptr(GArray) patterns = read_patterns();

	for (guint i = 0; i < files->len; i++) {
		const char *path = files->pdata[i];
		g_autoptr(Diagnostics) diagnostics = diagnostics_new();
		g_autoptr(Source) source = source_load(path, diagnostics);
		g_autoptr(Lexer) lexer = lexer_new(source, diagnostics);
		TokenLine line;
		gboolean ok;

		while (lexer_next(lexer, &line, &ok)) {
			check_line(path, source, &line, patterns);
			token_line_clear(&line);
		}
	}
}
END_TEST

static const struct {
	const char *line, *at, *scope;
} marks[] = {
	{ "mark m # a \"b\" $c", "# a", "comment" }, { "mark m # a \"b\" $c", "$c", "comment" },
	{ "title \"a # b\"", "# b", "string" }, { "host kvm.populate > OK", "kvm.", "entity.name" },
	{ "expect ripas $dram RAM", "RAM", "constant.language" },
	{ "expect ripas $dram RAM", "ripas", "support.type" },
};

START_TEST(test_mark)
{
	g_autoptr(GArray) patterns = read_patterns();
	g_autofree const char **scopes = scopes_of(marks[_i].line, patterns);
	const char *scope = scopes[strstr(marks[_i].line, marks[_i].at) - marks[_i].line];

	ck_assert_msg(scope && g_str_has_prefix(scope, marks[_i].scope), "%s: %s", marks[_i].line,
		      scope ? scope : "nothing");
}
END_TEST

/* ---- vim, where there is one ---- */

static const struct {
	const char *scope, *groups;
} groups[] = {
	{ "string", "ripasString" }, { "variable.other", "ripasVariable" },
	{ "constant.numeric", "ripasNumber" }, { "keyword.operator", "ripasOperator" },
	/* Keywords go before matches in vim. */
	{ "variable.parameter", "ripasArgument ripasPredicate ripasLine ripasCommand" },
	{ "constant.language", "ripasStatus ripasValue ripasLine" },
	{ "entity.name.function", "ripasCommand ripasProcedure ripasLog" },
	{ "keyword.control", "ripasLine" },
};

static gboolean is_group(const char *group, const char *scope)
{
	for (gsize i = 0; i < G_N_ELEMENTS(groups); i++)
		if (strcmp(groups[i].scope, scope) == 0)
			return *group && strstr(groups[i].groups, group) != NULL;
	return FALSE;
}

/* Prints the group of each place that is asked for: "LINE COLUMN" in @places. */
static char *ask_vim(const Folder *folder, const char *path)
{
	static const char script[] =
		"set nocompatible\nsyntax on\nexecute 'source' g:folder . '/ripas.vim'\n"
		"let out = []\nfor place in readfile(g:folder . '/places')\n"
		"  let p = split(place)\n"
		"  call add(out, synIDattr(synID(p[0], p[1], 1), 'name'))\nendfor\n"
		"call writefile(out, g:folder . '/groups')\nqall!\n";
	g_autofree char *scripted = g_build_filename(folder->path, "script.vim", NULL);
	g_autofree char *command = NULL, *said = NULL, *answer = NULL;
	char *text = NULL;
	int code;

	ck_assert(g_file_set_contents(scripted, script, -1, NULL));
	command = g_strdup_printf("ripas-sim show grammar vim >%s/ripas.vim && "
				  "vim -u NONE -es --cmd 'let g:folder=\"%s\"' -S %s %s </dev/null",
				  folder->path, folder->path, scripted, path);
	said = program_run(command, &code);
	answer = g_build_filename(folder->path, "groups", NULL);
	ck_assert_msg(g_file_get_contents(answer, &text, NULL, NULL), "%s", said);
	return text;
}

/* The places of all words that are something. */
static void add_places(const char *path, GString *places, GPtrArray *scopes)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = source_load(path, diagnostics);
	g_autoptr(Lexer) lexer = lexer_new(source, diagnostics);
	TokenLine line;
	gboolean ok;

	while (lexer_next(lexer, &line, &ok)) {
		for (guint i = 0; i + 1 < line.count; i++) {
			const Token *token = &line.tokens[i];

			if (!*expected(&line, i))
				continue;
			g_string_append_printf(places, "%u %u %s\n", token->at.line, token->at.column,
					       token->text);
			g_ptr_array_add(scopes, (gpointer)(guintptr)expected(&line, i));
		}
		token_line_clear(&line);
	}
}

START_TEST(test_vim)
{
	static const char *const paths[] = {
		"scenarios/boot/block.ripas", "scenarios/kvm/build-512M.ripas",
		"scenarios/attack/half-answer.ripas",
	};
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(GString) places = g_string_new(NULL);
	g_autoptr(GPtrArray) scopes = g_ptr_array_new();
	g_autofree char *file = g_build_filename(folder->path, "places", NULL), *text = NULL;
	g_autofree char *remove = g_strdup_printf("rm -f %s/*", folder->path);
	g_auto(GStrv) found = NULL, asked = NULL;
	int code;

	g_free(program_run("command -v vim", &code));
	if (code != 0)
		return;
	add_places(paths[_i], places, scopes);
	ck_assert(g_file_set_contents(file, places->str, -1, NULL));
	text = ask_vim(folder, paths[_i]);
	g_free(program_run(remove, &code));
	found = g_strsplit(text, "\n", -1);
	asked = g_strsplit(places->str, "\n", -1);
	ck_assert_uint_eq(g_strv_length(found), scopes->len + 1);
	for (guint i = 0; i < scopes->len; i++)
		ck_assert_msg(is_group(found[i], scopes->pdata[i]), "%s:%s: '%s', not %s", paths[_i],
			      asked[i], found[i], (const char *)scopes->pdata[i]);
}
END_TEST

Suite *suite_grammar(void)
{
	Suite *suite = suite_create("grammar");
	TCase *tcase = tcase_create("grammar");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_textmate, 0, G_N_ELEMENTS(folders));
	tcase_add_loop_test(tcase, test_mark, 0, G_N_ELEMENTS(marks));
	tcase_add_loop_test(tcase, test_vim, 0, 3);
	suite_add_tcase(suite, tcase);
	return suite;
}
