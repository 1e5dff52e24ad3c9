/* SPDX-License-Identifier: BSD-3-Clause */
/* A model: configuration, layout of its states, rules in force. */
#include "version/make.h"

#include "check/invariant.h"
#include "engine/command.h"
#include "engine/rules.h"
#include "mistake/mistake.h"
#include "state/tracking.h"
#include "version/versions.h"

/* ---- layout ---- */

struct cursor {
	size_t at;
};

static uint32_t place(struct cursor *cursor, size_t size, size_t align)
{
	size_t at = (cursor->at + align - 1) & ~(align - 1);

	cursor->at = at + size;
	return (uint32_t)at;
}

static uint32_t round_up(size_t size, size_t align)
{
	return (uint32_t)((size + align - 1) & ~(align - 1));
}

/* The largest link: of an object, or of DATA at the last IPA of a Realm. */
static uint64_t largest_link(const struct rmm_model *m)
{
	uint64_t largest = m->layout.ipa_pages * m->config.realms;

	if (largest < m->config.rtts)
		largest = m->config.rtts;
	if (largest < m->config.recs + m->config.operations)
		largest = m->config.recs + m->config.operations;
	return largest;
}

/* Most inputs that an operation without a list has. */
#define OPERATION_INPUTS 24
/* Inputs that precede the list. */
#define RANGE_INPUTS 6

static void lay_out_operations(struct rmm_model *m, struct cursor *cursor)
{
	const struct rmm_config *config = &m->config;
	struct rmm_layout *l = &m->layout;

	for (unsigned i = 0; i < config->region_count; i++) {
		l->first_place[i] = l->region_places;
		l->region_places += rmm_region_places(&config->regions[i]);
	}
	l->operation_inputs = OPERATION_INPUTS;
	if (RANGE_INPUTS + config->descriptors > OPERATION_INPUTS)
		l->operation_inputs = RANGE_INPUTS + config->descriptors;
	l->operation_stride = round_up(sizeof(struct rmm_operation) +
				       8 * (size_t)l->operation_inputs +
				       4u * config->platform.aux_count, 8);
	l->tracking = place(cursor, l->region_places, 1);
	l->operations = place(cursor, (size_t)l->operation_stride * config->operations, 8);
}

/* False if a state would be larger than RMM_STATE_MAX. */
static bool lay_out(struct rmm_model *m)
{
	const struct rmm_config *config = &m->config;
	struct rmm_layout *l = &m->layout;
	struct cursor cursor = { sizeof(struct rmm) };
	size_t granules = 0;

	for (unsigned i = 0; i < config->region_count; i++)
		granules += (size_t)(config->regions[i].size >> RMM_GRANULE_SHIFT);
	l->granules = (uint32_t)granules;
	l->ipa_pages = (uint64_t)1 << (config->platform.ipa_width_max - RMM_GRANULE_SHIFT);
	l->link_size = largest_link(m) < 256 ? 1 : 8;
	l->measurement_size = config->hash ? RMM_MEASUREMENT_MAX : 8;
	l->realm_stride = round_up(sizeof(struct rmm_realm) +
				   l->measurement_size * (config->hash ? 5u : 1u) +
				   (config->hash ? 64u : 0u), 8);
	l->rec_stride = round_up(sizeof(struct rmm_rec) + 8 * (config->gprs + 1) +
				 4u * config->platform.aux_count, 8);
	l->rtt_stride = 8 * config->rtt_entries;

	l->granule_state = place(&cursor, granules, 1);
	l->granule_origin = place(&cursor, granules, 1);
	l->granule_link = place(&cursor, granules * l->link_size, l->link_size);
	l->granule_fill = place(&cursor, config->contents ? 8 * granules : 0, 8);
	l->granule_words = place(&cursor, config->contents ? 4 * granules : 0, 8);
	if (rmm_has(m, TRAIT_OPERATIONS))
		lay_out_operations(m, &cursor);
	l->realms = place(&cursor, (size_t)l->realm_stride * config->realms, 8);
	l->recs = place(&cursor, (size_t)l->rec_stride * config->recs, 8);
	l->words = place(&cursor, sizeof(struct rmm_word) * config->words, 8);
	l->rtt_positions = place(&cursor, 8 * (size_t)config->rtts, 8);
	l->rtts = place(&cursor, (size_t)l->rtt_stride * config->rtts, 8);
	l->written = 0;
	if (round_up(cursor.at, 8) > RMM_SMALL_STATE)
		l->written = place(&cursor, sizeof(struct rmm_written), 8);
	l->size = round_up(cursor.at, 8);
	return cursor.at <= RMM_STATE_MAX;
}

/* ---- checks ---- */

/* Physical addresses have 52 bits at most. */
#define ADDRESS_END ((uint64_t)1 << 52)

