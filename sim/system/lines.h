/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The lines of a file, which is read in pieces: a few of them are in memory at a time,
 * however large it is. Files, pipes and standard input alike.
 */
#ifndef SIM_LINES_H
#define SIM_LINES_H

#include <glib.h>

/* Of a longer line its beginning is told, and that it is one. */
#define LINES_SIZE_MAX (1024 * 1024)

/* Behind so many bytes of one line nothing more is read. */
#define LINES_ENDLESS (256 * 1024 * 1024)

typedef struct Lines Lines;

typedef struct {
	guint number;           /* from 1 */
	/* Without its end, be it "\n" or "\r\n". Followed by a byte that is at hand, too. */
	const char *text;
	gsize size;
	gboolean ended;         /* else the file ends here, perhaps within it */
	const char *flaw;       /* why it is not whole; or NULL */
	gsize whole;            /* how much of it there was, of one that is too long not all */
} Line;

/*
 * Opens @path, standard input if it is "-", and reads a first piece. A UTF-8 byte order
 * mark is passed over. NULL with @error.
 */
Lines *lines_open(const char *path, GError **error);

/* The lines of @text (@size bytes and one more), which is taken over. */
Lines *lines_of_text(char *text, gsize size);

void lines_free(Lines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lines, lines_free)

/*
 * The next line, until lines_next() or lines_ahead() is called again. FALSE: there is none
 * any more. Where reading fails in the middle a last line says so.
 */
gboolean lines_next(Lines *lines, Line *line);

/*
 * What comes, without taking it: *@size bytes of it, which end with a line. At least
 * @wanted if there are so many, or a line is longer. *@more: there is more behind them.
 */
const char *lines_ahead(Lines *lines, gsize wanted, gsize *size, gboolean *more);

/* @size bytes of what comes, which end with a line, were taken; they are not counted. */
void lines_take(Lines *lines, gsize size);

/* Why the file could not be read to its end, for as long as @lines live; NULL: it could. */
const char *lines_error(const Lines *lines);

#endif
