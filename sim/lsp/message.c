/* SPDX-License-Identifier: BSD-3-Clause */
/* Messages of the Language Server Protocol. */
#include "lsp/message.h"

#include <string.h>

#include "report/json_line.h"

/* Longer ones are refused. */
#define SIZE_MAX_BYTES (64 * 1024 * 1024)

static gboolean refuse(GError **error, const char *reason)
{
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "no message: %s", reason);
	return FALSE;
}

/* The head: lines up to an empty one. FALSE at the end, or with @error. */
static gboolean read_head(FILE *file, gsize *size, GError **error)
{
	static const char name[] = "Content-Length:";
	char line[1024];
	gboolean any = FALSE;
	guint64 number = 0;

	while (fgets(line, sizeof(line), file)) {
		any = TRUE;
		if (!strchr(line, '\n'))
			return refuse(error, feof(file) ? "it ends within its head"
				      : "a line of its head is too long");
		if (strcmp(g_strstrip(line), "") == 0) {
			*size = (gsize)number;
			return number > 0 ? TRUE : refuse(error, "its head has no length");
		}
		if (g_ascii_strncasecmp(line, name, strlen(name)) == 0 &&
		    !g_ascii_string_to_unsigned(g_strstrip(line + strlen(name)), 10, 1, SIZE_MAX_BYTES,
						&number, NULL))
			return refuse(error, "its length is none");
	}
	return any ? refuse(error, "it ends within its head") : FALSE;
}

JsonNode *message_read(FILE *file, GError **error)
{
	g_autofree char *text = NULL;
	gsize size;

	if (!read_head(file, &size, error))
		return NULL;
	text = g_malloc(size + 1);
	if (fread(text, 1, size, file) != size) {
		refuse(error, "it is shorter than its head says");
		return NULL;
	}
	text[size] = '\0';
	if (memchr(text, '\0', size) || !g_utf8_validate(text, (gssize)size, NULL)) {
		refuse(error, "it is no UTF-8 text");
		return NULL;
	}
	return json_from_string(text, error);
}

void message_write(FILE *file, JsonNode *message)
{
	g_autofree char *text = json_to_string(message, FALSE);

	fprintf(file, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", strlen(text), text);
	fflush(file);
}

void member_position(JsonBuilder *builder, const char *name, guint line, guint character)
{
	json_builder_set_member_name(builder, name);
	json_builder_begin_object(builder);
	json_line_number(builder, "line", line);
	json_line_number(builder, "character", character);
	json_builder_end_object(builder);
}

void member_range(JsonBuilder *builder, guint line, guint character, guint end)
{
	json_line_begin_object(builder, "range");
	member_position(builder, "start", line, character);
	member_position(builder, "end", line, end);
	json_builder_end_object(builder);
}

JsonNode *member_of(JsonNode *node, const char *name)
{
	if (!node || !JSON_NODE_HOLDS_OBJECT(node))
		return NULL;
	return json_object_get_member(json_node_get_object(node), name);
}

const char *string_of(JsonNode *node, const char *name)
{
	JsonNode *member = member_of(node, name);

	return member && JSON_NODE_HOLDS_VALUE(member) ? json_node_get_string(member) : NULL;
}

gint64 number_of(JsonNode *node, const char *name)
{
	JsonNode *member = member_of(node, name);

	return member && JSON_NODE_HOLDS_VALUE(member) ? json_node_get_int(member) : 0;
}
