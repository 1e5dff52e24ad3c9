/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of what cells differ in. */
#include "cli/compare_axes.h"

#include <string.h>

#include "actor/dialect.h"
#include "compare/cell.h"
#include "options/options.h"
#include "text/nearest.h"

static const struct {
	const char *what;
	const void *rows;       /* each starts with its name */
	gsize stride;
	guint count;            /* or up to the row without a name */
	const char *(*renamed)(const char *name);       /* what a former name is now, or NULL */
} axes[AXES] = {
	[AXIS_POLICY] = { "policy", policies, sizeof(policies[0]), G_MAXUINT },
	[AXIS_GUEST] = { "guest", guest_choices, sizeof(guest_choices[0]), G_MAXUINT },
	[AXIS_KVM] = { "version of KVM", kvm_series, sizeof(kvm_series[0]), KVM_SERIES,
		       kvm_version_renamed },
	[AXIS_CHEAT] = { "cheat", cheats, sizeof(cheats[0]), G_MAXUINT },
	[AXIS_POPULATION] = { "population", populations, sizeof(populations[0]), G_MAXUINT },
};

const char *axis_name(guint axis, guint row)
{
	const void *at = (const char *)axes[axis].rows + row * axes[axis].stride;

	return row < axes[axis].count ? *(const char *const *)at : NULL;
}

gboolean axis_find(guint axis, const char *name, guint *row)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;
	const char *now = axes[axis].renamed ? axes[axis].renamed(name) : NULL;
	const char *known;

	name = now ? now : name;
	for (*row = 0; (known = axis_name(axis, *row)); (*row)++) {
		if (strcmp(known, name) == 0)
			return TRUE;
		g_ptr_array_add(names, (char *)(guintptr)known);
	}
	hint = nearest_hint(name, names);
	usage_error("compare", "unknown %s '%s'%s", axes[axis].what, name, hint);
	return FALSE;
}

gboolean axis_find_all(guint axis, char **names)
{
	guint row;

	for (; names && *names; names++) {
		if (!axis_find(axis, *names, &row))
			return FALSE;
		g_free(*names);
		*names = g_strdup(axis_name(axis, row));
	}
	return TRUE;
}

void axis_add_names(guint axis, const char *before, GPtrArray *words)
{
	for (guint row = 0; axis_name(axis, row); row++)
		g_ptr_array_add(words, g_strconcat(before, axis_name(axis, row), NULL));
}
