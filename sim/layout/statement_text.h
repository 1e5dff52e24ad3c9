/* SPDX-License-Identifier: BSD-3-Clause */
/* The text of a statement from its tokens: where blanks stand. */
#ifndef SIM_STATEMENT_TEXT_H
#define SIM_STATEMENT_TEXT_H

#include "language/lexer.h"

typedef struct {
	guint indent;           /* of its first line */
	gboolean align_host;    /* "host  " is as wide as "guest " */
} StatementStyle;

/* Lines without the last one's end; the caller frees it. */
char *statement_text(const TokenLine *line, const StatementStyle *style);

#endif
