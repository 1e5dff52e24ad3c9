/* SPDX-License-Identifier: BSD-3-Clause */
/* What of a call's result a Host or Realm can tell from that of another model. */
#ifndef PARTING_DIFFERENCE_H
#define PARTING_DIFFERENCE_H

#include <glib.h>

#include "engine/command.h"

typedef enum {
	DIFFERENCE_NONE,
	DIFFERENCE_STORAGE,     /* a model has no room for what it would do: tells nothing */
	DIFFERENCE_RESULT,      /* status, level, address */
	DIFFERENCE_OUTPUT,      /* one that both have */
	DIFFERENCE_EXIT,        /* what the Host is told when a REC leaves */
	DIFFERENCE_COMPLETION,  /* what the Realm is told when a REC is entered */
	DIFFERENCE_CALL,        /* a procedure makes another call, or one more */
	DIFFERENCE_STATE,       /* what was carried out differs */
	DIFFERENCE_RIM,
	DIFFERENCE_PERMITTED    /* the same result; an implementation may choose others */
} DifferenceKind;

/* "result", "state" */
const char *difference_name(DifferenceKind kind);

/* A call as it was made on one side; CMD_NONE: there it was not. */
typedef struct {
	const struct rmm_model *model;
	struct rmm_call call;
	struct rmm_result result;
} Made;

/*
 * Is it another call that software makes: another command, where both versions
 * have both, or other inputs?
 */
gboolean difference_is_call(const Made *a, const Made *b);

/*
 * The first difference in what is told of a call; the permitted results are
 * compared last. Of calls of different commands, which stand for each other,
 * only whether they were carried out. *@output: of DIFFERENCE_OUTPUT, as @a has it.
 */
DifferenceKind difference_of(const Made *a, const Made *b, const struct rmm_value **output);

#endif
