/* SPDX-License-Identifier: BSD-3-Clause */
/* JSON, written as it comes: what the page is told. */
#ifndef LIVE_JSON_H
#define LIVE_JSON_H

#include <glib.h>

/* "name": with a comma before it where one is needed; name NULL: an element of an array. */
void json_name(GString *out, const char *name);

void json_string(GString *out, const char *name, const char *text);     /* NULL: is left out */
void json_number(GString *out, const char *name, gint64 number);
void json_address(GString *out, const char *name, guint64 address);     /* as a string */

/* '{' or '[', and their ends. */
void json_begin(GString *out, const char *name, char bracket);
void json_end(GString *out, char bracket);

#endif
