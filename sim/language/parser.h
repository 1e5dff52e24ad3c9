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
	VersionSet *declared;
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

/* ---- text that comes piece by piece ---- */

/* A scenario without statements, to go on from; @source, which is its file, is taken over. */
Scenario *scenario_new(Source *source, const ParseOptions *options);

/* What a piece goes on from. */
typedef struct {
	Scenario *scenario;             /* header lines and sources are added to it */
	const struct rmm_model *model;  /* of the statements so far, if it began */
	GHashTable *variables;          /* name to guint64, as they are; NULL: none */
	GHashTable *marks;              /* by name; NULL: none */
	gboolean version_chosen;        /* as ParseOptions.version */
	/* parse_piece() notes these: the header is over; there was a "memory" line. */
	gboolean began, memory_given;
} PieceBefore;

/*
 * Parses @source, which is taken over, from there on; gives its statements (of
 * Step). An explore block behind them is the scenario's. After an error NULL;
 * then all is as before.
 */
GPtrArray *parse_piece(PieceBefore *before, Source *source, Diagnostics *diagnostics);

#endif
