/* SPDX-License-Identifier: BSD-3-Clause */
/* JSON Lines: an object a line, built member by member. */
#include "report/json_line.h"

JsonBuilder *json_line_new(const char *type)
{
	JsonBuilder *builder = json_builder_new();

	json_builder_begin_object(builder);
	json_line_string(builder, "type", type);
	return builder;
}

void json_line_string(JsonBuilder *builder, const char *name, const char *text)
{
	if (text)
		json_line_string_or_null(builder, name, text);
}

/* A path may hold bytes that are not UTF-8. */
static void add_valid_string(JsonBuilder *builder, const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);

	json_builder_add_string_value(builder, valid);
}

void json_line_string_or_null(JsonBuilder *builder, const char *name, const char *text)
{
	json_builder_set_member_name(builder, name);
	if (text)
		add_valid_string(builder, text);
	else
		json_builder_add_null_value(builder);
}

void json_line_number(JsonBuilder *builder, const char *name, guint64 number)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, (gint64)number);
}

void json_line_truth(JsonBuilder *builder, const char *name, gboolean truth)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_boolean_value(builder, truth);
}

void json_line_seconds(JsonBuilder *builder, const char *name, gdouble seconds)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_double_value(builder, seconds);
}

void json_line_address(JsonBuilder *builder, const char *name, guint64 address)
{
	g_autofree char *text = g_strdup_printf("0x%" G_GINT64_MODIFIER "x", address);

	json_line_string(builder, name, text);
}

void json_line_begin_array(JsonBuilder *builder, const char *name)
{
	json_builder_set_member_name(builder, name);
	json_builder_begin_array(builder);
}

void json_line_begin_object(JsonBuilder *builder, const char *name)
{
	json_builder_set_member_name(builder, name);
	json_builder_begin_object(builder);
}

void json_line_array(JsonBuilder *builder, const char *name, const char *lines)
{
	g_auto(GStrv) split = g_strsplit(lines ? lines : "", "\n", -1);

	if (!lines)
		return;
	json_line_begin_array(builder, name);
	for (char **line = split; *line; line++)
		if (**line)
			add_valid_string(builder, g_strstrip(*line));
	json_builder_end_array(builder);
}

void json_line_print(FILE *file, JsonBuilder *builder)
{
	g_autoptr(JsonNode) root = NULL;
	g_autofree char *text = NULL;

	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	text = json_to_string(root, FALSE);
	fprintf(file, "%s\n", text);
	g_object_unref(builder);
}
