/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand at a place of a document. */
#include "lsp/completion.h"

#include <string.h>

#include "editor/candidates.h"
#include "lsp/definition.h"

/* The statement up to the cursor, continued lines joined. */
static char *text_before(const Document *document, guint line, guint character)
{
	g_autofree char *last = source_line(document->source, line + 1);
	g_autoptr(GString) text = g_string_new_len(last, (gssize)byte_of(last, character));

	for (; line > 0; line--) {
		g_autofree char *before = g_strchomp(source_line(document->source, line));

		if (!g_str_has_suffix(before, "\\"))
			break;
		before[strlen(before) - 1] = ' ';
		g_string_prepend(text, before);
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static GPtrArray *variables(gconstpointer document)
{
	return definition_variables(document);
}

GPtrArray *completion_at(const Document *document, guint line, guint character)
{
	const CandidateScope scope = { document_version(document), variables, document };
	g_autofree char *text = NULL;

	if (!document->source)
		return g_ptr_array_new_with_free_func(g_free);
	text = text_before(document, line, character);
	return candidates_of(text, &scope);
}
