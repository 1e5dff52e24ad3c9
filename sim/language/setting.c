/* SPDX-License-Identifier: BSD-3-Clause */
/* The numbers of a configuration that "geometry" and "platform" lines set. */
#include "language/setting.h"

#include <string.h>

#define SETTING(kind, name, member, low, high) \
	{ name, kind, offsetof(struct rmm_config, member), \
	  sizeof(((struct rmm_config *)0)->member), low, high }
#define GEOMETRY(name, low, high) SETTING(SETTING_GEOMETRY, #name, name, low, high)
#define PLATFORM(name, low, high) SETTING(SETTING_PLATFORM, #name, platform.name, low, high)

static const Setting settings[] = {
	SETTING(SETTING_GEOMETRY, "entries", rtt_entries, 2, 512),
	GEOMETRY(realms, 1, 255),
	GEOMETRY(recs, 1, 65535),
	GEOMETRY(rtts, 1, 1 << 20),
	GEOMETRY(words, 0, 1 << 24),
	GEOMETRY(operations, 1, 255),
	GEOMETRY(descriptors, 1, 32),
	PLATFORM(ipa_width_min, 13, 52),
	PLATFORM(ipa_width_max, 13, 52),
	PLATFORM(lpa2, 0, 1),
	PLATFORM(sve, 0, 1),
	PLATFORM(sve_vl, 0, 15),
	PLATFORM(num_bps, 1, 63),
	PLATFORM(num_wps, 1, 63),
	PLATFORM(pmu, 0, 1),
	PLATFORM(pmu_num_ctrs, 0, 31),
	PLATFORM(hpmn0, 0, 1),
	PLATFORM(gicv3_num_lrs, 0, 15),
	PLATFORM(gicv3_pri_bits, 1, 8),
	PLATFORM(max_recs_order, 1, 15),
	PLATFORM(aux_count, 0, 16),
	PLATFORM(vmid_bits, 8, 16),
	PLATFORM(srt, 0, 31),
	PLATFORM(inactive, 0, 1),
	PLATFORM(pat_invalid, 0, 1),
	PLATFORM(iss_without_isv, 0, 1),
	PLATFORM(gicv3_vtr, 0, UINT32_MAX),
	PLATFORM(unchecked_ns, 0, 1),
	PLATFORM(da, 0, 1),
	PLATFORM(ats, 0, 1),
	PLATFORM(can_cancel, 0, 1),
	PLATFORM(vmids, 0, 65535),
	PLATFORM(mecids, 0, 65535),
};

const Setting *setting_find(SettingKind kind, const char *name, GPtrArray *names)
{
	const Setting *found = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(settings); i++) {
		if (settings[i].kind != kind)
			continue;
		g_ptr_array_add(names, (char *)(guintptr)settings[i].name);
		if (strcmp(settings[i].name, name) == 0)
			found = &settings[i];
	}
	return found;
}

void setting_store(struct rmm_config *config, const Setting *setting, guint64 value)
{
	char *at = (char *)config + setting->offset;

	if (setting->size == 1)
		*(guint8 *)at = (guint8)value;
	else if (setting->size == 2)
		*(guint16 *)at = (guint16)value;
	else
		*(unsigned *)at = (unsigned)value;
}

static guint64 value_of(const struct rmm_config *config, const Setting *setting)
{
	const char *at = (const char *)config + setting->offset;

	return setting->size == 1 ? *(const guint8 *)at
	       : setting->size == 2 ? *(const guint16 *)at : *(const unsigned *)at;
}

void setting_append_changed(GString *out, SettingKind kind,
			    const struct rmm_config *config, const struct rmm_config *base)
{
	for (gsize i = 0; i < G_N_ELEMENTS(settings); i++)
		if (settings[i].kind == kind &&
		    value_of(config, &settings[i]) != value_of(base, &settings[i]))
			g_string_append_printf(out, " %s=%" G_GUINT64_FORMAT, settings[i].name,
					       value_of(config, &settings[i]));
}
