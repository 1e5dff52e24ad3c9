/* SPDX-License-Identifier: BSD-3-Clause */
/* What an editor shows of a word: section, conditions, readings, meaning. */
#ifndef SIM_HOVER_H
#define SIM_HOVER_H

#include "lsp/document.h"

/* Markdown; NULL if nothing is known. The caller frees it. */
char *hover_text(const Document *document, guint line, guint character);

#endif
