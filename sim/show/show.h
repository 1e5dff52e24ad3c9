/* SPDX-License-Identifier: BSD-3-Clause */
/* What 'show' shows: each subject is a row of a table in verb_show.c. */
#ifndef SIM_SHOW_H
#define SIM_SHOW_H

#include "base/model.h"
#include "options/options.h"
#include "report/table.h"

typedef struct {
	const struct rmm_model *model;
	const Output *output;           /* for what stands around tables: nowhere in JSON Lines */
	const Output *tables;
	TableStyle style;
	char **arguments;               /* behind the subject; ends with NULL */
	const char *argument;           /* the first, or NULL */
} Show;

/* Is it one of the specification's, and not the tool's own? @command may be NULL. */
gboolean show_is_specified(const struct rmm_command *command);

/* "RMI_ERROR_RTT walk.level"; the ids that are reported before number @i: "a, b". */
char *show_result_text(const struct rmm_failure *failure);
char *show_after_text(const struct rmm_rules *rules, unsigned i);

/*
 * What accesses to an IPA of this HIPAS lead to, by RIPAS: "EMPTY SEA / SEA; ...";
 * NULL: no access meets it in this version.
 */
char *show_access_column(const struct rmm_model *model, enum rmm_rtte_state hipas);

/* Print their subject. */
ExitCode show_commands(const Show *show);
ExitCode show_conditions(const Show *show);
ExitCode show_invariants(const Show *show);
ExitCode show_variants(const Show *show);
ExitCode show_readings(const Show *show);
ExitCode show_access(const Show *show);
ExitCode show_transitions(const Show *show);
ExitCode show_coverage(const Show *show);
ExitCode show_actors(const Show *show);
ExitCode show_dialects(const Show *show);
ExitCode show_index(const Show *show);
ExitCode show_difference(const Show *show);
ExitCode show_conditions_difference(const Show *show);
ExitCode show_access_difference(const Show *show);

#endif
