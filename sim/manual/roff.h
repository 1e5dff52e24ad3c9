/* SPDX-License-Identifier: BSD-3-Clause */
/* Manual pages, in the macros of man(7). */
#ifndef SIM_ROFF_H
#define SIM_ROFF_H

#include <glib.h>

/* The head of page @name in @section ("1"), and its NAME section. */
void roff_head(GString *out, const char *name, const char *section, const char *summary);
void roff_section(GString *out, const char *title);
void roff_subsection(GString *out, const char *title);
/* Paragraphs, an empty line between them. */
void roff_paragraphs(GString *out, const char *text);
/* A line of text as it is. */
void roff_line(GString *out, const char *text);
/* A bold term, and what it stands for, indented. */
void roff_term(GString *out, const char *term, const char *text);
/* Bold @word, the rest of the line in italics: "host COMMAND". */
void roff_syntax_term(GString *out, const char *word, const char *syntax, const char *text);
/* Lines as they are, indented. */
void roff_lines(GString *out, const char *lines);
/* "name(section), ..." of @pages (ends with NULL): "ripas-sim.1". */
void roff_see_also(GString *out, const char *const *pages);

#endif
