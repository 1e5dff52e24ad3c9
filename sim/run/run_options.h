/* SPDX-License-Identifier: BSD-3-Clause */
/* What a run of a scenario is to do, and keep. */
#ifndef SIM_RUN_OPTIONS_H
#define SIM_RUN_OPTIONS_H

#include "language/scenario.h"
#include "machine/machine.h"

typedef struct StepOutcome StepOutcome;

/* Where the statements have led to. */
typedef struct {
	const struct rmm_model *model;
	const struct rmm *state;
	GHashTable *variables;  /* name to guint64 */
	guint64 rd, rec;        /* created and entered last; or 0 */
	const Trail *trail;     /* how they led there */
	const Scene *scene;     /* of actors; NULL: there were none */
} RunEnd;

typedef struct {
	/* Keep the outcome of every statement, not of failures alone. */
	gboolean keep_all;
	/* Say what changed in the state. */
	gboolean changes;
	/* Stop at the first failure. */
	gboolean first_only;
	/* Stop behind this line of the file; 0: at its end. */
	guint last_line;
	/* Check no invariants: expectations alone count. */
	gboolean no_invariants;
	/* Check success conditions and footprints as well. */
	gboolean self_check;
	/* Statements and rounds of loops to make at most; 0: millions. */
	guint work_max;
	/* Calls that actors make at most; 0: as many as they like. */
	guint calls_max;
	/* Keep the outcome of every statement, but not of an actor's calls. */
	gboolean keep_statements;
	/* Called when a condition has refused a call, which changed nothing; or NULL. */
	void (*refused)(gpointer user, Machine *machine, const struct rmm_call *call,
			const struct rmm_result *result);
	/* Called when a call was made; the state before it is machine->before, if it is watched; or NULL. */
	void (*made)(gpointer user, Machine *machine, const struct rmm_call *call,
		     const struct rmm_result *result);
	/* Called when the model has been made, to make a wrong one of it; or NULL. */
	void (*bend)(gpointer user, struct rmm_model *model);
	/* Called when a procedure has ended; or NULL. */
	void (*ended)(gpointer user, const Step *step, Ending ending, const Scene *scene);
	/* Called when all statements were carried out, or the first failed; or NULL. */
	void (*finished)(gpointer user, const RunEnd *end);
	/*
	 * Called when the outcome of a statement, or of an actor's call, is kept:
	 * @machine is as it left it; or NULL.
	 */
	void (*kept)(gpointer user, const StepOutcome *outcome, const Machine *machine);
	gpointer user;
} RunOptions;

#endif
