/* SPDX-License-Identifier: BSD-3-Clause */
/* What the client asks, and what it is answered. */
#include "lsp/session.h"

#include <string.h>

#include "layout/layout.h"
#include "lsp/completion.h"
#include "lsp/definition.h"
#include "lsp/hover.h"
#include "report/json_line.h"
#include "system/release.h"

/* The command of the code lens. */
#define RUN_COMMAND "ripas-sim.run"

void answer_initialize(Request *request)
{
	JsonBuilder *result = request->result;

	json_builder_begin_object(result);
	json_line_begin_object(result, "capabilities");
	json_line_number(result, "textDocumentSync", 1);
	json_line_truth(result, "hoverProvider", TRUE);
	json_line_truth(result, "definitionProvider", TRUE);
	json_line_truth(result, "documentFormattingProvider", TRUE);
	json_line_begin_object(result, "completionProvider");
	json_line_begin_array(result, "triggerCharacters");
	json_builder_add_string_value(result, "$");
	json_builder_add_string_value(result, "=");
	json_builder_add_string_value(result, " ");
	json_builder_end_array(result);
	json_builder_end_object(result);
	json_line_begin_object(result, "codeLensProvider");
	json_builder_end_object(result);
	json_line_begin_object(result, "executeCommandProvider");
	json_line_begin_array(result, "commands");
	json_builder_add_string_value(result, RUN_COMMAND);
	json_builder_end_array(result);
	json_builder_end_object(result);
	json_builder_end_object(result);
	json_line_begin_object(result, "serverInfo");
	json_line_string(result, "name", "ripas-sim");
	json_line_string(result, "version", release_number());
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

void answer_hover(Request *request)
{
	const Document *document = request_document(request);
	g_autofree char *text = document ? hover_text(document, asked_line(request),
						      asked_character(request)) : NULL;

	if (!text) {
		json_builder_add_null_value(request->result);
		return;
	}
	json_builder_begin_object(request->result);
	json_line_begin_object(request->result, "contents");
	json_line_string(request->result, "kind", "markdown");
	json_line_string(request->result, "value", text);
	json_builder_end_object(request->result);
	json_builder_end_object(request->result);
}

void answer_completion(Request *request)
{
	const Document *document = request_document(request);
	g_autoptr(GPtrArray) words = NULL;

	json_builder_begin_array(request->result);
	if (document)
		words = completion_at(document, asked_line(request), asked_character(request));
	for (guint i = 0; words && i < words->len; i++) {
		json_builder_begin_object(request->result);
		json_line_string(request->result, "label", words->pdata[i]);
		json_builder_end_object(request->result);
	}
	json_builder_end_array(request->result);
}

void answer_definition(Request *request)
{
	const Document *document = request_document(request);
	Definition found;
	g_autofree char *absolute = NULL, *uri = NULL;

	if (!document || !definition_at(document, asked_line(request), asked_character(request), &found)) {
		json_builder_add_null_value(request->result);
		return;
	}
	absolute = g_canonicalize_filename(found.path, NULL);
	uri = g_filename_to_uri(absolute, NULL, NULL);
	json_builder_begin_object(request->result);
	json_line_string(request->result, "uri", uri);
	member_range(request->result, found.line, found.character, found.end);
	json_builder_end_object(request->result);
	definition_clear(&found);
}

/* "run", above the first line. */
void answer_code_lens(Request *request)
{
	const Document *document = request_document(request);

	json_builder_begin_array(request->result);
	if (document) {
		json_builder_begin_object(request->result);
		member_range(request->result, 0, 0, 0);
		json_line_begin_object(request->result, "command");
		json_line_string(request->result, "title", "run");
		json_line_string(request->result, "command", RUN_COMMAND);
		json_line_begin_array(request->result, "arguments");
		json_builder_add_string_value(request->result, document->uri);
		json_builder_end_array(request->result);
		json_builder_end_object(request->result);
		json_builder_end_object(request->result);
	}
	json_builder_end_array(request->result);
}

void answer_execute_command(Request *request)
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
	summary = session_publish(request->server, document, TRUE);
	session_show(request->server, summary);
	json_builder_add_string_value(request->result, summary);
}

/* One edit, of the whole text. */
void answer_formatting(Request *request)
{
	const Document *document = request_document(request);
	g_autoptr(Diagnostics) ignored = diagnostics_new();
	g_autofree char *text = document && document->source ? layout_text(document->source, ignored)
							     : NULL;

	json_builder_begin_array(request->result);
	if (text && strcmp(text, document->source->text) != 0) {
		json_builder_begin_object(request->result);
		json_line_begin_object(request->result, "range");
		member_position(request->result, "start", 0, 0);
		/* Clients take a line beyond the last for the end. */
		member_position(request->result, "end", G_MAXINT32, 0);
		json_builder_end_object(request->result);
		json_line_string(request->result, "newText", text);
		json_builder_end_object(request->result);
	}
	json_builder_end_array(request->result);
}
