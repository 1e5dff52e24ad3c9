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

void json_line_seconds(JsonBuilder *builder, const char *name, gdouble seconds);

/* "0x88000000": JSON's numbers lose digits beyond 2^53. */
void json_line_address(JsonBuilder *builder, const char *name, guint64 address);

/* A member that is an array, or an object; ended by json_builder_end_...(). */
void json_line_begin_array(JsonBuilder *builder, const char *name);
void json_line_begin_object(JsonBuilder *builder, const char *name);

/* Lines as an array of strings; left out if @lines is NULL. */
void json_line_array(JsonBuilder *builder, const char *name, const char *lines);

/* Prints the object as a line and frees it. */
void json_line_print(FILE *file, JsonBuilder *builder);

#endif
