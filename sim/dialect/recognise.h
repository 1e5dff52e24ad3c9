/* SPDX-License-Identifier: BSD-3-Clause */
/* Which dialect a console speaks, and whether a file is a console at all. */
#ifndef SIM_LOG_RECOGNISE_H
#define SIM_LOG_RECOGNISE_H

#include "dialect/dialect.h"

/* What one RMM printed from its boot on; a file may have several, of several dialects. */
typedef struct {
	const LogDialect *dialect;
	const char *text;
	gsize size;
	gsize ahead;            /* bytes behind it that are at hand, of the same RMM */
	guint first;            /* number of its first line */
	gboolean goes_on;       /* with the part before, which was cut where a piece ends */
} LogPart;

/* Of those that others would begin at most so many are told apart. */
#define LOG_PARTS_MAX 64

/*
 * The parts of a console, and the dialect that fits each best; @dialect, if it is not
 * NULL, for all. None: there is neither a call nor the boot of an RMM.
 */
GArray *log_parts(const char *text, gsize size, const LogDialect *dialect);

/* A console that is read piece by piece. */
typedef struct LogPieces LogPieces;

/* @dialect: NULL, or that of all parts. */
LogPieces *log_pieces_new(const LogDialect *dialect);
void log_pieces_free(LogPieces *pieces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LogPieces, log_pieces_free)

/* A piece of a larger size is not asked for. */
#define LOG_PIECE_MAX (64 * 1024 * 1024)

/*
 * The parts of a piece, @text (@size bytes, whole lines), behind which there may be @more.
 * *@taken bytes of it are theirs; the next piece begins behind them. If there are none, a
 * larger piece is needed to tell the dialect. What fits the first piece of a part, fits it
 * all.
 */
GArray *log_pieces_read(LogPieces *pieces, const char *text, gsize size, gboolean more,
			gsize *taken);

/* The number of the line behind what was read. */
guint log_pieces_line(const LogPieces *pieces);

/* Is it a console, not a named trace? */
gboolean log_is_console(const char *text, gsize size);

#endif
