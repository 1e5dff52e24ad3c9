/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Orderings: where the specification says that a condition comes before
 * another and both hold, the first may be reported and the second may not.
 * Every pair of tests/spec is met by a call here, or cannot be.
 */
#include <string.h>

#include "library.h"
#include "calls/random.h"
#include "suites.h"
#include "world.h"

/* ---- states to call in ---- */

static World *after_system_off(void)
{
	World *world = world_running(NULL);

	STEP_IS(world, STATUS_EXIT, PSCI_SYSTEM_OFF, 0);
	return world;
}

static World *with_psci_pending(void)
{
	World *world = world_running(NULL);

	STEP_IS(world, STATUS_EXIT, PSCI_CPU_ON, 1, 0, 0);
	return world;
}

/* The first REC asks for RAM from the second page on. */
static World *with_request(void)
{
	World *world = world_running(NULL);

	STEP_IS(world, STATUS_EXIT, RSI_IPA_STATE_SET, 4 * PAGE, 12 * PAGE, RIPAS_RAM, 0);
	return world;
}

/* RTTs from level -1 on, with one at level 0 in the Unprotected half. */
#define DEEP_WIDTH 22
#define DEEP_UNPROTECTED ((uint64_t)1 << (DEEP_WIDTH - 1))
#define LPA2 1

static World *from_level_minus_1(void)
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

static World *under_construction(void)
{
	return world_build(NULL);
}

static World *while_active(void)
{
	return world_active(NULL);
}

static World *while_running(void)
{
	return world_running(NULL);
}

/* ---- pairs that are met ---- */

#define INPUTS_HERE 8

/* A call in a state, and the conditions of which the first comes before the second. */
struct pair {
	enum rmm_command_id command;
	const char *before, *after;
	World *(*make)(void);
	uint64_t in[INPUTS_HERE];
};

#define RD_ granule(G_RD)
#define DATA_ granule(G_DATA)
#define BLOCK_LEVEL_0 0
#define UNASSIGNED_IPA (16 * PAGE)

static const struct pair pairs[] = {
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
};

/* RMI_REC_ENTER: what is wrong with the addresses comes before all the rest. */
enum { ENTER_REC, ENTER_RUN, ENTER_EMUL_MMIO, ENTER_GICV3_HCR = 7 };

static const struct {
	const char *id;
	unsigned input;
	uint64_t value;         /* 0: the input as it is, plus 8 */
} before_enter[] = {
	{ "rec_align", ENTER_REC, 0 },
	{ "run_align", ENTER_RUN, 0 },
	{ "run_bound", ENTER_RUN, granule(WORLD_GRANULES) },
	{ "run_pas", ENTER_RUN, granule(G_DATA) },
};

static const struct {
	const char *id;
	World *(*make)(void);
	uint64_t rec;
	uint64_t emul_mmio, gicv3_hcr;
} after_enter[] = {
	{ "rec_state", while_running, granule(G_REC), 0, 0 },
	{ "rec_runnable", while_active, granule(G_REC_OFF), 0, 0 },
	{ "rec_mmio", while_active, granule(G_REC), 1, 0 },
	{ "realm_new", under_construction, granule(G_REC), 0, 0 },
	{ "system_off", after_system_off, granule(G_REC), 0, 0 },
	{ "rec_gicv3", while_active, granule(G_REC), 0, 1 },
	{ "rec_psci", with_psci_pending, granule(G_REC), 0, 0 },
};

#define ENTER_PAIRS (G_N_ELEMENTS(before_enter) * G_N_ELEMENTS(after_enter))
/* Without a REC: the configuration of the GIC is wrong all the same. */
static const struct pair no_rec[] = {
	{ CMD_RMI_REC_ENTER, "rec_bound", "rec_gicv3", while_active,
	  { granule(WORLD_GRANULES), granule(G_RUN), 0, 0, 0, 0, 0, 1 } },
	{ CMD_RMI_REC_ENTER, "rec_gran_state", "rec_gicv3", while_active,
	  { granule(G_SPARE), granule(G_RUN), 0, 0, 0, 0, 0, 1 } },
};

static struct pair enter_pair(unsigned i)
{
	unsigned b = i / G_N_ELEMENTS(after_enter), a = i % G_N_ELEMENTS(after_enter);
	struct pair pair = { CMD_RMI_REC_ENTER, before_enter[b].id, after_enter[a].id,
			     after_enter[a].make, { after_enter[a].rec, granule(G_RUN) } };
	uint64_t *spoilt = &pair.in[before_enter[b].input];

	pair.in[ENTER_EMUL_MMIO] = after_enter[a].emul_mmio;
	pair.in[ENTER_GICV3_HCR] = after_enter[a].gicv3_hcr;
	*spoilt = before_enter[b].value ? before_enter[b].value : *spoilt + 8;
	return pair;
}

#define PAIRS (G_N_ELEMENTS(pairs) + ENTER_PAIRS + G_N_ELEMENTS(no_rec))

static struct pair pair_at(unsigned i)
{
	if (i < G_N_ELEMENTS(pairs))
		return pairs[i];
	i -= (unsigned)G_N_ELEMENTS(pairs);
	return i < ENTER_PAIRS ? enter_pair(i) : no_rec[i - ENTER_PAIRS];
}

static int condition_of(const World *world, enum rmm_command_id id, const char *name)
{
	const struct rmm_rules *rules = &world->model->rules[id];

	for (unsigned i = 0; i < rules->count; i++)
		if (strcmp(rules->failure[i]->id, name) == 0)
			return (int)i;
	ck_abort_msg("%s has no condition %s", rmm_command(world->model, id)->name, name);
}

