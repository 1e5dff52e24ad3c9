/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands, inputs and outputs by the names that the specification gives them. */
#ifndef RMM_NAMED_H
#define RMM_NAMED_H

#include "engine/command.h"

/* The command @name of @interface, e.g. "RMI_RTT_CREATE"; CMD_NONE: the version has none. */
enum rmm_command_id rmm_command_named(const struct rmm_model *m, enum rmm_interface interface,
				      const char *name);

/* The value @name among @count; NULL: there is none. */
const struct rmm_value *rmm_value_named(const struct rmm_value *values, unsigned count,
					const char *name);

/* Sets input @name of @call, whose command is set; of an array the first. False: there is none. */
bool rmm_call_set(const struct rmm_model *m, struct rmm_call *call, const char *name,
		  uint64_t value);

/* Output @name of a result; of an array the first. False: there is none. */
bool rmm_result_get(const struct rmm_model *m, const struct rmm_result *result, const char *name,
		    uint64_t *value);

#endif
