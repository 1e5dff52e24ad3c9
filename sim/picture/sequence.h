/* SPDX-License-Identifier: BSD-3-Clause */
/* Who calls whom: Host, RMM and Realms as lifelines. */
#ifndef SIM_SEQUENCE_H
#define SIM_SEQUENCE_H

#include <glib.h>

typedef enum {
	SEQUENCE_CALL,          /* an arrow, and what it came to back */
	SEQUENCE_NOTE           /* over all: a procedure, a mark, an expectation */
} SequenceKind;

typedef struct {
	SequenceKind kind;
	guint from, to;         /* lifelines */
	char *text, *result;    /* of a call; result: or NULL */
	gboolean is_refused;    /* it came to a failure */
	gboolean is_wrong;      /* it is not as expected */
	guint kind_of_call;     /* equal: the same call with a result of the same kind */
	guint block, times;     /* so many steps from here on stand for as many rounds; 0: none */
} SequenceStep;

typedef struct {
	char *title;
	GPtrArray *lifelines;   /* of char * */
	GArray *steps;          /* of SequenceStep */
} Sequence;

Sequence *sequence_new(const char *title);
void sequence_free(Sequence *sequence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sequence, sequence_free)

/* The lifeline of that name. */
guint sequence_lifeline(Sequence *sequence, const char *name);

/* Text and result are taken. */
void sequence_add(Sequence *sequence, SequenceStep step);

/* Calls that repeat, alone or as a group of a few, are told once: the first round. */
void sequence_fold(Sequence *sequence);

void sequence_append_mermaid(GString *out, const Sequence *sequence);
void sequence_append_svg(GString *out, const Sequence *sequence);

#endif
