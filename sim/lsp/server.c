/* SPDX-License-Identifier: BSD-3-Clause */
/* A server of the Language Server Protocol for scenarios: a table of methods. */
#include "lsp/server.h"

#include <string.h>

#include "layout/layout.h"
#include "lsp/errors.h"
#include "lsp/completion.h"
#include "lsp/definition.h"
#include "lsp/hover.h"
#include "lsp/message.h"
#include "system/release.h"

#define RUN_COMMAND "ripas-sim.run"

/* Error codes of JSON-RPC. */
#define METHOD_NOT_FOUND (-32601)
#define INVALID_REQUEST (-32600)

typedef struct {
	FILE *out;
	GHashTable *documents;  /* by uri */
	gboolean shut_down, ended;
} Server;

/* What the client sends, and where the answer's "result" goes. */
typedef struct {
	Server *server;
	JsonNode *parameters;
	JsonBuilder *result;    /* NULL: a notification, which has none */
} Request;

/* ---- sending ---- */

static JsonBuilder *begin_message(void)
{
	JsonBuilder *builder = json_builder_new();

	json_builder_begin_object(builder);
	member_string(builder, "jsonrpc", "2.0");
	return builder;
}

static void send(Server *server, JsonBuilder *builder)
{
	g_autoptr(JsonNode) root = NULL;

	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	message_write(server->out, root);
	g_object_unref(builder);
}

/* Diagnostics of a document, which @append adds. */
static char *publish(Server *server, const Document *document, gboolean run)
{
	JsonBuilder *builder = begin_message();
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
	send(server, builder);
	return summary;
}

static void show_message(Server *server, const char *text)
{
	JsonBuilder *builder = begin_message();

	member_string(builder, "method", "window/showMessage");
	json_builder_set_member_name(builder, "params");
	json_builder_begin_object(builder);
	member_number(builder, "type", 3);
	member_string(builder, "message", text);
	json_builder_end_object(builder);
	send(server, builder);
}

/* ---- documents ---- */

static JsonNode *text_document(const Request *request)
{
	return member_of(request->parameters, "textDocument");
}

static const Document *document_of(const Request *request)
{
	const char *uri = string_of(text_document(request), "uri");

	return uri ? g_hash_table_lookup(request->server->documents, uri) : NULL;
}

static void keep(const Request *request, const char *uri, const char *text)
{
	Document *document;

	if (!uri || !text)
		return;
	document = document_new(uri, text);
	g_hash_table_replace(request->server->documents, document->uri, document);
	publish(request->server, document, FALSE);
}

static void did_open(Request *request)
{
	keep(request, string_of(text_document(request), "uri"),
	     string_of(text_document(request), "text"));
}

/* All of the text is sent: the last change is what it is. */
static void did_change(Request *request)
{
	JsonNode *changes = member_of(request->parameters, "contentChanges");
	JsonArray *rows = changes && JSON_NODE_HOLDS_ARRAY(changes) ? json_node_get_array(changes)
								    : NULL;
	guint count = rows ? json_array_get_length(rows) : 0;

	if (count)
		keep(request, string_of(text_document(request), "uri"),
		     string_of(json_array_get_element(rows, count - 1), "text"));
}

static void did_save(Request *request)
{
	const Document *document = document_of(request);

	/* What it includes may have changed meanwhile. */
	if (document)
		publish(request->server, document, FALSE);
}

static void did_close(Request *request)
{
	const char *uri = string_of(text_document(request), "uri");

	if (uri)
		g_hash_table_remove(request->server->documents, uri);
}

/* ---- answers ---- */

static void initialize(Request *request)
{
	JsonBuilder *result = request->result;

	json_builder_begin_object(result);
	json_builder_set_member_name(result, "capabilities");
	json_builder_begin_object(result);
	member_number(result, "textDocumentSync", 1);
	member_truth(result, "hoverProvider", TRUE);
	member_truth(result, "definitionProvider", TRUE);
	member_truth(result, "documentFormattingProvider", TRUE);
	json_builder_set_member_name(result, "completionProvider");
	json_builder_begin_object(result);
	json_builder_set_member_name(result, "triggerCharacters");
	json_builder_begin_array(result);
	json_builder_add_string_value(result, "$");
	json_builder_add_string_value(result, "=");
	json_builder_add_string_value(result, " ");
	json_builder_end_array(result);
	json_builder_end_object(result);
	json_builder_set_member_name(result, "codeLensProvider");
	json_builder_begin_object(result);
	json_builder_end_object(result);
	json_builder_set_member_name(result, "executeCommandProvider");
	json_builder_begin_object(result);
	json_builder_set_member_name(result, "commands");
	json_builder_begin_array(result);
	json_builder_add_string_value(result, RUN_COMMAND);
	json_builder_end_array(result);
	json_builder_end_object(result);
	json_builder_end_object(result);
	json_builder_set_member_name(result, "serverInfo");
	json_builder_begin_object(result);
	member_string(result, "name", "ripas-sim");
	member_string(result, "version", release_number());
	json_builder_end_object(result);
	json_builder_end_object(result);
}

static guint asked_line(const Request *request)
{
	return (guint)CLAMP(number_of(member_of(request->parameters, "position"), "line"), 0, G_MAXINT);
}

static guint asked_character(const Request *request)
{
	return (guint)CLAMP(number_of(member_of(request->parameters, "position"), "character"), 0,
			    G_MAXINT);
}

