/* SPDX-License-Identifier: BSD-3-Clause */
/* Messages of the Language Server Protocol: JSON behind a head that tells its length. */
#ifndef SIM_MESSAGE_H
#define SIM_MESSAGE_H

#include <json-glib/json-glib.h>
#include <stdio.h>

/* The next message; NULL at the end, or with @error if it is none. */
JsonNode *message_read(FILE *file, GError **error);
void message_write(FILE *file, JsonNode *message);

/* ---- building and reading objects ---- */

/* "name": { "line": ..., "character": ... } */
void member_position(JsonBuilder *builder, const char *name, guint line, guint character);
/* "range" from @character to @end of one line. */
void member_range(JsonBuilder *builder, guint line, guint character, guint end);

/* The member, or what it is not there: NULL, and 0. @node may be NULL or no object. */
JsonNode *member_of(JsonNode *node, const char *name);
const char *string_of(JsonNode *node, const char *name);
gint64 number_of(JsonNode *node, const char *name);

#endif
