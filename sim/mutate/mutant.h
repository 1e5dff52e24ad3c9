/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mutants: wrong models made from the tables of the right one, a mutant for each
 * row and way to get it wrong. Ids are of the table and stay.
 */
#ifndef SIM_MUTANT_H
#define SIM_MUTANT_H

#include <glib.h>

#include "engine/command.h"

typedef enum {
	MUTANT_SILENT,          /* a condition says success instead, and nothing is done */
	MUTANT_STATUS,          /* it refuses with another status */
	MUTANT_INDEX,           /* its status has no index, or one that is wrong */
	MUTANT_SWAPPED,         /* of two conditions the wrong one comes first */
	MUTANT_KINDS
} MutantKind;

typedef struct {
	MutantKind kind;
	enum rmm_command_id command;
	unsigned condition;             /* of the command's rules */
	unsigned other;                 /* MUTANT_SWAPPED: it came first, and comes behind */
	struct rmm_failure row;         /* in place of the condition's; else unused */
	char *id;                       /* "RMI_DATA_CREATE data_state silent" */
} Mutant;

/* "silent" */
const char *mutant_kind_name(MutantKind kind);

/* Those of the version of @m, in the order of its tables; of Mutant. */
GPtrArray *mutants_of(const struct rmm_model *m);

/* Makes @m the mutant, which must live as long. */
void mutant_apply(const Mutant *mutant, struct rmm_model *m);

#endif
