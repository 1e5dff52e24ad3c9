/* SPDX-License-Identifier: BSD-3-Clause */
/* A server of the Language Server Protocol for scenarios: a table of methods. */
#include "lsp/server.h"

#include "lsp/session.h"
#include "report/json_line.h"

/* Error codes of JSON-RPC. */
#define METHOD_NOT_FOUND (-32601)
#define INVALID_REQUEST (-32600)

static void shut_down(Request *request)
{
	request->server->shut_down = TRUE;
	json_builder_add_null_value(request->result);
}

static void leave(Request *request)
{
	request->server->ended = TRUE;
}

static void nothing(Request *request)
{
}

/* ---- the methods ---- */

static const struct {
	const char *method;
	Answer *answer;
	gboolean has_result;
} methods[] = {
	{ "initialize", answer_initialize, TRUE }, { "initialized", nothing, FALSE },
	{ "shutdown", shut_down, TRUE }, { "exit", leave, FALSE },
	{ "textDocument/didOpen", note_open, FALSE }, { "textDocument/didChange", note_change, FALSE },
	{ "textDocument/didSave", note_save, FALSE }, { "textDocument/didClose", note_close, FALSE },
	{ "textDocument/hover", answer_hover, TRUE }, { "textDocument/completion", answer_completion, TRUE },
	{ "textDocument/definition", answer_definition, TRUE }, { "textDocument/codeLens", answer_code_lens, TRUE },
	{ "textDocument/formatting", answer_formatting, TRUE },
	{ "workspace/executeCommand", answer_execute_command, TRUE },
};

static void add_error(JsonBuilder *reply, gint64 code, const char *text)
{
	json_line_begin_object(reply, "error");
	json_line_number(reply, "code", (guint64)code);
	json_line_string(reply, "message", text);
	json_builder_end_object(reply);
}

/* What has an id is answered; notifications that nobody knows are passed over. */
static void take(Server *server, JsonNode *message)
{
	const char *method = string_of(message, "method");
	JsonNode *id = member_of(message, "id");
	Request request = { .server = server, .parameters = member_of(message, "params") };
	JsonBuilder *reply = NULL;
	gsize i = 0;

	while (i < G_N_ELEMENTS(methods) && g_strcmp0(methods[i].method, method) != 0)
		i++;
	if (id) {
		reply = session_message();
		json_builder_set_member_name(reply, "id");
		json_builder_add_value(reply, json_node_copy(id));
	}
	if (i < G_N_ELEMENTS(methods) && methods[i].has_result == (id != NULL)) {
		if (id)
			json_builder_set_member_name(reply, "result");
		request.result = reply;
		methods[i].answer(&request);
	} else if (id) {
		add_error(reply, method ? METHOD_NOT_FOUND : INVALID_REQUEST,
			  method ? "there is no such method" : "there is no method");
	}
	if (reply)
		session_send(server, reply);
}

gboolean server_run(FILE *in, FILE *out, GError **error)
{
	Server server = { .out = out };
	GError *failure = NULL;
	JsonNode *message;

	server.documents = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
						 (GDestroyNotify)document_free);
	while (!server.ended && (message = message_read(in, &failure))) {
		take(&server, message);
		json_node_unref(message);
	}
	g_hash_table_unref(server.documents);
	if (failure)
		g_propagate_error(error, failure);
	return server.shut_down && !failure;
}
