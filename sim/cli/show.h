/* SPDX-License-Identifier: BSD-3-Clause */
/* What 'show' shows: each subject is a row of a table in verb_show.c. */
#ifndef SIM_SHOW_H
#define SIM_SHOW_H

#include "model.h"
#include "options.h"
#include "table.h"

typedef struct {
	const struct rmm_model *model;
	const Output *output;
	TableStyle style;
	char **arguments;               /* behind the subject; ends with NULL */
	const char *argument;           /* the first, or NULL */
} Show;

/* Print their subject. */
ExitCode show_commands(const Show *show);
ExitCode show_conditions(const Show *show);
ExitCode show_invariants(const Show *show);
ExitCode show_variants(const Show *show);
ExitCode show_access(const Show *show);
ExitCode show_transitions(const Show *show);
ExitCode show_coverage(const Show *show);
ExitCode show_actors(const Show *show);
ExitCode show_index(const Show *show);

#endif
