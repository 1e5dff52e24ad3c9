/* SPDX-License-Identifier: BSD-3-Clause */
/* Integer expressions and values of arguments. */
#include <string.h>

#include "language/expression.h"
#include "suites.h"

/* Parses @text as an expression in which $known is set to 5. */
static Expression *parse(const char *text, Source **source, Diagnostics *diagnostics)
{
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(Lexer) lexer = NULL;
	TokenLine line;
	Expression *expression;
	Cursor cursor = { .line = &line, .diagnostics = diagnostics, .known = known };
	gboolean ok;

	g_hash_table_add(known, (gpointer)"known");
	g_hash_table_add(known, (gpointer)"unset");
	*source = source_from_text("t", g_strdup(text), strlen(text), diagnostics);
	lexer = lexer_new(*source, diagnostics);
	ck_assert(lexer_next(lexer, &line, &ok));
	expression = expression_parse(&cursor);
	ck_assert_int_eq(expression == NULL, cursor.failed && !expression);
	if (expression && !cursor.failed && !cursor_at_end(&cursor))
		cursor_error(&cursor, "more");
	token_line_clear(&line);
	return expression;
}

static gboolean evaluate(const Expression *expression, guint64 *value, const char **missing)
{
	g_autoptr(GHashTable) variables = g_hash_table_new(g_str_hash, g_str_equal);
	guint64 five = 5;

	g_hash_table_insert(variables, (gpointer)"known", &five);
	return expression_evaluate(expression, variables, value, missing);
}

static const struct {
	const char *text;
	guint64 value;
} good[] = {
	{ "1", 1 }, { "1+2", 3 }, { "2*3+4", 10 }, { "2+3*4", 14 }, { "(2+3)*4", 20 },
	{ "10-2-3", 5 }, { "10-(2-3)", 11 }, { "-1", G_MAXUINT64 }, { "--1", 1 }, { "2*-3+7", 1 },
	{ "$known", 5 }, { "$known*$known - 1", 24 }, { "0x8000_0000 + 64M", 0x84000000 },
	{ "0xffffffffffffffff + 2 - 3", G_MAXUINT64 - 1 },
	{ "-9223372036854775808", (guint64)1 << 63 }, { "((((7))))", 7 },
	{ "-4K + 8", G_MAXUINT64 - 4087 }, { "-$known", G_MAXUINT64 - 4 },
};

START_TEST(test_value)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = NULL;
	Expression *expression = parse(good[_i].text, &source, diagnostics);
	const char *missing;
	guint64 value;

	ck_assert(expression && evaluate(expression, &value, &missing));
	ck_assert_uint_eq(diagnostics->messages->len, 0);
	ck_assert_msg(value == good[_i].value, "%s", good[_i].text);
	expression_free(expression);
}
END_TEST

static const struct {
	const char *text, *message;
} bad[] = {
	{ "+", "t:1:1: error: expected a number or a variable" },
	{ "0xffffffffffffffff + 1", "t:1:1: error: the value is below 0 or does not fit 64 bits" },
	{ "1 - 0x8000000000000002", "t:1:1: error: the value is below 0 or does not fit 64 bits" },
	{ "(1T*1T)*1T*1T", "t:1:1: error: the value is below 0 or does not fit 64 bits" },
	{ "1 - 2", "t:1:1: error: the value is below 0 or does not fit 64 bits" },
	{ "0 * 5 - 6", "t:1:1: error: the value is below 0 or does not fit 64 bits" },
	{ "1 +", "t:1:4: error: expected a number or a variable" },
	{ "1 * )", "t:1:5: error: expected a number or a variable" },
	{ "(1", "t:1:3: error: expected ')'" },
	{ "1 2", "t:1:3: error: more" },
	{ "$knwon", "t:1:1: error: variable '$knwon' is not set (did you mean '$known'?)" },
	{ "$zzzzzz", "t:1:1: error: variable '$zzzzzz' is not set" },
	{ "word", "t:1:1: error: expected a number or a variable" },
};

START_TEST(test_mistake)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = NULL;

	expression_free(parse(bad[_i].text, &source, diagnostics));
	ck_assert_uint_eq(diagnostics->messages->len, 1);
	ck_assert_str_eq(diagnostics->messages->pdata[0], bad[_i].message);
}
END_TEST

/* @count times @part between @head and @tail. */
static char *repeat(const char *head, const char *part, guint count, const char *tail)
{
	GString *text = g_string_new(head);

	while (count--)
		g_string_append(text, part);
	g_string_append(text, tail);
	return g_string_free(text, FALSE);
}

static const struct {
	const char *head, *part, *tail;
	guint fits, refused;
	const char *message;
} limits[] = {
	{ "", "(", "1", 0, 65, "expression nested too deeply" },
	{ "", "-", "1", 64, 65, "expression nested too deeply" },
	{ "1", "+1", "", 1000, 1001, "expression with more than 1000 operators" },
	{ "1", "*1", "", 1000, 1001, "expression with more than 1000 operators" },
};

START_TEST(test_limit)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autofree char *fits = repeat(limits[_i].head, limits[_i].part, limits[_i].fits,
				       limits[_i].tail);
	g_autofree char *refused = repeat(limits[_i].head, limits[_i].part, limits[_i].refused,
					  limits[_i].tail);
	g_autoptr(Source) first = NULL, second = NULL;

	expression_free(parse(fits, &first, diagnostics));
	ck_assert_uint_eq(diagnostics->messages->len, 0);
	expression_free(parse(refused, &second, diagnostics));
	ck_assert_uint_eq(diagnostics->messages->len, 1);
	ck_assert_msg(g_str_has_suffix(diagnostics->messages->pdata[0], limits[_i].message), "%s",
		      (char *)diagnostics->messages->pdata[0]);
}
END_TEST

START_TEST(test_missing_variable)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = NULL;
	Expression *expression = parse("1 + $unset", &source, diagnostics);
	const char *missing = NULL;
	guint64 value;

	ck_assert(expression && !evaluate(expression, &value, &missing));
	ck_assert_str_eq(missing, "unset");
	expression_free(expression);
}
END_TEST

Suite *suite_expression(void)
{
	Suite *suite = suite_create("expression");
	TCase *tcase = tcase_create("expression");

	tcase_add_loop_test(tcase, test_value, 0, G_N_ELEMENTS(good));
	tcase_add_loop_test(tcase, test_mistake, 0, G_N_ELEMENTS(bad));
	tcase_add_loop_test(tcase, test_limit, 0, G_N_ELEMENTS(limits));
	tcase_add_test(tcase, test_missing_variable);
	suite_add_tcase(suite, tcase);
	return suite;
}
