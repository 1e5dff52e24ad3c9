/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known of the places that a call names, in words. */
#include "partial/trial_tell.h"

static void tell(GPtrArray *lines, const char *what, const char *is, guint line)
{
	g_ptr_array_add(lines, line ? g_strdup_printf("%s: %s, by line %u", what, is, line)
				    : g_strdup_printf("%s: %s", what, is));
}

static void tell_granule(const Trial *trial, guint slot, GPtrArray *lines)
{
	const struct rmm_model *model = stage_model(trial->stage);
	PartialGranule granule = knowledge_granule(trial->knowledge, trial->call.in[slot]);
	g_autofree char *what = g_strdup_printf("Granule 0x%" G_GINT64_MODIFIER "x",
						trial->call.in[slot]);
	g_autoptr(GString) is = g_string_new(NULL);

	if (granule.line == 0)
		return;
	for (guint i = 0; i < GRANULE_STATES; i++) {
		const char *name = granule.set >> i & 1
			? rmm_name(&rmm_granule_states, model->config.version, i) : NULL;

		if (name)
			g_string_append_printf(is, "%s%s", is->len ? " or " : "", name);
	}
	tell(lines, what, is->str, granule.line);
}

static void tell_realm(const Trial *trial, GPtrArray *lines)
{
	const struct rmm_model *model = stage_model(trial->stage);
	g_autofree char *what = g_strdup_printf("Realm 0x%" G_GINT64_MODIFIER "x",
						trial->realm->rd);
	g_autoptr(GString) is = g_string_new(NULL);

	for (guint i = 0; i < REALM_STATES; i++)
		if (trial->realm->states >> i & 1)
			g_string_append_printf(is, "%s%s", is->len ? " or " : "",
					       rmm_name(&rmm_realm_states,
							model->config.version, i));
	if (trial->realm->states_line)
		tell(lines, what, is->str, trial->realm->states_line);
	if (trial->realm->width_line) {
		g_string_printf(is, "%u to %u bits", trial->realm->width_low,
				trial->realm->width_high);
		tell(lines, "IPA space", is->str, trial->realm->width_line);
	}
}

static void tell_entry(const Trial *trial, GPtrArray *lines)
{
	g_autofree char *what = g_strdup_printf("IPA 0x%" G_GINT64_MODIFIER "x", trial->ipa);
	g_autoptr(GString) is = g_string_new(NULL);
	guint line;
	EntrySet set = knowledge_entry(trial->knowledge, trial->realm, trial->ipa, &line);

	if (line == 0)
		return;
	entry_set_append(is, stage_model(trial->stage)->config.version, set);
	tell(lines, what, is->str, line);
}

void trial_tell(const Trial *trial, GPtrArray *lines)
{
	if (trial->realm)
		tell_realm(trial, lines);
	for (guint i = 0; i < trial->roles->count && i < TRIAL_SLOTS; i++)
		if (role_is_granule(trial->roles->role[i]))
			tell_granule(trial, i, lines);
	if (trial->realm && trial->roles->ipa >= 0)
		tell_entry(trial, lines);
}
