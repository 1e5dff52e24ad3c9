/* SPDX-License-Identifier: BSD-3-Clause */
/* The versions of the specification that are modelled. */
#ifndef RMM_VERSIONS_H
#define RMM_VERSIONS_H

#include "base/version.h"

extern const struct rmm_version rmm_version_1_0, rmm_version_2_0_bet0, rmm_version_2_0_bet3;

/* All of them, oldest first; *count rows. */
const struct rmm_version *const *rmm_versions(unsigned *count);

/*
 * What @version lacks, or says of what is not there: one line, and *about what
 * (an id; may be ""). NULL if a model can be made of it.
 */
const char *rmm_version_flaw(const struct rmm_version *version, const char **about);

#endif
