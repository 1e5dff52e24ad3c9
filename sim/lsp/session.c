/* SPDX-License-Identifier: BSD-3-Clause */
/* A session with a client: what is open, what is asked, and how it is told. */
#include "lsp/session.h"

#include "lsp/errors.h"

JsonBuilder *session_message(void)
{
	JsonBuilder *builder = json_builder_new();

	json_builder_begin_object(builder);
	member_string(builder, "jsonrpc", "2.0");
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

	member_string(builder, "method", "textDocument/publishDiagnostics");
	json_builder_set_member_name(builder, "params");
	json_builder_begin_object(builder);
	member_string(builder, "uri", document->uri);
	json_builder_set_member_name(builder, "diagnostics");
	json_builder_begin_array(builder);
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

	member_string(builder, "method", "window/showMessage");
	json_builder_set_member_name(builder, "params");
	json_builder_begin_object(builder);
	member_number(builder, "type", 3);
	member_string(builder, "message", text);
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
