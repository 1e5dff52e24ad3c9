/* SPDX-License-Identifier: BSD-3-Clause */
/* A scripted client of the language server: all that it says, then all that it is told. */
#ifndef TESTS_SESSION_H
#define TESTS_SESSION_H

#include <json-glib/json-glib.h>

typedef struct {
	GString *said;
	GPtrArray *told;        /* of JsonNode */
	gint64 next_id;
	gboolean good;          /* the server ended as it was asked to */
} Session;

Session *session_new(void);
void session_free(Session *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_free)

/* Says something that has no answer; @parameters: JSON. */
void session_notify(Session *session, const char *method, const char *parameters);

/* Asks; the id of the answer. */
gint64 session_request(Session *session, const char *method, const char *parameters);

/* Asks about a place of a document, which begins at 0:0. */
gint64 session_ask_at(Session *session, const char *method, const char *uri, guint line,
		      guint character);

void session_open(Session *session, const char *uri, const char *text);

/* The server answers all that was said. The test fails if that cannot be read. */
void session_run(Session *session);

/* The result for a request; NULL: it was refused. The test fails if there is no answer. */
JsonNode *session_answer(const Session *session, gint64 id);

/* The diagnostics that were published as the @index-th. */
JsonArray *session_published(const Session *session, guint index);

#endif
