/* SPDX-License-Identifier: BSD-3-Clause */
/* The same machine with little that is spare, for exploring: its states are small. */
#ifndef SHELL_SMALL_MACHINE_H
#define SHELL_SMALL_MACHINE_H

#include "run/course.h"

typedef struct {
	struct rmm_model *model;
	struct rmm *state;
} SmallMachine;

/*
 * Of the memory it tracks what is in use, @granules (PAs: guint64), and what lies
 * in between. Made by the calls that led here; FALSE: they are too many, or lead
 * elsewhere with so little.
 */
gboolean small_machine_init(SmallMachine *small, const Course *course, const GArray *granules);
void small_machine_clear(SmallMachine *small);

#endif
