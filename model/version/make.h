/* SPDX-License-Identifier: BSD-3-Clause */
/* Making a model: is its configuration sound, and where do the parts of a state lie? */
#ifndef RMM_MAKE_H
#define RMM_MAKE_H

#include "base/model.h"

/* Why a configuration was refused. */
enum rmm_config_error {
	CONFIG_OK,
	CONFIG_REGION,          /* misaligned, empty, or overlapping */
	CONFIG_ENTRIES,         /* not a power of two, 2 to 512 */
	CONFIG_POOL,            /* a pool is empty or too large */
	CONFIG_PLATFORM,        /* IPA width, AUX count, GPRs, ... */
	CONFIG_VERSION,         /* none, or flawed: rmm_version_flaw */
	CONFIG_SIZE,            /* a state would be larger than RMM_STATE_MAX */
	CONFIG_TABLE            /* a command's tables contradict themselves */
};

/* Makes @model for a copy of @config. */
enum rmm_config_error rmm_model_init(struct rmm_model *model,
				     const struct rmm_config *config);

/* One line about an error, for a user. */
const char *rmm_config_error_text(enum rmm_config_error error);

#endif