START_TEST(test_first_is_reported)
{
	struct pair pair = pair_at((unsigned)_i);
	g_autoptr(World) world = pair.make();
	struct rmm_call call = world_call(world, pair.command, pair.in, INPUTS_HERE);
	int before = condition_of(world, pair.command, pair.before);
	int after = condition_of(world, pair.command, pair.after);
	uint64_t violated = world_violated(world, &call);

	ck_assert_msg(violated >> before & 1, "%s does not hold", pair.before);
	ck_assert_msg(violated >> after & 1, "%s does not hold", pair.after);
	world_step(world, &call);
	ck_assert_msg(world->result.permitted >> before & 1, "%s may not be reported", pair.before);
	ck_assert_msg(!(world->result.permitted >> after & 1), "%s may be reported", pair.after);
}
END_TEST

/* ---- pairs that cannot be met ---- */

static const struct {
	const char *command;    /* NULL: of any command */
	const char *before;
	const char *except;     /* a condition that can be met beside it; or NULL */
	const char *why;
} impossible[] = {
	{ NULL, "rd_bound", NULL, "where no Granule can be delegated is no RD, so no Realm" },
	{ NULL, "rd_state", NULL, "without an RD there is no Realm that the other is about" },
	{ NULL, "rec_bound", "rec_gicv3", "where no Granule can be delegated is no REC" },
	{ NULL, "rec_gran_state", "rec_gicv3", "there is no REC that the other is about" },
	{ "RMI_RTT_CREATE", "level_bound", NULL, "at such a level there is no walk" },
	{ "RMI_RTT_DESTROY", "level_bound", NULL, "at such a level there is no walk" },
	{ "RMI_RTT_FOLD", "level_bound", NULL, "at such a level there is no walk" },
	{ "RMI_RTT_CREATE", "ipa_bound", NULL, "outside the IPA space there is no walk" },
	{ "RMI_RTT_DESTROY", "ipa_bound", NULL, "outside the IPA space there is no walk" },
	{ "RMI_RTT_FOLD", "ipa_bound", NULL, "outside the IPA space there is no walk" },
};

static gboolean is_impossible(const char *command, const char *before, const char *after)
{
	for (gsize i = 0; i < G_N_ELEMENTS(impossible); i++)
		if ((!impossible[i].command || strcmp(impossible[i].command, command) == 0) &&
		    strcmp(impossible[i].before, before) == 0 &&
		    g_strcmp0(impossible[i].except, after) != 0)
			return TRUE;
	return FALSE;
}

static gboolean is_met(const char *command, const char *before, const char *after)
{
	const struct rmm_command *const *commands = version_commands(&rmm_version_1_0);

	for (unsigned i = 0; i < PAIRS; i++) {
		struct pair pair = pair_at(i);

		if (strcmp(commands[pair.command]->name, command) == 0 &&
		    strcmp(pair.before, before) == 0 && strcmp(pair.after, after) == 0)
			return TRUE;
	}
	return FALSE;
}

typedef void pair_function(const char *command, const char *before, const char *after, void *user);

static void for_all_pairs(pair_function *function, void *user)
{
	g_autoptr(GPtrArray) rows = library_table("tests/spec/rmm-1.0-rel0/orderings.tsv");

	for (guint i = 0; i < rows->len; i++) {
		char **row = rows->pdata[i];
		g_auto(GStrv) before = g_strsplit(row[1], ",", -1);
		g_auto(GStrv) after = g_strsplit(row[2], ",", -1);

		for (char **b = before; *b; b++)
			for (char **a = after; *a; a++)
				function(row[0], *b, *a, user);
	}
}

static void check_listed(const char *command, const char *before, const char *after, void *user)
{
	unsigned *met = user;

	ck_assert_msg(is_met(command, before, after) != is_impossible(command, before, after),
		      "%s: %s < %s is met and impossible, or neither", command, before, after);
	*met += is_met(command, before, after) ? 1 : 0;
}

/* Every pair is either met above or impossible; nothing else is met. */
START_TEST(test_every_pair_is_listed)
{
	unsigned met = 0;

	for_all_pairs(check_listed, &met);
	ck_assert_uint_eq(met, PAIRS);
}
END_TEST

static void check_not_together(const char *name, const char *before, const char *after, void *user)
{
	const World *world = user;
	const struct rmm_command *command = rmm_command(world->model, world->call.command);
	uint64_t violated = world_violated(world, &world->call);

	if (strcmp(command->name, name) == 0 && is_impossible(name, before, after))
		ck_assert_msg(!(violated >> condition_of(world, world->call.command, before) & 1 &&
				violated >> condition_of(world, world->call.command, after) & 1),
			      "%s: %s and %s hold together", name, before, after);
}

/* What is called impossible does not happen by chance. */
START_TEST(test_impossible_pairs_do_not_happen)
{
	g_autoptr(World) world = world_new(NULL);
	CallSource source = { .state = 5 };

	for (unsigned i = 0; i < 2000; i++) {
		struct rmm_call call = random_call(&source, world->model, world->state);

		world->call = call;
		for_all_pairs(check_not_together, world);
		world_step(world, &call);
	}
}
END_TEST

Suite *suite_orderings(void)
{
	Suite *suite = suite_create("orderings");
	TCase *tcase = tcase_create("orderings");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_first_is_reported, 0, PAIRS);
	tcase_add_test(tcase, test_every_pair_is_listed);
	tcase_add_test(tcase, test_impossible_pairs_do_not_happen);
	suite_add_tcase(suite, tcase);
	return suite;
}
