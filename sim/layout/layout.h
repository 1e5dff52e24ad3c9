/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How a scenario is laid out: the same statements and comments, each in its
 * place. What comes out is laid out already: it stays as it is.
 *
 * - Single blanks between words; none around '=' of name=value.
 * - Where a file has lines of the Realm, "host" has one blank more, so that
 *   commands stand below each other.
 * - Blocks are indented by two, continued lines by six more.
 * - In lines that follow each other the '=' of "let" are aligned, the '>' of the
 *   same command, and the comments behind statements.
 * - One empty line at most; none at either end; LF ends a line, no blanks do.
 */
#ifndef SIM_LAYOUT_H
#define SIM_LAYOUT_H

#include "language/source.h"

/* NULL, with @diagnostics, if @source has bad tokens. The caller frees it. */
char *layout_text(const Source *source, Diagnostics *diagnostics);

#endif
