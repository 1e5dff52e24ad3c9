/* SPDX-License-Identifier: BSD-3-Clause */
/* SVG: a picture that stands by itself, its looks those of the report (page/). */
#ifndef SIM_SVG_H
#define SIM_SVG_H

#include <glib.h>

/* Begins a picture of @width by @height pixels; @title is what a screen reader says. */
void svg_open(GString *out, guint width, guint height, const char *title);
void svg_close(GString *out);

/* Text that starts at (x, y), its baseline; @class: a class of the style sheet. */
void svg_text(GString *out, gint x, gint y, const char *class, const char *text);

/* A rectangle; @tip is told by the pointer, NULL: nothing is. */
void svg_box(GString *out, gint x, gint y, gint width, gint height, const char *class,
	     const char *tip);

void svg_line(GString *out, gint x1, gint y1, gint x2, gint y2, const char *class);

/* Pixels that a text of @characters needs in the monospaced font. */
#define SVG_TEXT_WIDTH(characters) ((gint)(characters) * 66 / 10)

#endif
