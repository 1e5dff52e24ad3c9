/* SPDX-License-Identifier: BSD-3-Clause */
/* What a word of a line is about: its command, its side of '>', the name before its '='. */
#ifndef SIM_CONTEXT_H
#define SIM_CONTEXT_H

#include "base/version.h"
#include "engine/command.h"
#include "language/lexer.h"

typedef struct {
	const Token *first;             /* word of the line, behind "in VERSION" */
	const Token *command;           /* of a line of Host or Realm; NULL: none */
	const struct rmm_command *meant;        /* by it; NULL: none that is known */
	gboolean host;
	gboolean in_result;             /* behind '>' */
	const Token *name;              /* whose value the word is: "by" of by=x; NULL: of none */
	gboolean is_name;               /* it stands before '=' itself */
} Context;

/* Of token @index of @line. */
Context context_of(const TokenLine *line, guint index, const struct rmm_version *version);

#endif
