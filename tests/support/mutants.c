/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutants of a version for tests. */
#include "mutants.h"

#include <string.h>

#include <check.h>

#include "system/version.h"

void mutants_begin(Generated *generated, const char *version)
{
	generated_init(generated, version_find(version), FALSE, 1);
	generated_add_suite(generated, "all");
}

guint mutants_number(const Generated *generated, const char *id)
{
	for (guint i = 0; i < generated->mutants->len; i++)
		if (strcmp(((const Mutant *)generated->mutants->pdata[i])->id, id) == 0)
			return i;
	ck_abort_msg("no mutant %s", id);
}
