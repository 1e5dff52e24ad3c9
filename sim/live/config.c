/* SPDX-License-Identifier: BSD-3-Clause */
/* A configuration as numbers. */
#include "live/config.h"

#include <string.h>

/* Where a number goes, or comes from. */
struct cursor {
	uint64_t *numbers;
	unsigned count;
	bool reads;
};

static uint64_t number(struct cursor *c, uint64_t value)
{
	if (!c->reads)
		c->numbers[c->count] = value;
	return c->numbers[c->count++];
}

static void do_regions(struct cursor *c, struct rmm_config *config)
{
	config->region_count = (unsigned)number(c, config->region_count);
	for (unsigned i = 0; i < config->region_count && i < RMM_REGIONS_MAX; i++) {
		struct rmm_region *region = &config->regions[i];

		region->base = number(c, region->base);
		region->size = number(c, region->size);
		region->delegable = number(c, region->delegable) != 0;
		region->device = number(c, region->device) != 0;
	}
}

/* Bytes: the platform has no pointers, and is laid out alike everywhere. */
static void do_platform(struct cursor *c, struct rmm_platform *platform)
{
	unsigned char *bytes = (unsigned char *)platform;

	for (size_t i = 0; i < sizeof(*platform); i++)
		bytes[i] = (unsigned char)number(c, bytes[i]);
}

static void do_pools(struct cursor *c, struct rmm_config *config)
{
	unsigned *const pools[] = {
		&config->rtt_entries, &config->realms, &config->recs, &config->rtts,
		&config->words, &config->operations, &config->descriptors, &config->gprs,
	};

	for (size_t i = 0; i < sizeof(pools) / sizeof(pools[0]); i++)
		*pools[i] = (unsigned)number(c, *pools[i]);
	config->contents = number(c, config->contents) != 0;
}

static void do_all(struct cursor *c, struct rmm_config *config)
{
	do_regions(c, config);
	do_platform(c, &config->platform);
	do_pools(c, config);
	for (size_t i = 0; i < sizeof(config->variants.bits) / sizeof(config->variants.bits[0]); i++)
		config->variants.bits[i] = number(c, config->variants.bits[i]);
}

unsigned live_config_write(const struct rmm_config *config, uint64_t *numbers)
{
	struct rmm_config copy = *config;
	struct cursor cursor = { numbers, 0, false };

	do_all(&cursor, &copy);
	return cursor.count;
}

void live_config_read(struct rmm_config *config, const struct rmm_version *version,
		      const uint64_t *numbers)
{
	uint64_t copy[LIVE_CONFIG_MAX];
	struct cursor cursor = { copy, 0, true };

	memcpy(copy, numbers, sizeof(copy));
	memset(config, 0, sizeof(*config));
	config->version = version;
	do_all(&cursor, config);
}
