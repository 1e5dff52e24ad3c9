/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Carrying out recorded lines on a state and judging each. A unit is what is
 * judged together: one line, or the run of a REC with what the Realm did.
 */
#ifndef SIM_MACHINE_H
#define SIM_MACHINE_H

#include "state/state.h"
#include "replay/trace.h"

typedef struct {
	const struct rmm_model *model;  /* that takes the next step */
	struct rmm *state;
	struct rmm *before;     /* room for the self-check; NULL: no self-check */
	GString *unsound;       /* gets what the self-check finds, "RMI_X: id; ...";
				   used with before */
	gboolean limit;         /* a pool of the model was exhausted */
	GString *said;          /* gets what the model says of a line that
				   diverges; or NULL */
} Machine;

typedef enum { AGREES, DIVERGES, BROKEN } Verdict;

/* The number of lines from @first that make a unit. */
guint machine_unit_size(const Trace *trace, guint first);

/*
 * Carries out a unit of @count lines. @failed is the index of the line that
 * was judged last: the one that diverges, if one does. BROKEN with @error: a
 * line is no valid input.
 */
Verdict machine_run_unit(Machine *machine, TraceLine *const *lines, guint count,
			 guint *failed, GError **error);

#endif
