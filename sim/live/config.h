/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A configuration as numbers, and back: how the program hands it to the model in
 * a page. Compiled into both.
 */
#ifndef LIVE_CONFIG_H
#define LIVE_CONFIG_H

#include "base/config.h"

/* No more than so many numbers. */
#define LIVE_CONFIG_MAX 256

/* Writes the numbers; how many. The hash function is not among them. */
unsigned live_config_write(const struct rmm_config *config, uint64_t *numbers);

/* Reads them; the version is @version. */
void live_config_read(struct rmm_config *config, const struct rmm_version *version,
		      const uint64_t *numbers);

#endif
