/* SPDX-License-Identifier: BSD-3-Clause */
/* The failure conditions of a command that are in force, and their order. */
#ifndef RMM_RULES_H
#define RMM_RULES_H

#include "engine/command.h"

/*
 * Selects the rows of version and variants, and reads the orderings. False if
 * the tables contradict themselves: an unknown id, a circle, too many rows.
 */
bool rmm_rules_init(struct rmm_model *m, enum rmm_command_id id);

#endif
