/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a command asks of a part of the state: for its value, or of an RTT entry
 * something narrower (base/rtte.h). And terms: what accessors make of an entry
 * whose value nobody has asked for.
 */
#ifndef EXPLORE_QUESTION_H
#define EXPLORE_QUESTION_H

#include <glib.h>

#include "base/rtte.h"

typedef enum {
	ASK_VALUE,
	/* Of an entry. */
	ASK_STATE, ASK_IS, ASK_STATE_IN, ASK_RIPAS, ASK_HAS_RIPAS, ASK_ADDRESS, ASK_IS_VALID,
	ASK_IS_LOST, ASK_MEM_ATTR, ASK_S2AP, ASK_OPERATION, ASK_IS_LIVE, ASK_KEEPS_RTT_LIVE
} QuestionKind;

typedef struct {
	guint32 part;           /* of the state: index */
	guint16 kind;           /* QuestionKind */
	guint16 term;           /* it is asked of */
	guint64 argument;
} Question;

typedef struct {
	Question question;
	guint64 answer;
} Asked;

static inline gboolean question_equal(const Question *a, const Question *b)
{
	return a->part == b->part && a->kind == b->kind && a->term == b->term &&
	       a->argument == b->argument;
}

/* ---- terms ---- */

typedef enum { TERM_WITH_RIPAS, TERM_WITH_LOST, TERM_WITH_VALID, TERM_ADVANCE } TermKind;

/* The entry as it was. */
#define TERM_ITSELF 0

/* Every term that was made; equal terms have one number. */
typedef struct {
	GArray *made;
} Terms;

void terms_init(Terms *terms);
void terms_clear(Terms *terms);

/* What @kind makes of @term. */
guint16 terms_make(Terms *terms, guint16 term, TermKind kind, guint64 argument);

/* What @term is where the entry was @entry. */
guint64 terms_value(const Terms *terms, guint16 term, guint64 entry);

/* The answer where the part has @value. */
guint64 question_answer(const Terms *terms, const Question *question, guint64 value);

#endif
