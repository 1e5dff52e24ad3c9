/* SPDX-License-Identifier: BSD-3-Clause */
/* A scripted client of the language server. */
#include "session.h"

#include <check.h>
#include <string.h>

#include "lsp/message.h"
#include "lsp/server.h"

Session *session_new(void)
{
	Session *session = g_new0(Session, 1);

	session->said = g_string_new(NULL);
	session->told = g_ptr_array_new_with_free_func((GDestroyNotify)json_node_unref);
	session->next_id = 1;
	return session;
}

void session_free(Session *session)
{
	g_string_free(session->said, TRUE);
	g_ptr_array_unref(session->told);
	g_free(session);
}

static void say(Session *session, const char *json)
{
	g_string_append_printf(session->said, "Content-Length: %u\r\n\r\n%s", (guint)strlen(json), json);
}

void session_notify(Session *session, const char *method, const char *parameters)
{
	g_autofree char *json = g_strdup_printf("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}",
						method, parameters);

	say(session, json);
}

gint64 session_request(Session *session, const char *method, const char *parameters)
{
	g_autofree char *json = g_strdup_printf("{\"jsonrpc\":\"2.0\",\"id\":%" G_GINT64_FORMAT
						",\"method\":\"%s\",\"params\":%s}", session->next_id,
						method, parameters);

	say(session, json);
	return session->next_id++;
}

static char *quoted(const char *text)
{
	g_autoptr(JsonNode) node = json_node_new(JSON_NODE_VALUE);

	json_node_set_string(node, text);
	return json_to_string(node, FALSE);
}

void session_open(Session *session, const char *uri, const char *text)
{
	g_autofree char *quoted_text = quoted(text);
	g_autofree char *parameters = g_strdup_printf(
		"{\"textDocument\":{\"uri\":\"%s\",\"languageId\":\"ripas\",\"version\":1,\"text\":%s}}",
		uri, quoted_text);

	session_notify(session, "textDocument/didOpen", parameters);
}

gint64 session_ask_at(Session *session, const char *method, const char *uri, guint line,
		     guint character)
{
	g_autofree char *parameters = g_strdup_printf(
		"{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":%u,\"character\":%u}}", uri,
		line, character);

	return session_request(session, method, parameters);
}

void session_run(Session *session)
{
	g_autoptr(GError) error = NULL;
	char *text = NULL;
	size_t size;
	FILE *in = fmemopen(session->said->str, session->said->len, "r");
	FILE *out = open_memstream(&text, &size), *back;
	JsonNode *message;

	session->good = server_run(in, out, &error);
	fclose(in);
	fclose(out);
	ck_assert_msg(!error, "%s", error ? error->message : "");
	back = fmemopen(text, size ? size : 1, "r");
	while (size && (message = message_read(back, &error)))
		g_ptr_array_add(session->told, message);
	fclose(back);
	free(text);
	ck_assert(!error);
}

JsonNode *session_answer(const Session *session, gint64 id)
{
	for (guint i = 0; i < session->told->len; i++)
		if (member_of(session->told->pdata[i], "id") &&
		    number_of(session->told->pdata[i], "id") == id)
			return member_of(session->told->pdata[i], "result");
	ck_abort_msg("no answer to %d", (int)id);
}

JsonArray *session_published(const Session *session, guint index)
{
	for (guint i = 0; i < session->told->len; i++)
		if (g_strcmp0(string_of(session->told->pdata[i], "method"),
			      "textDocument/publishDiagnostics") == 0 && index-- == 0)
			return json_node_get_array(member_of(member_of(session->told->pdata[i],
								       "params"), "diagnostics"));
	ck_abort_msg("nothing was published");
}
