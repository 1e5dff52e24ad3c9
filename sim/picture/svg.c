/* SPDX-License-Identifier: BSD-3-Clause */
/* SVG. */
#include "picture/svg.h"

#include "page/assets.h"

void svg_open(GString *out, guint width, guint height, const char *title)
{
	g_autofree char *escaped = g_markup_escape_text(title, -1);

	g_string_append_printf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" "
			       "height=\"%u\" viewBox=\"0 0 %u %u\" role=\"img\">\n<title>%s</title>\n"
			       "<style>\n%s</style>\n%s<rect class=\"paper\" width=\"%u\" "
			       "height=\"%u\"/>\n", width, height, width, height, escaped,
			       asset_text("picture.css"), asset_text("patterns.svg"), width, height);
}

void svg_close(GString *out)
{
	g_string_append(out, "</svg>\n");
}

void svg_text(GString *out, gint x, gint y, const char *class, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append_printf(out, "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>\n", x, y, class,
			       escaped);
}

void svg_box(GString *out, gint x, gint y, gint width, gint height, const char *class,
	     const char *tip)
{
	g_autofree char *escaped = tip ? g_markup_escape_text(tip, -1) : NULL;

	g_string_append_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
			       "class=\"%s\"", x, y, width, height, class);
	if (escaped)
		g_string_append_printf(out, "><title>%s</title></rect>\n", escaped);
	else
		g_string_append(out, "/>\n");
}

void svg_line(GString *out, gint x1, gint y1, gint x2, gint y2, const char *class)
{
	g_string_append_printf(out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"%s\"/>\n",
			       x1, y1, x2, y2, class);
}
