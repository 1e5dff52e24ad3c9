/* SPDX-License-Identifier: BSD-3-Clause */
/* The numbers of a configuration that "geometry" and "platform" lines set. */
#include "language/setting.h"

#include <string.h>

#define SETTING(kind, name, member, low, high, summary) \
	{ name, kind, offsetof(struct rmm_config, member), \
	  sizeof(((struct rmm_config *)0)->member), low, high, summary }
#define GEOMETRY(name, low, high, summary) \
	SETTING(SETTING_GEOMETRY, #name, name, low, high, summary)
#define PLATFORM(name, low, high, summary) \
	SETTING(SETTING_PLATFORM, #name, platform.name, low, high, summary)

static const Setting settings[] = {
	SETTING(SETTING_GEOMETRY, "entries", rtt_entries, 2, 512, "entries of an RTT of 4 KiB"),
	SETTING(SETTING_GEOMETRY, "granule", platform.granule_size, RMM_GRANULE_SIZE,
		RMM_GRANULE_SIZE << 2 * RMI_GRANULE_64KB,
		"bytes of a Granule of the GPT, and of the RMM at boot: 4K, 16K or 64K (2.0)"),
	GEOMETRY(realms, 1, 255, "Realms at a time"),
	GEOMETRY(recs, 1, 65535, "RECs at a time"),
	GEOMETRY(rtts, 1, 1 << 20, "RTTs at a time"),
	GEOMETRY(words, 0, 1 << 24, "words of memory that differ from their page"),
	GEOMETRY(operations, 1, 255, "operations incomplete at a time (2.0)"),
	GEOMETRY(descriptors, 1, 512, "descriptors of an address list that count (2.0)"),
	PLATFORM(ipa_width_min, 13, 52, "smallest IPA width"),
	PLATFORM(ipa_width_max, 13, 52, "largest IPA width"),
	PLATFORM(lpa2, 0, 1, "has FEAT_LPA2"),
	PLATFORM(sve, 0, 1, "has SVE"),
	PLATFORM(sve_vl, 0, 15, "largest SVE vector length"),
	PLATFORM(num_bps, 1, 63, "breakpoints, less one"),
	PLATFORM(num_wps, 1, 63, "watchpoints, less one"),
	PLATFORM(pmu, 0, 1, "has a PMU"),
	PLATFORM(pmu_num_ctrs, 0, 31, "counters of the PMU"),
	PLATFORM(hpmn0, 0, 1, "has FEAT_HPMN0"),
	PLATFORM(gicv3_num_lrs, 0, 15, "GIC List Registers, less one"),
	PLATFORM(gicv3_pri_bits, 1, 8, "bits of an interrupt priority"),
	PLATFORM(max_recs_order, 1, 15, "a Realm has at most 2^order - 1 RECs"),
	PLATFORM(aux_count, 0, 16, "auxiliary Granules of a REC"),
	PLATFORM(vmid_bits, 8, 16, "bits of a VMID"),
	PLATFORM(srt, 0, 31, "register that loads and stores use, in syndromes"),
	PLATFORM(token_size, 1, 65535, "bytes of an attestation token"),
	PLATFORM(inactive, 0, 1, "boots in RMM_STATE_INIT (2.0)"),
	PLATFORM(pat_invalid, 0, 1, "RMI_REALM_CREATE fails by pat_valid (2.0)"),
	PLATFORM(iss_without_isv, 0, 1, "syndromes have size and register though ISV is 0 (2.0)"),
	PLATFORM(gicv3_vtr, 0, UINT32_MAX, "ICH_VTR_EL2 (2.0)"),
	PLATFORM(unchecked_ns, 0, 1, "no GPF of a Realm at an Unprotected IPA (2.0)"),
	PLATFORM(da, 0, 1, "has device assignment (2.0)"),
	PLATFORM(ats, 0, 1, "has ATS (2.0)"),
	PLATFORM(can_cancel, 0, 1, "operations that wait may be cancelled (2.0)"),
	PLATFORM(vmids, 0, 65535, "VMIDs there are; 0: all (2.0)"),
	PLATFORM(mecids, 0, 65535, "MECIDs for Realms with a private one (2.0)"),
};

/* A Granule size is stored as RmiGranuleSize. */
static gboolean is_granule(const Setting *setting)
{
	return setting->offset == offsetof(struct rmm_config, platform.granule_size);
}

gboolean setting_takes(const Setting *setting, guint64 value)
{
	gboolean is_size = FALSE;

	for (unsigned i = 0; i < RMI_GRANULES; i++)
		is_size |= value == RMM_GRANULE_SIZE << 2 * i;
	return value >= setting->low && value <= setting->high &&
	       (is_size || !is_granule(setting));
}

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

const Setting *setting_at(guint index)
{
	return index < G_N_ELEMENTS(settings) ? &settings[index] : NULL;
}

void setting_store(struct rmm_config *config, const Setting *setting, guint64 value)
{
	char *at = (char *)config + setting->offset;

	if (is_granule(setting))
		value = (g_bit_storage(value) - RMM_GRANULE_SHIFT) / 2;
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

	if (is_granule(setting))
		return RMM_GRANULE_SIZE << 2 * config->platform.granule_size;
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
