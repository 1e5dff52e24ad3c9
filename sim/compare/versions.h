/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenarios under several versions of the specification. */
#ifndef SIM_VERSIONS_H
#define SIM_VERSIONS_H

#include "options/options.h"
#include "system/hash.h"

/*
 * Runs every file under each of options->versions and tells the steps that come
 * to something else. A file with commands that a version lacks is not for it;
 * one whose header names another of them may fail there.
 */
ExitCode versions_run(const Options *options, const Output *output,
		      const GPtrArray *files, HashCache *cache);

#endif
