/* SPDX-License-Identifier: BSD-3-Clause */
/* What a word of a line is about. */
#include "editor/context.h"

#include <string.h>

#include "system/version.h"
#include "text/spelling.h"

static gboolean is(const Token *token, TokenKind kind, const char *text)
{
	return token->kind == kind && strcmp(token->text, text) == 0;
}

/* Behind "host" or "guest", and perhaps "$rec:". */
static guint command_index(const TokenLine *line, guint first)
{
	guint at = first + 1;

	for (guint i = at; i + 1 < line->count && i < at + 8; i++)
		if (is(&line->tokens[i], TOKEN_SYMBOL, ":"))
			return i + 1;
	return at;
}

static const struct rmm_command *find(const struct rmm_version *version, const char *name)
{
	static const enum rmm_interface interfaces[] = {
		INTERFACES, INTERFACE_REALM, INTERFACE_HOST
	};
	const struct rmm_command *found = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(interfaces) && !found; i++)
		found = spelling_find(version_commands(version), name, interfaces[i]);
	return found;
}

Context context_of(const TokenLine *line, guint index, const struct rmm_version *version)
{
	guint first = is(&line->tokens[0], TOKEN_WORD, "in") && line->count > 3 ? 2 : 0;
	Context context = { .first = &line->tokens[first] };

	context.host = is(context.first, TOKEN_WORD, "host");
	if (context.host || is(context.first, TOKEN_WORD, "guest") ||
	    is(context.first, TOKEN_WORD, "realm")) {
		guint at = command_index(line, first);

		if (at < line->count && line->tokens[at].kind == TOKEN_WORD)
			context.command = &line->tokens[at];
	} else if (g_str_has_prefix(context.first->text, "SMC_")) {
		context.command = context.first;
	}
	if (context.command)
		context.meant = find(version, context.command->text);
	for (guint i = first; i < index; i++)
		context.in_result |= is(&line->tokens[i], TOKEN_SYMBOL, ">");
	/* "by=a|b": both are values of it. */
	for (guint i = index; i > 1; i -= 2) {
		if (is(&line->tokens[i - 1], TOKEN_SYMBOL, "="))
			context.name = &line->tokens[i - 2];
		if (!is(&line->tokens[i - 1], TOKEN_SYMBOL, "|"))
			break;
	}
	context.is_name = index + 1 < line->count && is(&line->tokens[index + 1], TOKEN_SYMBOL, "=");
	return context;
}
