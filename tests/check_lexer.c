/* SPDX-License-Identifier: BSD-3-Clause */
/* Tokens of the scenario language: kinds, values, places, what is no token. */
#include <string.h>

#include "language/lexer.h"
#include "suites.h"

/* A letter for each kind. */
static const char kinds[] = {
	[TOKEN_END] = '.', [TOKEN_WORD] = 'w', [TOKEN_NUMBER] = 'n', [TOKEN_BYTES] = 'b',
	[TOKEN_STRING] = 's', [TOKEN_VARIABLE] = '$', [TOKEN_SYMBOL] = '+',
};

/* A text that is lexed whole: "w:host n:16 | ..." with '|' between statements. */
static char *lex(const char *text, Diagnostics *diagnostics)
{
	g_autoptr(Source) source = source_from_text("t", g_strdup(text), strlen(text), diagnostics);
	g_autoptr(Lexer) lexer = source ? lexer_new(source, diagnostics) : NULL;
	GString *out = g_string_new(NULL);
	TokenLine line;
	gboolean ok;

	while (lexer && lexer_next(lexer, &line, &ok)) {
		g_string_append(out, out->len ? " | " : "");
		for (guint i = 0; i + 1 < line.count; i++) {
			const Token *token = &line.tokens[i];

			g_string_append_printf(out, "%s%c:", i ? " " : "", kinds[token->kind]);
			if (token->kind == TOKEN_NUMBER)
				g_string_append_printf(out, "%" G_GUINT64_FORMAT, token->number);
			else
				g_string_append(out, token->text);
		}
		ck_assert(line.tokens[line.count - 1].kind == TOKEN_END);
		token_line_clear(&line);
	}
	return g_string_free(out, FALSE);
}

static const struct {
	const char *text, *tokens;
} good[] = {
	{ "", "" }, { "  \t\r\n\n# only comments\n", "" },
	{ "host READ", "w:host w:READ" },
	{ "a\nb # c\nd", "w:a | w:b | w:d" },
	{ "a \\\n  b\nc", "w:a w:b | w:c" },
	{ "a \\  \n b", "w:a w:b" },
	{ "0 7 1_000 0x10 0xAb_cd 0x8800_0000", "n:0 n:7 n:1000 n:16 n:43981 n:2281701376" },
	{ "4K 1M 2G 1T 0x2K", "n:4096 n:1048576 n:2147483648 n:1099511627776 n:2048" },
	{ "18446744073709551615 0xffffffffffffffff",
	  "n:18446744073709551615 n:18446744073709551615" },
	{ "0x00112233445566778899", "b:0x00112233445566778899" },
	{ "$rd $rec_2 $a+1", "$:rd $:rec_2 $:a +:+ n:1" },
	{ "\"a b # c\" x", "s:a b # c w:x" },
	{ "a=1 > b==c !=d ..e,f|g", "w:a +:= n:1 +:> w:b +:== w:c +:!= w:d +:.. w:e +:, w:f +:| w:g" },
	{ "( a - 1 ) * 2:", "+:( w:a +:- n:1 +:) +:* n:2 +::" },
	{ "ripas-lifecycle rmm-1.0-rel0 tf-rmm-1.0", "w:ripas-lifecycle w:rmm-1.0-rel0 w:tf-rmm-1.0" },
	{ "$a-4K", "$:a +:- n:4096" },
	/* A line from a log: numbers are hexadecimal and have no prefix. */
	{ "SMC_RMI_DATA_DESTROY 10 ab > RMI_SUCCESS 1f",
	  "w:SMC_RMI_DATA_DESTROY n:16 n:171 +:> w:RMI_SUCCESS n:31" },
	{ "SMC_RMI_X rd=ab\nhost 10", "w:SMC_RMI_X w:rd +:= n:171 | w:host n:10" },
};

START_TEST(test_tokens)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autofree char *tokens = lex(good[_i].text, diagnostics);

	ck_assert_str_eq(tokens, good[_i].tokens);
	ck_assert_uint_eq(diagnostics->messages->len, 0);
}
END_TEST

static const struct {
	const char *text, *message;
} bad[] = {
	{ "a ;", "t:1:3: error: unexpected character" },
	{ "a\n  \303\244", "t:2:3: error: unexpected character" },
	{ "a \"b", "t:1:3: error: string without closing quote" },
	{ "a \"b\nc\"", "t:1:3: error: string without closing quote" },
	{ "$ a", "t:1:1: error: '$' without a name" },
	{ "0x", "t:1:1: error: number without digits" },
	{ "0x_", "t:1:1: error: number without digits" },
	{ "12ab", "t:1:1: error: letters after a number" },
	{ "18446744073709551616", "t:1:1: error: number does not fit 64 bits" },
	{ "16777216T", "t:1:1: error: number does not fit 64 bits" },
	{ "a \\ b", "t:1:3: error: unexpected character" },
	{ "a\377", "t:1:2: error: invalid UTF-8: this is not a text file" },
};

START_TEST(test_bad_tokens)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();

	g_free(lex(bad[_i].text, diagnostics));
	ck_assert(diagnostics->messages->len > 0);
	ck_assert_str_eq(diagnostics->messages->pdata[0], bad[_i].message);
}
END_TEST

/* Where the result stands, for recording. */
START_TEST(test_places)
{
	static const char text[] = "host A \\\n  b=1 > X  # c\n";
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = source_from_text("t", g_strdup(text), strlen(text), diagnostics);
	g_autoptr(Lexer) lexer = lexer_new(source, diagnostics);
	TokenLine line;
	gboolean ok;

	ck_assert(lexer_next(lexer, &line, &ok) && ok);
	ck_assert_uint_eq(line.line, 1);
	ck_assert_uint_eq(line.end_line, 2);
	ck_assert_uint_eq(line.result_line, 2);
	ck_assert_uint_eq(line.result_column, 7);
	ck_assert_uint_eq(line.text_end, 10);
	ck_assert_uint_eq(line.tokens[2].at.line, 2);
	ck_assert_uint_eq(line.tokens[2].at.column, 3);
	token_line_clear(&line);
	ck_assert(!lexer_next(lexer, &line, &ok));
}
END_TEST

/* Only so many errors are kept. */
START_TEST(test_too_many_errors)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autofree char *text = g_strnfill(4000, ';');

	g_free(lex(text, diagnostics));
	ck_assert_uint_eq(diagnostics->messages->len, DIAGNOSTICS_MAX + 1);
	ck_assert_str_eq(diagnostics->messages->pdata[DIAGNOSTICS_MAX], "too many errors");
}
END_TEST

START_TEST(test_lines_of_a_source)
{
	static const char text[] = "one\r\ntwo\n\nfour";
	static const char *const lines[] = { "one", "two", "", "four", "" };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = source_from_text("t", g_strdup(text), strlen(text), diagnostics);
	g_autofree char *line = source_line(source, (unsigned)_i + 1);

	ck_assert_str_eq(line, lines[_i]);
}
END_TEST

Suite *suite_lexer(void)
{
	Suite *suite = suite_create("lexer");
	TCase *tcase = tcase_create("lexer");

	tcase_add_loop_test(tcase, test_tokens, 0, G_N_ELEMENTS(good));
	tcase_add_loop_test(tcase, test_bad_tokens, 0, G_N_ELEMENTS(bad));
	tcase_add_test(tcase, test_places);
	tcase_add_test(tcase, test_too_many_errors);
	tcase_add_loop_test(tcase, test_lines_of_a_source, 0, 5);
	suite_add_tcase(suite, tcase);
	return suite;
}
