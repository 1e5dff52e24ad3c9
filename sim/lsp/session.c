/* SPDX-License-Identifier: BSD-3-Clause */
/* A session with a client: what is open, what is asked, and how it is told. */
#include "lsp/session.h"

#include "lsp/errors.h"
#include "report/json_line.h"

JsonBuilder *session_message(void)
{
	JsonBuilder *builder = json_builder_new();

	json_builder_begin_object(builder);
	json_line_string(builder, "jsonrpc", "2.0");
	return builder;
}

void session_send(Server *server, JsonBuilder *builder)
{
	g_autoptr(JsonNode) root = NULL;

	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	message_write(server->out, root);
	g_object_unref(builder);
}

char *session_publish(Server *server, const Document *document, gboolean run)
{
	JsonBuilder *builder = session_message();
	char *summary = NULL;

	json_line_string(builder, "method", "textDocument/publishDiagnostics");
	json_line_begin_object(builder, "params");
	json_line_string(builder, "uri", document->uri);
	json_line_begin_array(builder, "diagnostics");
	if (run)
		summary = errors_of_run(document, builder);
	else
		errors_append(document, builder);
	json_builder_end_array(builder);
	json_builder_end_object(builder);
	session_send(server, builder);
	return summary;
}

void session_show(Server *server, const char *text)
{
	JsonBuilder *builder = session_message();

	json_line_string(builder, "method", "window/showMessage");
	json_line_begin_object(builder, "params");
	json_line_number(builder, "type", 3);
	json_line_string(builder, "message", text);
	json_builder_end_object(builder);
	session_send(server, builder);
}

JsonNode *request_text_document(const Request *request)
{
	return member_of(request->parameters, "textDocument");
}

const Document *request_document(const Request *request)
{
	const char *uri = string_of(request_text_document(request), "uri");

	return uri ? g_hash_table_lookup(request->server->documents, uri) : NULL;
}
