/* SPDX-License-Identifier: BSD-3-Clause */
/* Where a variable is set, and what an include includes. */
#ifndef SIM_DEFINITION_H
#define SIM_DEFINITION_H

#include "lsp/document.h"

/* A place in a file; counts as in document.h. */
typedef struct {
	char *path;
	guint line, character, end;
	char *text;             /* of the line */
} Definition;

/* FALSE if there is none. The caller clears it. */
gboolean definition_at(const Document *document, guint line, guint character,
		       Definition *definition);
/* Where "let", "for" or a result sets the variable @name, first. */
gboolean definition_of_variable(const Document *document, const char *name,
				Definition *definition);
void definition_clear(Definition *definition);

/* The variables (char *, owned) that a document and what it includes set. */
GPtrArray *definition_variables(const Document *document);

#endif
