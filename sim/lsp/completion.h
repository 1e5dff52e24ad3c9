/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand at a place of a document. */
#ifndef SIM_COMPLETION_H
#define SIM_COMPLETION_H

#include "lsp/document.h"

/* Words (char *), those that begin with what stands there already; the caller frees them. */
GPtrArray *completion_at(const Document *document, guint line, guint character);

#endif
