/* SPDX-License-Identifier: BSD-3-Clause */
/* Grammars that editors colour scenarios by, from the vocabulary. */
#include "editor/grammar.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "editor/vocabulary.h"

/* A class of words: its group in vim, what that looks like, and its scope in TextMate. */
static const struct {
	VocabularyKind kind;
	const char *group, *link, *scope;
} classes[] = {
	{ VOCABULARY_LINE, "ripasLine", "Statement", "keyword.control.ripas" },
	{ VOCABULARY_PREDICATE, "ripasPredicate", "Type", "support.type.ripas" },
	{ VOCABULARY_COMMAND, "ripasCommand", "Function", "entity.name.function.ripas" },
	{ VOCABULARY_PROCEDURE, "ripasProcedure", "Function", "entity.name.function.ripas" },
	{ VOCABULARY_STATUS, "ripasStatus", "Constant", "constant.language.ripas" },
	{ VOCABULARY_VALUE, "ripasValue", "Constant", "constant.language.ripas" },
};

/* What is told by its form. TextMate takes the first that matches. */
static const struct {
	const char *group, *link, *vim, *scope, *textmate;
} forms[] = {
	{ "ripasComment", "Comment", "#.*$", "comment.line.number-sign.ripas", "#.*$" },
	{ "ripasString", "String", "\"[^\"]*\"", "string.quoted.double.ripas", "\"[^\"]*\"" },
	{ "ripasVariable", "Identifier", "\\$\\w\\+", "variable.other.ripas", "\\$\\w+" },
	{ "ripasNumber", "Number", "\\<\\%(0x[0-9a-fA-F_]\\+\\|\\d[0-9_]*[KMGT]\\?\\)\\>",
	  "constant.numeric.ripas", "\\b(?:0x[0-9a-fA-F_]+|\\d[0-9_]*[KMGT]?)(?![\\w])" },
	{ "ripasLog", "Function", "\\<SMC_\\w\\+", "entity.name.function.ripas", "\\bSMC_\\w+" },
	{ "ripasArgument", "Label", "\\<\\w\\+\\ze\\s*=[^=]", "variable.parameter.ripas",
	  "\\b\\w+(?=\\s*=[^=])" },
	/* "any" starts lines, too. */
	{ "ripasStatus", "Constant", "> \\zs\\%(any\\|fails\\|succeeds\\)\\>", "constant.language.ripas",
	  "(?<=> )(?:any|fails|succeeds)\\b" },
	{ "ripasOperator", "Operator", "\\.\\.\\|[><=!]=\\?\\|[|+*~]", "keyword.operator.ripas",
	  "\\.\\.|[><=!]=?|[|+*~]" },
};

/* ---- vim ---- */

static void append_keywords(GString *out, const char *group, VocabularyKind kind)
{
	g_autoptr(GPtrArray) names = vocabulary(kind);
	guint column = 0;

	for (guint i = 0; i < names->len; i++) {
		const char *name = names->pdata[i];

		if (column == 0 || column + strlen(name) > 90) {
			g_string_append_printf(out, "%ssyntax keyword %s", column ? "\n" : "", group);
			column = (guint)strlen("syntax keyword ") + (guint)strlen(group);
		}
		g_string_append_printf(out, " %s", name);
		column += (guint)strlen(name) + 1;
	}
	g_string_append_c(out, '\n');
}

char *grammar_vim(void)
{
	GString *out = g_string_new(
		"\" Scenarios of ripas-sim, *.ripas. Made by 'ripas-sim show grammar vim'.\n"
		"if exists('b:current_syntax')\n  finish\nendif\n\n"
		"syntax case match\nsyntax iskeyword @,48-57,_,.,-\n\n");

	/* The later of two matches wins: comments and strings are last. */
	for (gsize i = G_N_ELEMENTS(forms); i > 0; i--)
		g_string_append_printf(out, "syntax match %s @%s@\n", forms[i - 1].group,
				       forms[i - 1].vim);
	g_string_append_c(out, '\n');
	for (gsize i = 0; i < G_N_ELEMENTS(classes); i++)
		append_keywords(out, classes[i].group, classes[i].kind);
	g_string_append_c(out, '\n');
	for (gsize i = 0; i < G_N_ELEMENTS(classes); i++)
		g_string_append_printf(out, "highlight default link %s %s\n", classes[i].group,
				       classes[i].link);
	for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
		g_string_append_printf(out, "highlight default link %s %s\n", forms[i].group,
				       forms[i].link);
	g_string_append(out, "\nlet b:current_syntax = 'ripas'\n");
	return g_string_free(out, FALSE);
}

/* ---- TextMate ---- */

static void add_string(JsonBuilder *builder, const char *name, const char *text)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, text);
}

static void add_pattern(JsonBuilder *builder, const char *scope, const char *match)
{
	json_builder_begin_object(builder);
	add_string(builder, "name", scope);
	add_string(builder, "match", match);
	json_builder_end_object(builder);
}

/* Any of the words, whole: '.' and '-' are parts of words. */
static void add_words(JsonBuilder *builder, const char *scope, VocabularyKind kind)
{
	g_autoptr(GPtrArray) names = vocabulary(kind);
	g_autoptr(GString) match = g_string_new("(?<![\\w.-])(?:");

	for (guint i = 0; i < names->len; i++) {
		g_autofree char *escaped = g_regex_escape_string(names->pdata[i], -1);

		g_string_append_printf(match, "%s%s", i ? "|" : "", escaped);
	}
	g_string_append(match, ")(?![\\w-])");
	add_pattern(builder, scope, match->str);
}

char *grammar_textmate(void)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(JsonNode) root = NULL;

	json_builder_begin_object(builder);
	add_string(builder, "name", "RIPAS scenario");
	add_string(builder, "scopeName", "source.ripas");
	json_builder_set_member_name(builder, "fileTypes");
	json_builder_begin_array(builder);
	json_builder_add_string_value(builder, "ripas");
	json_builder_end_array(builder);
	json_builder_set_member_name(builder, "patterns");
	json_builder_begin_array(builder);
	for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
		add_pattern(builder, forms[i].scope, forms[i].textmate);
	for (gsize i = 0; i < G_N_ELEMENTS(classes); i++)
		add_words(builder, classes[i].scope, classes[i].kind);
	json_builder_end_array(builder);
	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	return json_to_string(root, TRUE);
}
