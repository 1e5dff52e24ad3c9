/* SPDX-License-Identifier: BSD-3-Clause */
/* A configuration to start from. */
#include "base/config.h"

#include <string.h>

static bool memory_fits(const struct rmm_config *config, uint64_t granule)
{
	for (unsigned i = 0; i < config->region_count; i++)
		if ((config->regions[i].base | config->regions[i].size) % granule != 0)
			return false;
	return true;
}

unsigned rmm_granule_sizes(const struct rmm_config *config)
{
	unsigned sizes = 0;

	if (rmm_has_variant(&config->variants, VARIANT_TF_GRANULES_4KB))
		return 1u << RMI_GRANULE_4KB;
	for (unsigned i = config->platform.granule_size; i < RMI_GRANULES; i++)
		if (memory_fits(config, RMM_GRANULE_SIZE << 2 * i))
			sizes |= 1u << i;
	return sizes;
}

void rmm_config_default(struct rmm_config *config, const struct rmm_version *version)
{
	memset(config, 0, sizeof(*config));
	config->version = version;
	config->regions[0] = (struct rmm_region){ 0x88000000, 0x4000000, true, false };
	config->region_count = 1;
	config->platform = (struct rmm_platform){
		.ipa_width_min = 32, .ipa_width_max = 48, .lpa2 = true,
		.pmu = true, .num_bps = 1, .num_wps = 1, .pmu_num_ctrs = 31,
		.gicv3_pri_bits = 5, .gicv3_num_lrs = 15, .max_recs_order = 4, .aux_count = 0,
		.vmid_bits = 8, .srt = 0, .token_size = 2048, .mecids = 16,
	};
	config->rtt_entries = 512;
	config->realms = 4;
	config->recs = 64;
	config->rtts = 1024;
	config->words = 8192;
	config->operations = 16;
	config->descriptors = 512;
	config->gprs = 31;
	config->contents = true;
}
