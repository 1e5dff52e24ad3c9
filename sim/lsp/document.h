/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A scenario that an editor has open, and places in it. Lines and characters
 * count from 0; a character is a UTF-16 code unit, as the protocol wants it.
 */
#ifndef SIM_DOCUMENT_H
#define SIM_DOCUMENT_H

#include "base/version.h"
#include "language/lexer.h"

typedef struct {
	char *uri;
	char *path;             /* of its file */
	Source *source;         /* its text; NULL if it is no text */
	Diagnostics *diagnostics;       /* why */
} Document;

/* @text need not be that of the file. */
Document *document_new(const char *uri, const char *text);
void document_free(Document *document);

/* Code units before byte @size of a line, and the reverse. */
guint character_of(const char *line, gsize size);
gsize byte_of(const char *line, guint character);

/* A line of a source, and the code units before @column (from 1) of it. */
guint source_character(const Source *source, unsigned line, unsigned column);

/* A word of a document, in its line. */
typedef struct {
	TokenLine line;
	guint index;            /* of the token */
} Spot;

/* The token at a place; FALSE if there is none. The caller clears @spot->line. */
gboolean document_spot(const Document *document, guint line, guint character, Spot *spot);

/* The version of the specification that it is for, or that a scenario usually is. */
const struct rmm_version *document_version(const Document *document);

/*
 * The sources that it consists of (Source): its own, then what it includes, in
 * order, as far as they can be read. The caller frees the array.
 */
GPtrArray *document_sources(const Document *document);

#endif
