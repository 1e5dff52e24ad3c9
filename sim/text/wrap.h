/* SPDX-License-Identifier: BSD-3-Clause */
/* Breaking text into lines at blanks. */
#ifndef SIM_WRAP_H
#define SIM_WRAP_H

#include <glib.h>
#include <stdio.h>

/*
 * Appends @text, whose first character stands in column @column (from 0):
 * lines that would go beyond @width columns are broken at a blank, and what
 * follows starts @indent columns to the right. A word wider than a line stands
 * alone in one. Newlines of @text stay. @width 0: nothing is broken.
 */
void wrap_append(GString *out, const char *text, guint column, guint indent, guint width);

/*
 * @text, where a word wider than @width is broken by newlines, behind the last
 * of "-_+/|," before that; the longest part, in columns, if all are broken
 * there, is wrap_part_width(). The caller frees the text.
 */
char *wrap_words(const char *text, guint width);
guint wrap_part_width(const char *text);

/* Prints a line, broken at @width, what follows @indent columns to the right. */
void wrap_print(FILE *file, guint indent, guint width, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

#endif
