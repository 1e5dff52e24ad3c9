/* SPDX-License-Identifier: BSD-3-Clause */
/* Variants of the model by their ids. */
#include "text/variants.h"

#include <string.h>

#include "text/nearest.h"

enum rmm_variant variant_find(const char *id)
{
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (strcmp(rmm_variant_info(i)->id, id) == 0)
			return i;
	return VARIANT_NONE;
}

GPtrArray *variant_ids(void)
{
	GPtrArray *ids = g_ptr_array_new();

	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		g_ptr_array_add(ids, (char *)(guintptr)rmm_variant_info(i)->id);
	return ids;
}

char *variant_hint(const char *id)
{
	g_autoptr(GPtrArray) ids = variant_ids();
	char *hint = nearest_hint(id, ids);

	if (*hint)
		return hint;
	g_free(hint);
	return g_strdup(" ('ripas-sim show variants' lists them)");
}

gboolean variant_applies(const struct rmm_variant_info *info, const struct rmm_version *version)
{
	return rmm_in_force(rmm_lineage(version), info->in, info->until);
}

const char *variant_kind_name(enum rmm_variant_kind kind)
{
	static const char *const names[] = {
		[VARIANT_READING] = "reading", [VARIANT_DEPARTURE] = "departure",
		[VARIANT_MISTAKE] = "mistake", [VARIANT_BUG] = "bug",
	};

	return names[kind];
}
