/* SPDX-License-Identifier: BSD-3-Clause */
/* A session with a client: what is open, what is asked, and how it is told. */
#ifndef SIM_SESSION_H
#define SIM_SESSION_H

#include "lsp/document.h"
#include "lsp/message.h"

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

/* "jsonrpc": to this, members are added before it is sent. */
JsonBuilder *session_message(void);
/* Ends the message and sends it. */
void session_send(Server *server, JsonBuilder *builder);

/*
 * Sends the diagnostics of a document; with @run, of a run of it, whose summary
 * is returned, and which the caller frees. Else NULL.
 */
char *session_publish(Server *server, const Document *document, gboolean run);
/* Shows a line to whoever sits before the editor. */
void session_show(Server *server, const char *text);

/* "textDocument" of what is asked, and the document that it names; NULL: none is open. */
JsonNode *request_text_document(const Request *request);
const Document *request_document(const Request *request);

/* What the methods are, each of a method (server.c). */
typedef void Answer(Request *request);

/* answers.c */
Answer answer_initialize, answer_hover, answer_completion, answer_definition, answer_code_lens,
	answer_execute_command, answer_formatting;

/* documents.c */
Answer note_open, note_change, note_save, note_close;

#endif
