/* SPDX-License-Identifier: BSD-3-Clause */
/* A version of the specification is a table: which commands it has. */
#ifndef RMM_SPEC_H
#define RMM_SPEC_H

#include "engine/command.h"

struct rmm_spec {
	const char *id;                 /* "rmm-1.0-rel0" */
	const char *short_name;         /* "1.0" */
	const struct rmm_command *const *commands;      /* by rmm_command_id */
	unsigned traits;                /* enum rmm_trait: bits */
	uint16_t rmi_major;             /* of RMI_VERSION and RSI_VERSION */
	uint16_t rsi_major;
	const char *const *beyond;      /* commands that are not modelled; or NULL */
};

/* NULL if the version is not modelled. */
const struct rmm_spec *rmm_spec(enum rmm_version version);

/* The version's identifier ("rmm-1.0-rel0") and short name ("1.0"). */
const char *rmm_version_id(enum rmm_version version);
const char *rmm_version_short(enum rmm_version version);

extern const struct rmm_spec rmm_spec_1_0, rmm_spec_2_0;

#endif
