/* SPDX-License-Identifier: BSD-3-Clause */
/* Orderings of 1.0 as calls. */
#include "ordering.h"

/* ---- states to call in ---- */

static World *after_system_off(const struct rmm_version *version)
{
	World *world = world_running(NULL);

	STEP_IS(world, STATUS_EXIT, PSCI_SYSTEM_OFF, 0);
	return world;
}

static World *with_psci_pending(const struct rmm_version *version)
{
	World *world = world_running(NULL);

	STEP_IS(world, STATUS_EXIT, PSCI_CPU_ON, 1, 0, 0);
	return world;
}

/* The first REC asks for RAM from the second page on. */
static World *with_request(const struct rmm_version *version)
{
	World *world = world_running(NULL);

	STEP_IS(world, STATUS_EXIT, RSI_IPA_STATE_SET, 4 * PAGE, 12 * PAGE, RIPAS_RAM, 0);
	return world;
}

/* RTTs from level -1 on, with one at level 0 in the Unprotected half. */
#define DEEP_WIDTH 22
#define DEEP_UNPROTECTED ((uint64_t)1 << (DEEP_WIDTH - 1))
#define LPA2 1

static World *from_level_minus_1(const struct rmm_version *version)
{
	struct rmm_config config;
	World *world;

	world_config(&config);
	config.platform.ipa_width_max = DEEP_WIDTH;
	world = world_new(&config);
	for (unsigned i = G_RD; i <= G_TABLE_2; i++)
		OK(world, RMI_GRANULE_DELEGATE, granule(i));
	OK(world, RMI_REALM_CREATE, granule(G_RD), granule(G_PARAMS), LPA2, DEEP_WIDTH, 0, 1, 1,
	   0, 0, VMID, granule(G_ROOT), (uint64_t)-1, 1);
	OK(world, RMI_RTT_CREATE, granule(G_RD), granule(G_TABLE_2), DEEP_UNPROTECTED, 0);
	return world;
}

static World *under_construction(const struct rmm_version *version)
{
	return world_build(NULL);
}

static World *while_active(const struct rmm_version *version)
{
	return world_active(NULL);
}

static World *while_running(const struct rmm_version *version)
{
	return world_running(NULL);
}

/* ---- pairs that are met ---- */

#define RD_ granule(G_RD)
#define DATA_ granule(G_DATA)
#define BLOCK_LEVEL_0 0
#define UNASSIGNED_IPA (16 * PAGE)

