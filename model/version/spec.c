/* SPDX-License-Identifier: BSD-3-Clause */
/* The versions of the specification that are modelled. */
#include "version/spec.h"

static const struct rmm_spec *const specs[RMM_VERSIONS] = {
	[RMM_1_0] = &rmm_spec_1_0,
	[RMM_2_0] = &rmm_spec_2_0,
};

const struct rmm_spec *rmm_spec(enum rmm_version version)
{
	return version < RMM_VERSIONS ? specs[version] : NULL;
}

const char *rmm_version_id(enum rmm_version version)
{
	return rmm_spec(version)->id;
}

const char *rmm_version_short(enum rmm_version version)
{
	return rmm_spec(version)->short_name;
}
