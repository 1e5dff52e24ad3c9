/* SPDX-License-Identifier: BSD-3-Clause */
/* Where results go, and whether in colour. */
#ifndef SIM_OUTPUT_H
#define SIM_OUTPUT_H

#include <glib.h>
#include <stdio.h>

/* Exit codes of every verb (contract C2). */
typedef enum {
	EXIT_AS_EXPECTED = 0,
	EXIT_DIVERGED    = 1,   /* an expectation, an invariant, a log */
	EXIT_BAD_USAGE   = 2,
	EXIT_BAD_INPUT   = 3,
	EXIT_INCOMPLETE  = 4,   /* a bound or limit was hit, or not all was written */
	EXIT_CODES
} ExitCode;

typedef struct {
	FILE *file;
	const char *path;       /* NULL: standard output */
	gboolean colour;
	guint width;            /* columns that fit; 0: any number */
} Output;

typedef enum { PAINT_PLAIN, PAINT_GOOD, PAINT_BAD, PAINT_STRONG, PAINT_FAINT } Paint;

/*
 * Opens @path, or standard output if it is NULL. @colour is "auto", "always",
 * "never" or NULL (auto: on a terminal that has colours, unless NO_COLOR is
 * set). The width is that of the terminal, or what COLUMNS says. FALSE with
 * @error.
 */
gboolean output_open(Output *output, const char *path, const char *colour, GError **error);

/* FALSE with @error if not all could be written. */
gboolean output_close(Output *output, GError **error);

/* Prints text in colour, if there is colour. */
void output_paint(const Output *output, Paint paint, const char *text);

#endif
