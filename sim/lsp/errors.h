/* SPDX-License-Identifier: BSD-3-Clause */
/* What is wrong in a document, and what a run of it comes to. */
#ifndef SIM_ERRORS_H
#define SIM_ERRORS_H

#include <json-glib/json-glib.h>

#include "lsp/document.h"

/* Appends the errors of the language as diagnostics to an open array. */
void errors_append(const Document *document, JsonBuilder *builder);

/*
 * Runs it. Appends the steps that failed as diagnostics to an open array, and
 * the errors that kept it from running; returns a line for people, "ok: 59
 * steps", which the caller frees.
 */
char *errors_of_run(const Document *document, JsonBuilder *builder);

#endif
