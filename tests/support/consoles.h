/* SPDX-License-Identifier: BSD-3-Clause */
/* Replaying consoles of tests/consoles, and of texts. */
#ifndef TESTS_CONSOLES_H
#define TESTS_CONSOLES_H

#include "replay/console.h"

/* The files, in order (char *). */
GPtrArray *consoles_files(void);

/* What a console came to. */
typedef struct {
	ReplayCount count;
	guint explained;                /* divergences that a variant explains */
	guint parts;
	const LogDialect *dialect;      /* of the first part */
	guint noise, continued, again;
	guint64 forced, open, unknown;
} ConsoleFound;

ConsoleFound consoles_replay(const char *name, const char *text, gsize size);

/* The same on a replay that is made once. */
ConsoleFound consoles_replay_on(ConsoleReplay *console, const char *name, const char *text,
				gsize size);

/*
 * Of each line the values of which no others were possible: its number to bits (guint64,
 * PartialValues.alone); the caller frees it. @console tells of every line.
 */
GHashTable *consoles_alone(ConsoleReplay *console, const char *name, const char *text, gsize size);

#endif
