/* SPDX-License-Identifier: BSD-3-Clause */
/* From source text to a scenario. The language is in scenarios/README.md. */
#ifndef SIM_PARSER_H
#define SIM_PARSER_H

#include "system/platform.h"
#include "language/scenario.h"

typedef struct {
	/* Overrides the file's spec line; NULL: does not. */
	const struct rmm_version *version;
	struct rmm_variants variants;   /* beside those of the file */
	HashCache *cache;
	/* Gets what the file's spec line says, errors or not; NULL: is not asked. */
	const struct rmm_version **declared;
} ParseOptions;

/*
 * Parses a file and what it includes. NULL if anything is wrong: every error
 * is in @diagnostics.
 */
Scenario *scenario_parse(const char *path, const ParseOptions *options,
			 Diagnostics *diagnostics);

/* The same for text that is not in a file; @text is taken over. */
Scenario *scenario_parse_text(const char *name, char *text, gsize size,
			      const ParseOptions *options, Diagnostics *diagnostics);

#endif
