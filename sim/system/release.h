/* SPDX-License-Identifier: BSD-3-Clause */
/* Which ripas-sim this is; the Makefile tells. */
#ifndef SIM_RELEASE_H
#define SIM_RELEASE_H

/* "0.1" */
const char *release_number(void);

/* The commit that it was built from, "-dirty" behind it if files differed; "unknown". */
const char *release_commit(void);

#endif
