/* SPDX-License-Identifier: BSD-3-Clause */
/* What a trace tells of the platform that it was recorded on. */
#include "replay/found_platform.h"

#include <string.h>

#include "replay/value.h"

static gboolean is_told(const TraceLine *line, const char *verb, const char *output,
			guint64 *value)
{
	const char *text = strcmp(line->verb, verb) == 0 ? trace_output(line, output) : NULL;

	return text && value_number(text, value);
}

/* B4.4.6 RmiFeatureRegister0, as far as both versions have it. */
static void take_features(struct rmm_platform *platform, guint64 value)
{
	guint width = value & 0xff, bps = value >> 14 & 0x3f, wps = value >> 20 & 0x3f;

	if (width < platform->ipa_width_min || width > 52 || bps == 0 || wps == 0)
		return;
	platform->ipa_width_max = (guint8)width;
	platform->lpa2 = value >> 8 & 1;
	platform->sve = value >> 9 & 1;
	platform->sve_vl = value >> 10 & 0xf;
	platform->num_bps = (guint8)bps;
	platform->num_wps = (guint8)wps;
	platform->pmu = value >> 26 & 1;
	platform->pmu_num_ctrs = value >> 27 & 0x1f;
}

/* What 1.0 has behind it: List Registers and RECs. */
static void take_more_features(struct rmm_platform *platform, guint64 value)
{
	guint order = value >> 38 & 0xf;

	platform->gicv3_num_lrs = value >> 34 & 0xf;
	if (order)
		platform->max_recs_order = (guint8)order;
}

void found_platform(const Trace *trace, struct rmm_platform *platform)
{
	gboolean features = FALSE, aux = FALSE;

	for (guint i = 0; i < trace->lines->len && !(features && aux); i++) {
		const TraceLine *line = trace->lines->pdata[i];
		const char *index = trace_input(line, "index");
		guint64 value;

		if (line->kind != TRACE_HOST_COMMAND)
			continue;
		if (!features && is_told(line, "SMC_RMI_FEATURES", "value", &value) &&
		    g_strcmp0(index, "0") == 0) {
			features = TRUE;
			take_features(platform, value);
			if (value >> 32)
				take_more_features(platform, value);
		} else if (!aux && (is_told(line, "SMC_RMI_REC_AUX_COUNT", "aux_count", &value) ||
				    is_told(line, "SMC_RMI_REC_CREATE", "blk_count", &value))) {
			aux = TRUE;
			if (value <= RMM_AUX_MAX)
				platform->aux_count = (guint8)value;
		}
	}
}
