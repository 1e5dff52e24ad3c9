/* SPDX-License-Identifier: BSD-3-Clause */
/* Text as statements: a line with those that continue it, or a block up to its end. */
#ifndef SHELL_STATEMENTS_H
#define SHELL_STATEMENTS_H

#include <glib.h>

/*
 * The statements of @text (char *), each with the blank lines and comments before
 * it; what stands behind the last goes with it. NULL: the last is not complete.
 */
GPtrArray *statements_split(const char *text);

/* How many lines @text has. */
unsigned statements_lines(const char *text);

#endif
