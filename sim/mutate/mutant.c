/* SPDX-License-Identifier: BSD-3-Clause */
/* What kinds of mutants are called. */
#include "mutate/mutant.h"

const char *mutant_kind_name(MutantKind kind)
{
	static const char *const names[] = {
		[MUTANT_DROPPED] = "dropped", [MUTANT_SILENT] = "silent",
		[MUTANT_STATUS] = "status", [MUTANT_INDEX] = "index",
		[MUTANT_SWAPPED] = "swapped", [MUTANT_KEPT] = "kept",
		[MUTANT_UNWIPED] = "unwiped", [MUTANT_IGNORED] = "ignored",
		[MUTANT_UNMEASURED] = "unmeasured", [MUTANT_REMEASURED] = "remeasured",
		[MUTANT_BESIDE] = "beside", [MUTANT_SHORT] = "short", [MUTANT_LONG] = "long",
		[MUTANT_NEAR] = "near", [MUTANT_FAR] = "far",
	};

	return names[kind];
}
