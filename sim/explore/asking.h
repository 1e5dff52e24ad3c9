/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a tracked run (track.h) asks for, as it loads, stores, and looks into RTT
 * entries: called by what is compiled to be tracked, through hooks.c.
 */
#ifndef EXPLORE_ASKING_H
#define EXPLORE_ASKING_H

#include <setjmp.h>

#include "explore/question.h"
#include "explore/space.h"

/* What a run leaves in a part. */
typedef struct {
	guint32 part;
	guint16 term;           /* of what the part was; TERM_ITSELF: it has @value */
	guint64 value;
} Write;

static inline gboolean write_equal(const Write *a, const Write *b)
{
	return a->part == b->part && a->term == b->term &&
	       (a->term != TERM_ITSELF || a->value == b->value);
}

/* What is left where the part had @value. */
static inline guint64 write_value(const Write *write, const Terms *terms, guint64 value)
{
	return write->term == TERM_ITSELF ? write->value
					  : terms_value(terms, write->term, value);
}

/* A state that a run works on, or looks back at. */
typedef struct {
	char *bytes;
	guint8 *written;        /* by part that is no entry: was it stored to? */
} TrackedState;

typedef struct {
	const Space *space;
	Terms *terms;
	gconstpointer origin;   /* the state at first, plain */
	TrackedState now, old;
	guint8 *valued;         /* by part: its value was asked for */
	/*
	 * By part: what the state has is not its value. A run that asks for one is given
	 * up: it goes to @escape, and @missed is the part.
	 */
	guint8 *hidden;
	jmp_buf escape;
	guint32 missed;
	GArray *asked;          /* of Asked, in order */
	GArray *writes;         /* of Write, by part, after track_end */
} Track;

/* The run of this thread; NULL: none. */
extern _Thread_local Track *asking;

/* ---- tokens: in a state that is tracked, what stands for an entry ---- */

guint64 token_of(guint32 part, guint16 term);
/* FALSE: @word is an entry. */
gboolean token_read(guint64 word, guint32 *part, guint16 *term);

/* ---- questions; a run is tracked ---- */

guint64 ask(guint32 part, QuestionKind kind, guint16 term, guint64 argument);
/* What a word of an entry is, asking for all of it if it is a token. */
guint64 ask_word(guint64 word);

/* ---- loads and stores; of other memory, and where no run is tracked, nothing ---- */

void ask_load(const void *address, size_t size);
void ask_store(void *address, size_t size);

/* A copy of bytes in which entries are no tokens; to be freed. */
guint8 *ask_plain(const void *from, size_t size);

#endif
