/* SPDX-License-Identifier: BSD-3-Clause */
/* Which ripas-sim this is; the Makefile tells. */
#include "system/release.h"

const char *release_number(void)
{
	return RIPAS_VERSION;
}

const char *release_commit(void)
{
	return RIPAS_COMMIT;
}
