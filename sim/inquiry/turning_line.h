/* SPDX-License-Identifier: BSD-3-Clause */
/* A line of an explore block while its wheels turn: the call that they stand at. */
#ifndef INQUIRY_TURNING_LINE_H
#define INQUIRY_TURNING_LINE_H

#include "inquiry/expander.h"

/* A value that an argument may have in this action. */
typedef struct {
	const ArgumentChoice *choice;
	guint64 value;          /* CHOICE_ANY */
} Alternative;

/* A line, and which wheels are its own. */
typedef struct {
	const AlphabetLine *line;
	GPtrArray *alternatives;        /* by argument: GArray of Alternative */
	const GArray *wheels;           /* of all lines of the action */
	guint first;                    /* wheel of the first argument */
	gboolean interrupts;            /* a wheel behind: none, then after=low and on */
	guint64 low;
} TurningLine;

/* The values that @argument may have, of Alternative; the caller unrefs them. */
GArray *turning_alternatives(const Expander *expander, const ChosenArgument *argument);

/* The value of an argument as the wheels stand. */
const Alternative *turning_chosen(const TurningLine *turning, guint argument);

/* The call of @rec as the wheels stand, into @step. FALSE after an error. */
gboolean turning_call(Expander *expander, const TurningLine *turning, guint64 rec,
		      struct explore_step *step);

/* "host RMI_RTT_SET_RIPAS rd=0x... base=pending": what the line names of its call. */
void turning_append_name(GString *name, const Expander *expander, const TurningLine *turning,
			 const struct explore_step *step);

/* ---- turning_procedure.c ---- */

/*
 * The procedure of a line as the wheels stand, into @step, and what is named of it
 * behind @name. FALSE after an error.
 */
gboolean turning_procedure(Expander *expander, const TurningLine *turning, guint64 rec,
			   GString *name, struct explore_step *step);

/*
 * The monitor that says where the guest of @rec stands, and the number of @word there.
 * FALSE: it cannot stand there (@places: where it can; the caller frees it), or it has no
 * program so far. @user is the Expander.
 */
gboolean turning_guest(gpointer user, guint64 rec, const char *word, guint *monitor,
		       guint64 *number, char **places);

/* The REC of a vCPU of the actors. FALSE after an error. */
gboolean turning_vcpu(Expander *expander, const AlphabetLine *line, guint64 *rec);

#endif
