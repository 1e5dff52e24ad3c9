/* SPDX-License-Identifier: BSD-3-Clause */
/* The lines of a file, read in pieces. */
#include "system/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* So much is asked for at a time. */
#define PIECE 65536

/* Of a line that is too long so many bytes are shown. */
#define TOLD_OF_TOO_LONG 80

struct Lines {
	int file;               /* -1: there is nothing more to read */
	char *buffer;
	gsize room, begin, end; /* what is at hand: [begin, end) */
	guint number;           /* of lines that were taken */
	gboolean passing;       /* the rest of a line that is too long is passed over */
	gboolean failure_told;  /* that reading failed */
	char *error, *flaw;
};

/* ---- reading ---- */

static void stop(Lines *lines)
{
	if (lines->file > STDIN_FILENO)
		close(lines->file);
	lines->file = -1;
}

/* Makes room for a piece and a byte behind it. */
static void make_room(Lines *lines)
{
	if (lines->begin > 0) {
		memmove(lines->buffer, lines->buffer + lines->begin, lines->end - lines->begin);
		lines->end -= lines->begin;
		lines->begin = 0;
	}
	if (lines->room - lines->end <= PIECE) {
		lines->room = MAX(2 * lines->room, lines->end + PIECE + 1);
		lines->buffer = g_realloc(lines->buffer, lines->room);
	}
}

/* Reads a piece. FALSE: nothing is left. */
static gboolean fill(Lines *lines)
{
	gssize count;

	if (lines->file < 0)
		return FALSE;
	make_room(lines);
	do
		count = read(lines->file, lines->buffer + lines->end, PIECE);
	while (count < 0 && errno == EINTR);
	if (count < 0)
		lines->error = g_strdup_printf("cannot read: %s", g_strerror(errno));
	if (count <= 0)
		stop(lines);
	else
		lines->end += (gsize)count;
	lines->buffer[lines->end] = '\0';
	return count > 0;
}

static const char *at_hand(const Lines *lines)
{
	return lines->buffer + lines->begin;
}

static gsize size_at_hand(const Lines *lines)
{
	return lines->end - lines->begin;
}

/* Reads on to the end of the line that comes; its size with that, or that of all there is. */
static gsize find_end(Lines *lines)
{
	gsize sought = 0;
	const char *newline;

	do {
		newline = memchr(at_hand(lines) + sought, '\n', size_at_hand(lines) - sought);
		if (newline)
			return (gsize)(newline - at_hand(lines)) + 1;
		sought = size_at_hand(lines);
	} while (sought <= LINES_SIZE_MAX && fill(lines));
	return size_at_hand(lines);
}

/* ---- lines ---- */

/* The rest of a line that was too long; a device may have no end. */
static void pass_over(Lines *lines)
{
	gsize passed = 0;

	while (lines->passing) {
		const char *newline = memchr(at_hand(lines), '\n', size_at_hand(lines));

		lines->passing = newline == NULL;
		passed += size_at_hand(lines);
		lines->begin = newline ? (gsize)(newline - lines->buffer) + 1 : lines->end;
		if (!lines->passing)
			return;
		if (passed > LINES_ENDLESS) {
			stop(lines);
			lines->error = g_strdup("cannot read: the line has no end");
		}
		lines->passing = fill(lines);
	}
}

/* What is wrong with a line: too long, or the file could not be read further. */
static void judge(Lines *lines, Line *line, gboolean ended)
{
	line->whole = line->size;
	if (line->size > LINES_SIZE_MAX) {
		lines->passing = !ended;
		line->whole = LINES_SIZE_MAX;
		line->size = TOLD_OF_TOO_LONG;
		lines->flaw = g_strdup_printf("line longer than %d bytes", LINES_SIZE_MAX);
	} else if (!ended && lines->error) {
		lines->failure_told = TRUE;
		lines->flaw = g_strdup(lines->error);
	}
	line->flaw = lines->flaw;
}

gboolean lines_next(Lines *lines, Line *line)
{
	gboolean ended;
	gsize size;

	g_clear_pointer(&lines->flaw, g_free);
	pass_over(lines);
	size = find_end(lines);
	if (size == 0 && (!lines->error || lines->failure_told))
		return FALSE;
	*line = (Line){ .number = ++lines->number, .text = at_hand(lines), .size = size };
	lines->begin += size;
	line->ended = ended = size > 0 && line->text[size - 1] == '\n';
	if (ended)
		line->size--;
	judge(lines, line, ended);
	if (line->size > 0 && line->text[line->size - 1] == '\r')
		line->size--;
	return TRUE;
}

/* ---- several lines ---- */

const char *lines_ahead(Lines *lines, gsize wanted, gsize *size, gboolean *more)
{
	while (size_at_hand(lines) < wanted && fill(lines))
		;
	*size = size_at_hand(lines);
	*more = lines->file >= 0;
	while (*more && *size > 0 && at_hand(lines)[*size - 1] != '\n')
		(*size)--;
	/* One line has more than that. */
	if (*size == 0)
		*size = find_end(lines);
	return at_hand(lines);
}

void lines_take(Lines *lines, gsize size)
{
	lines->begin += size;
}

const char *lines_error(const Lines *lines)
{
	return lines->error;
}

/* ---- opening ---- */

static void pass_mark(Lines *lines)
{
	static const char mark[] = "\xef\xbb\xbf";
	const gsize size = strlen(mark);

	while (size_at_hand(lines) < size && fill(lines))
		;
	if (size_at_hand(lines) >= size && memcmp(at_hand(lines), mark, size) == 0)
		lines->begin += size;
}

static gboolean fail(const char *why, GError **error)
{
	g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, why);
	return FALSE;
}

Lines *lines_open(const char *path, GError **error)
{
	g_autoptr(Lines) lines = g_new0(Lines, 1);

	lines->file = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (lines->file < 0) {
		g_autofree char *why = g_strdup_printf("cannot read: %s", g_strerror(errno));

		fail(why, error);
		return NULL;
	}
	pass_mark(lines);
	if (lines->error && size_at_hand(lines) == 0) {
		fail(lines->error, error);
		return NULL;
	}
	return g_steal_pointer(&lines);
}

Lines *lines_of_text(char *text, gsize size)
{
	Lines *lines = g_new0(Lines, 1);

	*lines = (Lines){ .file = -1, .buffer = text, .room = size + 1, .end = size };
	pass_mark(lines);
	return lines;
}

void lines_free(Lines *lines)
{
	if (!lines)
		return;
	stop(lines);
	g_free(lines->buffer);
	g_free(lines->error);
	g_free(lines->flaw);
	g_free(lines);
}