static void hover(Request *request)
{
	const Document *document = document_of(request);
	g_autofree char *text = document ? hover_text(document, asked_line(request),
						      asked_character(request)) : NULL;

	if (!text) {
		json_builder_add_null_value(request->result);
		return;
	}
	json_builder_begin_object(request->result);
	json_builder_set_member_name(request->result, "contents");
	json_builder_begin_object(request->result);
	member_string(request->result, "kind", "markdown");
	member_string(request->result, "value", text);
	json_builder_end_object(request->result);
	json_builder_end_object(request->result);
}

static void completion(Request *request)
{
	const Document *document = document_of(request);
	g_autoptr(GPtrArray) words = NULL;

	json_builder_begin_array(request->result);
	if (document)
		words = completion_at(document, asked_line(request), asked_character(request));
	for (guint i = 0; words && i < words->len; i++) {
		json_builder_begin_object(request->result);
		member_string(request->result, "label", words->pdata[i]);
		json_builder_end_object(request->result);
	}
	json_builder_end_array(request->result);
}

static void definition(Request *request)
{
	const Document *document = document_of(request);
	Definition found;
	g_autofree char *absolute = NULL, *uri = NULL;

	if (!document || !definition_at(document, asked_line(request), asked_character(request), &found)) {
		json_builder_add_null_value(request->result);
		return;
	}
	absolute = g_canonicalize_filename(found.path, NULL);
	uri = g_filename_to_uri(absolute, NULL, NULL);
	json_builder_begin_object(request->result);
	member_string(request->result, "uri", uri);
	member_range(request->result, found.line, found.character, found.end);
	json_builder_end_object(request->result);
	definition_clear(&found);
}

/* "run", above the first line. */
static void code_lens(Request *request)
{
	const Document *document = document_of(request);

	json_builder_begin_array(request->result);
	if (document) {
		json_builder_begin_object(request->result);
		member_range(request->result, 0, 0, 0);
		json_builder_set_member_name(request->result, "command");
		json_builder_begin_object(request->result);
		member_string(request->result, "title", "run");
		member_string(request->result, "command", RUN_COMMAND);
		json_builder_set_member_name(request->result, "arguments");
		json_builder_begin_array(request->result);
		json_builder_add_string_value(request->result, document->uri);
		json_builder_end_array(request->result);
		json_builder_end_object(request->result);
		json_builder_end_object(request->result);
	}
	json_builder_end_array(request->result);
}

static void execute_command(Request *request)
{
	const char *command = string_of(request->parameters, "command");
	JsonNode *arguments = member_of(request->parameters, "arguments");
	JsonArray *rows = arguments && JSON_NODE_HOLDS_ARRAY(arguments) ? json_node_get_array(arguments)
									: NULL;
	JsonNode *uri = rows && json_array_get_length(rows) ? json_array_get_element(rows, 0) : NULL;
	const Document *document = NULL;
	g_autofree char *summary = NULL;

	if (g_strcmp0(command, RUN_COMMAND) == 0 && uri && JSON_NODE_HOLDS_VALUE(uri) &&
	    json_node_get_string(uri))
		document = g_hash_table_lookup(request->server->documents, json_node_get_string(uri));
	if (!document) {
		json_builder_add_null_value(request->result);
		return;
	}
	summary = publish(request->server, document, TRUE);
	show_message(request->server, summary);
	json_builder_add_string_value(request->result, summary);
}

/* One edit, of the whole text. */
static void formatting(Request *request)
{
	const Document *document = document_of(request);
	g_autoptr(Diagnostics) ignored = diagnostics_new();
	g_autofree char *text = document && document->source ? layout_text(document->source, ignored)
							     : NULL;

	json_builder_begin_array(request->result);
	if (text && strcmp(text, document->source->text) != 0) {
		json_builder_begin_object(request->result);
		json_builder_set_member_name(request->result, "range");
		json_builder_begin_object(request->result);
		member_position(request->result, "start", 0, 0);
		/* Clients take a line beyond the last for the end. */
		member_position(request->result, "end", G_MAXINT32, 0);
		json_builder_end_object(request->result);
		member_string(request->result, "newText", text);
		json_builder_end_object(request->result);
	}
	json_builder_end_array(request->result);
}

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
	(void)request;
}

/* ---- the methods ---- */

static const struct {
	const char *method;
	void (*answer)(Request *request);
	gboolean has_result;
} methods[] = {
	{ "initialize", initialize, TRUE }, { "initialized", nothing, FALSE },
	{ "shutdown", shut_down, TRUE }, { "exit", leave, FALSE },
	{ "textDocument/didOpen", did_open, FALSE }, { "textDocument/didChange", did_change, FALSE },
	{ "textDocument/didSave", did_save, FALSE }, { "textDocument/didClose", did_close, FALSE },
	{ "textDocument/hover", hover, TRUE }, { "textDocument/completion", completion, TRUE },
	{ "textDocument/definition", definition, TRUE }, { "textDocument/codeLens", code_lens, TRUE },
	{ "textDocument/formatting", formatting, TRUE },
	{ "workspace/executeCommand", execute_command, TRUE },
};

static void add_error(JsonBuilder *reply, gint64 code, const char *text)
{
	json_builder_set_member_name(reply, "error");
	json_builder_begin_object(reply);
	member_number(reply, "code", code);
	member_string(reply, "message", text);
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
		reply = begin_message();
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
		send(server, reply);
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
