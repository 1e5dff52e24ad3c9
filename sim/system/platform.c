/* SPDX-License-Identifier: BSD-3-Clause */
/* Platforms: configurations that the tool starts from. */
#include "system/platform.h"

#include "state/state.h"

#include <string.h>

#include "base/config.h"
#include "version/versions.h"

static const struct {
	const char *name;
	const struct rmm_version *version;
} implementations[IMPLEMENTATIONS] = {
	[TF_RMM_1_0] = { "tf-rmm-1.0", &rmm_version_1_0 },
	[TF_RMM_2_0] = { "tf-rmm-2.0", &rmm_version_2_0_bet0 },
	[TF_RMM_READ] = { "tf-rmm-bet3-as-read", &rmm_version_2_0_bet3 },
};

gboolean platform_implementation(const char *name, enum rmm_implementation *which)
{
	for (unsigned i = 0; i < IMPLEMENTATIONS; i++) {
		if (strcmp(name, implementations[i].name) == 0) {
			*which = i;
			return TRUE;
		}
	}
	return FALSE;
}

const char *platform_implementation_name(enum rmm_implementation which)
{
	return implementations[which].name;
}

const struct rmm_version *platform_implementation_version(enum rmm_implementation which)
{
	return implementations[which].version;
}

void platform_for_scenarios(struct rmm_config *config, const struct rmm_version *version,
			    HashCache *cache)
{
	rmm_config_default(config, version);
	config->hash = hash_compute;
	config->hash_user = cache;
}

void platform_for_actors(struct rmm_config *config)
{
	gsize memory = 0, rtt = config->rtt_entries * sizeof(guint64);
	struct rmm_config base;

	platform_for_scenarios(&base, config->version, NULL);
	for (unsigned i = 0; i < config->region_count; i++)
		memory += config->regions[i].size;
	/* No more RTTs and words than there is memory for. */
	if (config->rtts == base.rtts)
		config->rtts = (unsigned)MIN(ACTOR_STATE_MAX / 2 / rtt,
					     MAX(memory / RMM_GRANULE_SIZE, base.rtts));
	if (config->words == base.words)
		config->words = (unsigned)MIN(ACTOR_STATE_MAX / 2 / sizeof(struct rmm_word),
					      MAX(4 * memory / RMM_GRANULE_SIZE, base.words));
}

/* 512 MiB, some device memory; 16 Granules for a REC; x2; no PMU. */
static void platform_for_traces_2_0(struct rmm_config *config)
{
	config->regions[0].size = 0x20000000;
	config->regions[1] = (struct rmm_region){ 0x20000000, 0xa000, true, true };
	config->region_count = 2;
	config->operations = 160;
	config->platform.pmu = false;
	config->platform.pmu_num_ctrs = 0;
	config->platform.srt = 2;
	config->platform.iss_without_isv = true;
	config->platform.gicv3_vtr = 0x14000000;
	config->platform.unchecked_ns = true;
	config->platform.da = true;
}

/*
 * TF-RMM on its host platform: 128 MiB at 0x88000000, 16 auxiliary Granules,
 * one List Register with priorities of one bit, 2^10 - 1 RECs; loads and stores of the test Realm use x5.
 */
void platform_for_traces(struct rmm_config *config, const struct rmm_version *version,
			 HashCache *cache)
{
	platform_for_scenarios(config, version, cache);
	config->regions[0].size = 0x8000000;
	config->platform.aux_count = 16;
	config->platform.gicv3_num_lrs = 0;
	config->platform.gicv3_pri_bits = 1;
	config->platform.max_recs_order = 10;
	config->platform.srt = 5;
	config->realms = 255;
	config->recs = 1100;
	config->rtts = 8192;
	config->words = 65536;
	if (rmm_lineage(version) & ONLY_2_0)
		platform_for_traces_2_0(config);
}