static const OrderingPair pairs[] = {
	/* An Unprotected IPA: the walk ends at level 1, at an UNASSIGNED_NS entry. */
	{ CMD_RMI_DATA_CREATE, "ipa_bound", "rtt_walk", under_construction,
	  { RD_, DATA_, UNPROTECTED, granule(G_SOURCE) } },
	{ CMD_RMI_DATA_CREATE, "ipa_bound", "rtte_state", under_construction,
	  { RD_, DATA_, UNPROTECTED, granule(G_SOURCE) } },
	{ CMD_RMI_DATA_CREATE_UNKNOWN, "ipa_bound", "rtt_walk", while_active,
	  { RD_, DATA_, UNPROTECTED } },
	{ CMD_RMI_DATA_CREATE_UNKNOWN, "ipa_bound", "rtte_state", while_active,
	  { RD_, DATA_, UNPROTECTED } },
	{ CMD_RMI_DATA_DESTROY, "ipa_bound", "rtt_walk", while_active, { RD_, UNPROTECTED } },
	{ CMD_RMI_DATA_DESTROY, "ipa_bound", "rtte_state", while_active, { RD_, UNPROTECTED } },

	/* A Protected IPA, at whose level 2 is a table. */
	{ CMD_RMI_RTT_MAP_UNPROTECTED, "ipa_bound", "rtt_walk", while_active,
	  { RD_, UNASSIGNED_IPA, 3, 0 } },
	{ CMD_RMI_RTT_MAP_UNPROTECTED, "ipa_bound", "rtte_state", while_active, { RD_, 0, 2, 0 } },
	{ CMD_RMI_RTT_UNMAP_UNPROTECTED, "ipa_bound", "rtt_walk", while_active,
	  { RD_, UNASSIGNED_IPA, 3 } },
	{ CMD_RMI_RTT_UNMAP_UNPROTECTED, "ipa_bound", "rtte_state", while_active, { RD_, 0, 2 } },
	/* Levels that exist but have no blocks: the walk ends above, or at a table. */
	{ CMD_RMI_RTT_MAP_UNPROTECTED, "level_bound", "rtt_walk", from_level_minus_1,
	  { RD_, DEEP_UNPROTECTED + DEEP_UNPROTECTED / 2, BLOCK_LEVEL_0, 0 } },
	{ CMD_RMI_RTT_MAP_UNPROTECTED, "level_bound", "rtte_state", from_level_minus_1,
	  { RD_, DEEP_UNPROTECTED, (uint64_t)-1, 0 } },
	{ CMD_RMI_RTT_UNMAP_UNPROTECTED, "level_bound", "rtt_walk", from_level_minus_1,
	  { RD_, DEEP_UNPROTECTED + DEEP_UNPROTECTED / 2, BLOCK_LEVEL_0 } },
	{ CMD_RMI_RTT_UNMAP_UNPROTECTED, "level_bound", "rtte_state", from_level_minus_1,
	  { RD_, DEEP_UNPROTECTED, (uint64_t)-1 } },

	/* top is within the first entry, and not at a page. */
	{ CMD_RMI_RTT_INIT_RIPAS, "top_gran_align", "no_progress", under_construction,
	  { RD_, PAGE, PAGE + 8 } },
	{ CMD_RMI_RTT_SET_RIPAS, "top_gran_align", "no_progress", with_request,
	  { RD_, granule(G_REC), 4 * PAGE, 4 * PAGE + 8 } },
	/* Not where the request stands, and within an entry of level 2. */
	{ CMD_RMI_RTT_SET_RIPAS, "base_bound", "base_align", with_request,
	  { RD_, granule(G_REC), 5 * PAGE, 12 * PAGE } },
	/* Without a REC: the configuration of the GIC is wrong all the same. */
	{ CMD_RMI_REC_ENTER, "rec_bound", "rec_gicv3", while_active,
	  { granule(WORLD_GRANULES), granule(G_RUN), 0, 0, 0, 0, 0, 1 } },
	{ CMD_RMI_REC_ENTER, "rec_gran_state", "rec_gicv3", while_active,
	  { granule(G_SPARE), granule(G_RUN), 0, 0, 0, 0, 0, 1 } },
};

/* RMI_REC_ENTER: what is wrong with the addresses comes before all the rest. */
static const OrderingBeforeEntry before_entry[] = {
	{ "rec_align", ENTER_REC, 0 },
	{ "run_align", ENTER_RUN, 0 },
	{ "run_bound", ENTER_RUN, granule(WORLD_GRANULES) },
	{ "run_pas", ENTER_RUN, granule(G_DATA) },
};

static const OrderingAfterEntry after_entry[] = {
	{ "rec_state", while_running, granule(G_REC), 0, 0 },
	{ "rec_runnable", while_active, granule(G_REC_OFF), 0, 0 },
	{ "rec_mmio", while_active, granule(G_REC), 1, 0 },
	{ "realm_new", under_construction, granule(G_REC), 0, 0 },
	{ "system_off", after_system_off, granule(G_REC), 0, 0 },
	{ "rec_gicv3", while_active, granule(G_REC), 0, 1 },
	{ "rec_psci", with_psci_pending, granule(G_REC), 0, 0 },
};

const Orderings orderings_1_0 = ORDERINGS(pairs, before_entry, after_entry);
