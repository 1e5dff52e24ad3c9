/* SPDX-License-Identifier: BSD-3-Clause */
/* Documents that the client opens, changes and closes. */
#include "lsp/session.h"

static void keep(const Request *request, const char *uri, const char *text)
{
	Document *document;

	if (!uri || !text)
		return;
	document = document_new(uri, text);
	g_hash_table_replace(request->server->documents, document->uri, document);
	session_publish(request->server, document, FALSE);
}

void note_open(Request *request)
{
	keep(request, string_of(request_text_document(request), "uri"),
	     string_of(request_text_document(request), "text"));
}

/* All of the text is sent: the last change is what it is. */
void note_change(Request *request)
{
	JsonNode *changes = member_of(request->parameters, "contentChanges");
	JsonArray *rows = changes && JSON_NODE_HOLDS_ARRAY(changes) ? json_node_get_array(changes)
								    : NULL;
	guint count = rows ? json_array_get_length(rows) : 0;

	if (count)
		keep(request, string_of(request_text_document(request), "uri"),
		     string_of(json_array_get_element(rows, count - 1), "text"));
}

void note_save(Request *request)
{
	const Document *document = request_document(request);

	/* What it includes may have changed meanwhile. */
	if (document)
		session_publish(request->server, document, FALSE);
}

void note_close(Request *request)
{
	const char *uri = string_of(request_text_document(request), "uri");

	if (uri)
		g_hash_table_remove(request->server->documents, uri);
}
