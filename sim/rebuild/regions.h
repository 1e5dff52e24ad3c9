/* SPDX-License-Identifier: BSD-3-Clause */
/* What a console tells of the platform: memory, from the Granules that it names. */
#ifndef SIM_REGIONS_H
#define SIM_REGIONS_H

#include "base/config.h"
#include "dialect/recognise.h"

/* Of the memory for Granules that no line names. */
#define REGIONS_SPARE_SIZE ((guint64)64 << 20)

/*
 * Sets memory and platform of @config as the calls of @part tell; *@spare is the base
 * of memory that none of them names, REGIONS_SPARE_SIZE of it.
 */
void regions_find(const LogPart *part, const struct rmm_model *model, struct rmm_config *config,
		  guint64 *spare);

#endif
