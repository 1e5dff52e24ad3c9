/* SPDX-License-Identifier: BSD-3-Clause */
/* JSON Lines: an object a line, built member by member. */
#ifndef SIM_JSON_LINE_H
#define SIM_JSON_LINE_H

#include <json-glib/json-glib.h>
#include <stdio.h>

/* An object with a member "type", unless @type is NULL. */
JsonBuilder *json_line_new(const char *type);

/* Left out if @text is NULL. */
void json_line_string(JsonBuilder *builder, const char *name, const char *text);

/* Null if @text is NULL. */
void json_line_string_or_null(JsonBuilder *builder, const char *name, const char *text);

void json_line_number(JsonBuilder *builder, const char *name, guint64 number);
void json_line_truth(JsonBuilder *builder, const char *name, gboolean truth);

/* Lines as an array of strings; left out if @lines is NULL. */
void json_line_array(JsonBuilder *builder, const char *name, const char *lines);

/* Prints the object as a line and frees it. */
void json_line_print(FILE *file, JsonBuilder *builder);

#endif
