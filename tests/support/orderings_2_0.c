/* SPDX-License-Identifier: BSD-3-Clause */
/* Orderings of 2.0 as calls: bet0 and bet3 have the same, but for one. */
#include "ordering.h"

/* ---- states to call in ---- */

/* As world_build makes it of 1.0; no memory is to be donated. */
static World *under_construction(const struct rmm_version *version)
{
	struct rmm_config config;
	World *world;

	world_config_of(&config, version);
	config.platform.aux_count = 0;
	world = world_new(&config);
	OK(world, RMI_GRANULE_RANGE_DELEGATE, granule(0), granule(G_HOST));
	OK(world, RMI_REALM_CREATE, granule(G_RD), granule(G_PARAMS), 0, WORLD_WIDTH, 0, 1, 1, 0,
	   0, 0, granule(G_ROOT), 1, 1);
	OK(world, RMI_RTT_CREATE, granule(G_RD), granule(G_TABLE_2), 0, 2);
	OK(world, RMI_RTT_CREATE, granule(G_RD), granule(G_TABLE_3), 0, 3);
	for (unsigned i = 0; i < 3; i++)
		OK(world, RMI_REC_CREATE, granule(G_RD), granule(G_REC + i), granule(G_PARAMS),
		   G_REC + i != G_REC_OFF, i, PAGE);
	return world;
}

static World *while_active(const struct rmm_version *version)
{
	World *world = under_construction(version);

	OK(world, RMI_REALM_ACTIVATE, granule(G_RD));
	return world;
}

static World *while_running(const struct rmm_version *version)
{
	World *world = while_active(version);

	ENTER(world, granule(G_REC));
	return world;
}

static World *with_psci_pending(const struct rmm_version *version)
{
	World *world = while_running(version);

	STEP_IS(world, STATUS_EXIT, PSCI_CPU_ON, 2, 0, 0);
	return world;
}

/* The first REC asks for RAM from the fifth page on. */
static World *with_request(const struct rmm_version *version)
{
	World *world = while_running(version);

	STEP_IS(world, STATUS_EXIT, RSI_IPA_STATE_SET, 4 * PAGE, 12 * PAGE, RIPAS_RAM, 0);
	return world;
}

/* ---- pairs that are met ---- */

#define RD_ granule(G_RD)

static const OrderingPair pairs[] = {
	/* An Unprotected IPA: the walk ends at level 1, at an UNMAPPED_NS entry. */
	{ CMD_RMI_RTT_DATA_MAP_INIT, "ipa_bound", "rtt_walk", under_construction,
	  { RD_, granule(G_DATA), UNPROTECTED, granule(G_SOURCE) } },
	{ CMD_RMI_RTT_DATA_MAP_INIT, "ipa_bound", "rtte_state", under_construction,
	  { RD_, granule(G_DATA), UNPROTECTED, granule(G_SOURCE) } },
	/* top is within the first entry, and not at a page. */
	{ CMD_RMI_RTT_INIT_RIPAS, "top_gran_align", "no_progress", under_construction,
	  { RD_, PAGE, PAGE + 8 } },
	{ CMD_RMI_RTT_SET_RIPAS, "top_gran_align", "no_progress", with_request,
	  { RD_, granule(G_REC), 4 * PAGE, 4 * PAGE + 8 } },
	/* Not where the request stands, and within an entry of level 2. */
	{ CMD_RMI_RTT_SET_RIPAS, "base_bound", "base_align", with_request,
	  { RD_, granule(G_REC), 5 * PAGE, 12 * PAGE } },
};

static const OrderingBeforeEntry before_entry[] = {
	{ "rec_align", ENTER_REC, 0 },
	{ "run_align", ENTER_RUN, 0 },
	{ "run_pas", ENTER_RUN, granule(G_DATA) },
};

static const OrderingAfterEntry after_entry[] = {
	{ "rec_state", while_running, granule(G_REC), 0, 0 },
	{ "rec_runnable", while_active, granule(G_REC_OFF), 0, 0 },
	{ "rec_mmio", while_active, granule(G_REC), 1, 0 },
	{ "realm_state", under_construction, granule(G_REC), 0, 0 },
	{ "rec_pending", with_psci_pending, granule(G_REC), 0, 0 },
};

const Orderings orderings_2_0 = ORDERINGS(pairs, before_entry, after_entry);
