/* SPDX-License-Identifier: BSD-3-Clause */
/* What states of two models have in common: the parts that both have. */
#ifndef PARTING_COMMON_H
#define PARTING_COMMON_H

#include <glib.h>

#include "state/parts.h"

typedef struct Common Common;

/*
 * Parts are the same that are of the same object, at the same place in it. What
 * only one of the models has is not compared, no unused bytes are, and not what
 * differs in @a_first and @b_first, the states to start from.
 */
Common *common_new(const struct rmm_model *a, const struct rmm *a_first,
		   const struct rmm_model *b, const struct rmm *b_first);
void common_free(Common *common);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Common, common_free)

/* Has @a, a state of the first model, the same values as @b, one of the second? */
gboolean common_equal(const Common *common, const struct rmm *a, const struct rmm *b);

/* The first part, of the second model, that differs; FALSE: none does. */
gboolean common_difference(const Common *common, const struct rmm *a, const struct rmm *b,
			   struct rmm_part *part);

#endif
