/* SPDX-License-Identifier: BSD-3-Clause */
/* A scenario that was run, and all that a picture of it needs. */
#ifndef SIM_FILM_H
#define SIM_FILM_H

#include "language/parser.h"
#include "timeline/timeline.h"

/* Who made the call of an outcome, and with which inputs. */
typedef struct {
	guint64 rec;            /* that acts; 0: the Host does */
	char *inputs;           /* " rd=0x88100000 ..." */
} FilmCall;

typedef struct {
	Scenario *scenario;     /* NULL: it has errors */
	RunResult result;
	Timeline *timeline;
	GHashTable *calls;      /* of FilmCall, by StepOutcome */
	struct rmm *state;      /* at the end; of @result.model */
} Film;

/* Runs @text, which is taken, or (NULL) the file @path, up to @last_line (0: the end). */
Film *film_new(const char *path, char *text, const ParseOptions *options, guint last_line,
	       Diagnostics *diagnostics);
void film_free(Film *film);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Film, film_free)

#endif
