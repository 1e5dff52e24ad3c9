/* SPDX-License-Identifier: BSD-3-Clause */
/* What exploration says of each variant that was written by hand. */
#ifndef SUITES_VERDICT_H
#define SUITES_VERDICT_H

#include <glib.h>

#include "base/variant.h"

typedef enum {
	EXPLORED_UNKNOWN,
	EXPLORED_BREAKS,        /* an invariant, or what the file says never holds */
	EXPLORED_PARTS,         /* a Host or Realm can tell it from the model */
	EXPLORED_NOTHING        /* neither can be found: @why */
} VerdictKind;

typedef struct {
	VerdictKind kind;
	const char *name;       /* of a file of scenarios/explore, without .ripas */
	const char *version;    /* under which it is explored */
	const char *why;
} VariantVerdict;

const VariantVerdict *variant_verdict(enum rmm_variant variant);

#endif
