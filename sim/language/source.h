/* SPDX-License-Identifier: BSD-3-Clause */
/* Source text: files, positions in them, and what is wrong there. */
#ifndef SIM_SOURCE_H
#define SIM_SOURCE_H

#include <glib.h>

/* A file, kept as long as anything points into it. */
typedef struct {
	char *path;             /* as the user wrote it */
	char *text;
	gsize size;
	unsigned first;         /* the number of its first line */
} Source;

/* A place in a file; lines and columns count from 1. */
typedef struct {
	const Source *source;
	unsigned line, column;
} Position;

/* Where a message belongs. */
typedef struct {
	char *path;
	unsigned line, column;
	gsize text;             /* where in the message its text starts */
} DiagnosticPlace;

/* Errors of a file and what it includes, in order. */
typedef struct {
	GPtrArray *messages;    /* of char *: "file:line:column: error: ..." */
	GArray *places;         /* of DiagnosticPlace, by message */
	guint of_other_version; /* of these, for a name that another version has */
} Diagnostics;

Diagnostics *diagnostics_new(void);
void diagnostics_free(Diagnostics *diagnostics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diagnostics, diagnostics_free)

/* After this many errors further ones are counted, not kept. */
#define DIAGNOSTICS_MAX 100

void diagnostics_error(Diagnostics *diagnostics, Position at, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

/* Forgets all messages from @count on. */
void diagnostics_truncate(Diagnostics *diagnostics, guint count);

/* Appends all messages, a line each. */
void diagnostics_append(GString *out, const Diagnostics *diagnostics);

/* Writes all messages to standard error. */
void diagnostics_print(const Diagnostics *diagnostics);

/*
 * Reads @path. Files that are no text (NUL bytes, bad UTF-8), too large, or
 * have a line beyond SOURCE_LINE_MAX are refused, with a diagnostic; NULL.
 */
Source *source_load(const char *path, Diagnostics *diagnostics);
Source *source_from_text(const char *path, char *text, gsize size,
			 Diagnostics *diagnostics);
/* The same for text whose first line is line @first of @path. */
Source *source_from_lines(const char *path, unsigned first, char *text, gsize size,
			  Diagnostics *diagnostics);
void source_free(Source *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)

#define SOURCE_LINE_MAX 65536

/* The text of a line by its number, without its end; the caller frees it. */
char *source_line(const Source *source, unsigned line);

#endif
