/* SPDX-License-Identifier: BSD-3-Clause */
/* Variants of the model by their ids. */
#ifndef SIM_VARIANTS_H
#define SIM_VARIANTS_H

#include <glib.h>

#include "base/variant.h"
#include "base/version.h"

/* VARIANT_NONE if there is none. */
enum rmm_variant variant_find(const char *id);

/* The ids of all variants (char *), in the order of the table. */
GPtrArray *variant_ids(void);

/* As nearest_hint(), of an id that there is not; where none is near, what lists them. */
char *variant_hint(const char *id);

/* "reading", ... */
const char *variant_kind_name(enum rmm_variant_kind kind);

/* Does it bend anything in @version? */
gboolean variant_applies(const struct rmm_variant_info *info, const struct rmm_version *version);

#endif
