/* SPDX-License-Identifier: BSD-3-Clause */
/* Cells by their names: "both/linux/v14", and "/reject" for a cheat. */
#include "compare/cell_name.h"

#include <string.h>

enum { POLICY, GUEST, KVM, CHEAT, PARTS };

/* The part of @name, FALSE with @error. */
static gboolean read_part(const char *name, guint part, Cell *cell, GError **error)
{
	static const char *const what[PARTS] = { "policy", "guest", "KVM", "cheat" };

	for (guint i = 0; part == POLICY && policies[i].name; i++)
		if (strcmp(policies[i].name, name) == 0)
			cell->policy = &policies[i];
	for (guint i = 0; part == GUEST && guest_choices[i].name; i++)
		if (strcmp(guest_choices[i].name, name) == 0)
			cell->guest = &guest_choices[i];
	for (guint i = 0; part == KVM && i < KVM_SERIES && kvm_series[i].name; i++)
		if (strcmp(kvm_series[i].name, name) == 0)
			cell->kvm = &kvm_series[i];
	for (guint i = 0; part == CHEAT && cheats[i].name; i++)
		if (strcmp(cheats[i].name, name) == 0)
			cell->cheat = &cheats[i];
	if (part == POLICY ? cell->policy != NULL : part == GUEST ? cell->guest != NULL :
	    part == KVM ? cell->kvm != NULL : cell->cheat != NULL)
		return TRUE;
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "unknown %s '%s'", what[part], name);
	return FALSE;
}

gboolean cell_named(const char *name, const struct rmm_version *version, Cell *cell,
		    GError **error)
{
	g_auto(GStrv) parts = g_strsplit(name, "/", -1);
	guint count = g_strv_length(parts);

	*cell = (Cell){ .population = &populations[0] };
	if (count < PARTS - 1 || count > PARTS) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
			    "'%s' is no cell: POLICY/GUEST/KVM, or POLICY/GUEST/KVM/CHEAT", name);
		return FALSE;
	}
	for (guint i = 0; i < count; i++)
		if (!read_part(parts[i], i, cell, error))
			return FALSE;
	cell->version = version ? version : PLATFORM_DEFAULT_VERSION;
	for (guint i = 0; !version && i < version_count() && !kvm_fits(cell->kvm, cell->version);
	     i++)
		cell->version = version_at(i);
	if (kvm_fits(cell->kvm, cell->version))
		return TRUE;
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s does not speak the RMI of %s",
		    cell->kvm->name, cell->version->id);
	return FALSE;
}
