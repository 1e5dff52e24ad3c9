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
	guint first;            /* number of its first line */
} LogPart;

/* Of those that others would begin at most so many are told apart. */
#define LOG_PARTS_MAX 64

/*
 * The parts of a console, and the dialect that fits each best; @dialect, if it is not
 * NULL, for all. None: there is neither a call nor the boot of an RMM.
 */
GArray *log_parts(const char *text, gsize size, const LogDialect *dialect);

/* Is it a console, not a named trace? */
gboolean log_is_console(const char *text, gsize size);

#endif
