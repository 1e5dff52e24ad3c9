/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A mutant: a wrong model made from the tables of the right one, by one row and one way
 * to get it wrong. Its id is of the table and stays.
 */
#ifndef SIM_MUTANT_H
#define SIM_MUTANT_H

#include <glib.h>

#include "engine/command.h"

typedef enum {
	/* failure conditions */
	MUTANT_DROPPED,         /* one is not looked at */
	MUTANT_SILENT,          /* one says success instead, and nothing is done */
	MUTANT_STATUS,          /* it refuses with another status */
	MUTANT_INDEX,           /* its status has no level, or one that is wrong */
	MUTANT_SWAPPED,         /* of two conditions the wrong one comes first */
	/* what a command does: mutant_effect.h */
	MUTANT_KEPT,            /* what an item of the footprint covers is left as it was */
	MUTANT_UNWIPED,         /* contents stay that a success condition wants wiped */
	MUTANT_IGNORED,         /* a flag among the inputs counts as 0 */
	MUTANT_UNMEASURED,      /* the RIM is not extended */
	MUTANT_REMEASURED,      /* the RIM is extended twice */
	MUTANT_BESIDE,          /* the RTT entry next to the one that is meant changes */
	MUTANT_SHORT,           /* of the entries that change the last is left out */
	MUTANT_LONG,            /* the entry behind them changes like the last */
	MUTANT_NEAR,            /* the end that the caller is told is an entry before the right one */
	MUTANT_FAR,             /* or an entry behind it */
	MUTANT_KINDS
} MutantKind;

typedef struct {
	MutantKind kind;
	enum rmm_command_id command;
	/* of kinds up to MUTANT_SWAPPED */
	unsigned condition;             /* of the command's rules */
	unsigned other;                 /* MUTANT_SWAPPED: it came first, and comes behind */
	struct rmm_failure row;         /* in place of the condition's; else unused */
	/* of the others */
	unsigned operand;               /* row of the footprint; input; output */
	const struct rmm_command *right;        /* the command; NULL: of a condition */
	struct rmm_command bent;        /* in its place */
	char *id;                       /* "RMI_DATA_CREATE data_state silent" */
	/* Why no call shows it, though it is wrong: it does not count; or NULL. */
	const char *equivalent;
} Mutant;

/* "silent" */
const char *mutant_kind_name(MutantKind kind);

/* Are its conditions right, and what it does wrong? */
static inline gboolean mutant_is_effect(const Mutant *mutant)
{
	return mutant->right != NULL;
}

#endif
