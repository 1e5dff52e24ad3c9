/* SPDX-License-Identifier: BSD-3-Clause */
/* What an input of a command is when a scenario does not say. */
#ifndef SIM_DEFAULTS_H
#define SIM_DEFAULTS_H

#include "engine/command.h"

/* Sets every input of @call, whose command is set, to its default. */
void defaults_set(const struct rmm_model *model, struct rmm_call *call, unsigned granule_shift);

/*
 * Sets inputs that follow from those given: a list is meant, with as many
 * descriptors as it has; so is a single range of output addresses. Where a list
 * lies matters only to those who say so. @elements tells how many elements of an
 * input were; 0: none.
 */
void defaults_complete(const struct rmm_model *model, struct rmm_call *call, unsigned granule_shift,
		       unsigned (*elements)(const void *user, const char *name), const void *user);

/*
 * Is an output address given that is not meant? Who names one means it, unless flags
 * are given, or that there is none: "oaddr_type=NONE".
 */
bool defaults_are_refused(const struct rmm_command *command, const struct rmm_call *call);

/*
 * Has an input something to be when nobody says? Registers that hold addresses or
 * numbers have not, but for those whose place matters only to who names it.
 */
bool defaults_may_be_left_out(const struct rmm_value *value);

/* Host memory that nobody names: the last page of the first region of conventional memory. */
uint64_t defaults_page(const struct rmm_model *model, unsigned granule_shift);

#endif
