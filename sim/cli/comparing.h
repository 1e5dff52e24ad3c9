/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of the verb compare share. */
#ifndef CLI_COMPARING_H
#define CLI_COMPARING_H

#include "cheating/exhaustive.h"
#include "compare/machine_file.h"
#include "options/options.h"
#include "report/compare_gate.h"

/* The options of the verb. */
typedef struct {
	Options options;
	Choice choice;
	char *population, *explain, *machine, *kept;
	MachineFile *described; /* by @machine; or NULL */
	Gate *gate;             /* that @kept is; or NULL */
	gboolean no_cheats, exhaustive;
	gint64 actions;         /* of --exhaustive; 0: any number */
	char *engine;
	CheatingBounds bounds;
	gint jobs;
} Comparing;

/* --explain: the scenario of a cell. */
ExitCode compare_explain(const Comparing *comparing, const Output *output);

/* No KVM that was chosen speaks the RMI of @version: says so. */
ExitCode compare_no_pair(const struct rmm_version *version);

#endif
