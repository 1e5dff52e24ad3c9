/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any bytes as a scenario in an editor: laid out, it has the same words and is
 * laid out already; and at every place something, or nothing, is known.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "language/lexer.h"
#include "layout/layout.h"
#include "lsp/completion.h"
#include "lsp/document.h"
#include "lsp/hover.h"

/* Kinds and texts of all tokens; NULL if any is bad. */
static char *words(const char *text)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = source_from_text("t", g_strdup(text), strlen(text), diagnostics);
	g_autoptr(Lexer) lexer = source ? lexer_new(source, diagnostics) : NULL;
	GString *out = g_string_new(NULL);
	TokenLine line;
	gboolean ok;

	while (lexer && lexer_next(lexer, &line, &ok)) {
		for (guint i = 0; i < line.count; i++)
			g_string_append_printf(out, "%d %s\n", line.tokens[i].kind, line.tokens[i].text);
		token_line_clear(&line);
	}
	return g_string_free(out, FALSE);
}

static char *lay_out(const char *text, gsize size)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Source) source = source_from_text("t", g_strndup(text, size), size, diagnostics);

	return source ? layout_text(source, diagnostics) : NULL;
}

static void check(gboolean good, const char *what)
{
	if (good)
		return;
	g_printerr("%s\n", what);
	abort();
}

static void check_layout(const char *text, gsize size)
{
	g_autofree char *once = lay_out(text, size);
	g_autofree char *twice = once ? lay_out(once, strlen(once)) : NULL;
	g_autofree char *before = NULL, *after = NULL;

	if (!once)
		return;
	if (!twice || strcmp(once, twice) != 0)
		g_printerr("---- once\n%s---- twice\n%s----\n", once, twice ? twice : "(nothing)");
	before = words(text);
	after = words(once);
	check(twice && strcmp(once, twice) == 0, "laid out, it is laid out otherwise");
	check(strcmp(before, after) == 0, "laid out, it has other words");
}

/* Places are chosen by the bytes themselves. */
static void look_around(const char *text, const uint8_t *data, size_t size)
{
	Document *document = document_new("file:///t.ripas", text);

	for (size_t i = 0; i + 1 < MIN(size, 4); i += 2) {
		g_autofree char *hover = hover_text(document, data[i] % 16, data[i + 1] % 64);
		g_autoptr(GPtrArray) found = completion_at(document, data[i] % 16, data[i + 1] % 64);

		check(!hover || g_utf8_validate(hover, -1, NULL), "a hover is no text");
		check(found != NULL, "there are no words");
	}
	document_free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);

	check_layout(text, strlen(text));
	look_around(text, data, size);
	return 0;
}