static bool regions_are_valid(const struct rmm_config *config)
{
	if (config->region_count == 0 || config->region_count > RMM_REGIONS_MAX)
		return false;
	for (unsigned i = 0; i < config->region_count; i++) {
		const struct rmm_region *a = &config->regions[i];

		if (!rmm_is_granule_aligned(a->base) || a->size == 0 ||
		    !rmm_is_granule_aligned(a->size) || a->base >= ADDRESS_END ||
		    a->size > ADDRESS_END - a->base || a->size > (uint64_t)1 << 40)
			return false;
		for (unsigned j = 0; j < i; j++) {
			const struct rmm_region *b = &config->regions[j];

			if (a->base - b->base < b->size || b->base - a->base < a->size)
				return false;
		}
	}
	return true;
}

static bool platform_is_valid(const struct rmm_config *config)
{
	const struct rmm_platform *p = &config->platform;

	/* Granules of 1.0 are of 4 KiB (A2.2.1). */
	if (p->granule_size != RMI_GRANULE_4KB && !(rmm_lineage(config->version) & ONLY_2_0))
		return false;
	return p->ipa_width_min > RMM_GRANULE_SHIFT &&
	       p->ipa_width_max >= p->ipa_width_min && p->ipa_width_max <= 52 &&
	       p->granule_size < RMI_GRANULES &&
	       rmm_granule_sizes(config) >> p->granule_size & 1 &&
	       p->aux_count <= RMM_AUX_MAX && (p->vmid_bits == 8 || p->vmid_bits == 16) &&
	       p->max_recs_order <= 15 && p->gicv3_num_lrs <= 15 && p->token_size != 0 &&
	       (config->gprs == 31 || config->gprs == 4);
}

static enum rmm_config_error check_config(const struct rmm_config *config)
{
	unsigned entries = config->rtt_entries;
	const char *about;

	if (!config->version || rmm_version_flaw(config->version, &about))
		return CONFIG_VERSION;
	if (!regions_are_valid(config))
		return CONFIG_REGION;
	if (entries < 2 || entries > RMM_RTT_ENTRIES_MAX || (entries & (entries - 1)))
		return CONFIG_ENTRIES;
	if (config->realms < 1 || config->realms > 255 || config->recs < 1 ||
	    config->recs > 65535 || config->rtts < 1 || config->rtts > 1u << 20 ||
	    config->words > 1u << 24 || config->operations < 1 || config->operations > 255 ||
	    config->descriptors < 1 || config->descriptors > 512)
		return CONFIG_POOL;
	return platform_is_valid(config) ? CONFIG_OK : CONFIG_PLATFORM;
}

const char *rmm_config_error_text(enum rmm_config_error error)
{
	static const char *const texts[] = {
		[CONFIG_OK] = "no error",
		[CONFIG_REGION] = "memory regions must be Granule aligned, not "
				  "empty, at most 1 TiB each, below 2^52 and disjoint",
		[CONFIG_ENTRIES] = "entries must be a power of two from 2 to 512",
		[CONFIG_POOL] = "a pool of the model is empty or too large",
		[CONFIG_PLATFORM] = "platform parameters out of range",
		[CONFIG_VERSION] = "there is no such version of the specification, or it lacks something",
		[CONFIG_SIZE] = "a state of the model would be larger than 1 GiB: less memory, "
				"or smaller pools",
		[CONFIG_TABLE] = "the tables of a command contradict themselves",
	};

	return texts[error];
}

/* What the version has, after what its parents have. */
static void take_version(struct rmm_model *m, const struct rmm_version *version)
{
	if (version->parent)
		take_version(m, version->parent);
	for (unsigned i = 0; i < version->command_count; i++)
		m->commands[version->commands[i].id] = version->commands[i].command;
	m->lineage |= 1u << version->line;
	m->traits = (m->traits & ~version->without) | version->traits;
	if (version->rmi_major)
		m->rmi_major = version->rmi_major;
	if (version->rsi_major) {
		m->rsi_major = version->rsi_major;
		m->rsi_minor = version->rsi_minor;
	}
}

/* A level describes what a table of the next one does. */
static void find_levels(struct rmm_model *m)
{
	for (unsigned size = 0; size < RMI_GRANULES; size++)
		for (unsigned up = 0; up < 6; up++)
			m->level_shift[size][5 - up] =
				RMM_GRANULE_SHIFT + 2 * size + (m->entry_bits + 2 * size) * up;
}

enum rmm_config_error rmm_model_init(struct rmm_model *m,
				     const struct rmm_config *config)
{
	static const struct rmm_variants no_variants;
	enum rmm_config_error error = check_config(config);

	if (error != CONFIG_OK)
		return error;
	memset(m, 0, sizeof(*m));
	m->config = *config;
	take_version(m, config->version);
	while (1u << m->entry_bits < config->rtt_entries)
		m->entry_bits++;
	find_levels(m);
	if (!lay_out(m))
		return CONFIG_SIZE;
	for (unsigned id = 0; id < COMMANDS; id++)
		if (!rmm_rules_init(m, (enum rmm_command_id)id))
			return CONFIG_TABLE;
	rmm_mistakes_init(m);
	rmm_invariants_select(m);
	m->mistaken = memcmp(&m->config.variants, &no_variants, sizeof(no_variants)) != 0;
	return CONFIG_OK;
}
