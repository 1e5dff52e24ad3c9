/* SPDX-License-Identifier: BSD-3-Clause */
/* Manual pages, in the macros of man(7). */
#include "manual/roff.h"

#include <string.h>

#include "system/release.h"

/* Text, no part of which is taken for a request or an escape. */
static void append_text(GString *out, const char *text)
{
	gboolean first = TRUE;

	for (; *text; text++) {
		if (first && (*text == '.' || *text == '\''))
			g_string_append(out, "\\&");
		if (*text == '\\')
			g_string_append(out, "\\e");
		else if (*text == '-')
			g_string_append(out, "\\-");
		else
			g_string_append_c(out, *text);
		first = *text == '\n';
	}
}

void roff_line(GString *out, const char *text)
{
	append_text(out, text);
	g_string_append_c(out, '\n');
}

void roff_head(GString *out, const char *name, const char *section, const char *summary)
{
	g_autofree char *upper = g_ascii_strup(name, -1);

	g_string_append_printf(out, ".TH %s %s \"\" \"ripas-sim %s\" \"\"\n", upper, section,
			       release_number());
	roff_section(out, "NAME");
	append_text(out, name);
	g_string_append(out, " \\- ");
	roff_line(out, summary);
}

void roff_section(GString *out, const char *title)
{
	g_string_append(out, ".SH ");
	roff_line(out, title);
}

void roff_subsection(GString *out, const char *title)
{
	g_string_append(out, ".SS ");
	roff_line(out, title);
}

void roff_paragraphs(GString *out, const char *text)
{
	g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);

	for (char **paragraph = paragraphs; *paragraph; paragraph++) {
		if (paragraph > paragraphs)
			g_string_append(out, ".PP\n");
		roff_line(out, *paragraph);
	}
}

void roff_term(GString *out, const char *term, const char *text)
{
	roff_syntax_term(out, term, "", text);
}

void roff_syntax_term(GString *out, const char *word, const char *syntax, const char *text)
{
	g_string_append(out, ".TP\n\\fB");
	append_text(out, word);
	g_string_append(out, "\\fR");
	if (*syntax) {
		g_string_append(out, " \\fI");
		append_text(out, syntax);
		g_string_append(out, "\\fR");
	}
	g_string_append_c(out, '\n');
	roff_line(out, text);
}

void roff_lines(GString *out, const char *lines)
{
	g_string_append(out, ".PP\n.RS 4\n.nf\n");
	roff_line(out, lines);
	g_string_append(out, ".fi\n.RE\n");
}

void roff_see_also(GString *out, const char *const *pages)
{
	roff_section(out, "SEE ALSO");
	for (; *pages; pages++) {
		const char *dot = strrchr(*pages, '.');
		g_autofree char *name = g_strndup(*pages, (gsize)(dot - *pages));

		g_string_append(out, ".BR ");
		append_text(out, name);
		g_string_append_printf(out, " (%s)%s\n", dot + 1, pages[1] ? "," : "");
	}
}
