/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Random walks: plausible calls by Host and Realm, one after another. After
 * every step the model keeps its own word and all invariants hold; what is
 * refused is refused by a condition that may be reported.
 */
#include <string.h>

#include "calls/random.h"
#include "state/boot.h"
#include "suites.h"
#include "text/variants.h"
#include "world.h"

#define STEPS 30000
#define SEEDS 4

/* What was refused was refused by one of the conditions that held. */
static void check_permitted(const World *world, uint64_t violated)
{
	const struct rmm_result *result = &world->result;

	/* What a resumed command is refused by are conditions of its own. */
	if (result->command != world->call.command)
		return;
	ck_assert_msg((violated != 0) == (result->permitted != 0), "%s: %s",
		      rmm_command(world->model, world->call.command)->name,
		      rmm_status(result->status)->name);
	ck_assert_uint_eq(result->permitted & ~violated, 0);
	ck_assert(violated == 0 ? result->condition == RMM_NO_CONDITION
				: result->permitted >> result->condition & 1);
}

/* The configurations that are walked: without and with AUX, contents, hash. */
static void walk_config(struct rmm_config *config, const struct rmm_version *version, int seed)
{
	world_config_of(config, version);
	config->contents = seed & 1;
	config->platform.aux_count = seed & 2 ? 2 : 0;
	config->platform.sve = config->platform.hpmn0 = seed & 1;
	/* The text lets the Host replace what is measured (C1, C6), as scenarios/attack tells. */
	if (version->family[0] == '2')
		rmm_add_variant(&config->variants, VARIANT_INIT_RIPAS_STOPS_AT_DESTROYED);
}

/*
 * Commands of 2.0 that a walk does not come to: before the RMM is active; with
 * two RECs of a Realm at once, which take so many calls to make.
 */
static gboolean is_too_rare(const struct rmm_version *version, enum rmm_command_id id)
{
	return version->family[0] == '2' &&
	       (id == CMD_RMI_RMM_ACTIVATE || id == CMD_RMI_RMM_CONFIG_SET ||
		id == CMD_RMI_PSCI_COMPLETE || id == CMD_RMI_OP_CANCEL ||
		id == CMD_RMI_RMM_DEACTIVATE || id == CMD_RMI_GPT_INFO ||
		id == CMD_RMI_RTT_SET_S2AP);
}

/* One walk; @success counts, by command, what came to an end or waits to. */
static void walk(const struct rmm_version *version, int seed, unsigned success[COMMANDS])
{
	CallSource source = { .state = (uint64_t)seed + 1 };
	struct rmm_config config;
	g_autoptr(World) world = NULL;

	walk_config(&config, version, seed);
	world = world_new(&config);
	for (unsigned i = 0; i < STEPS; i++) {
		struct rmm_call call = random_call(&source, world->model, world->state);
		gboolean runs = world_issuer_runs(world, &call);
		uint64_t violated = runs ? world_violated(world, &call) : 0;

		world_step(world, &call);
		ck_assert((world->result.status == STATUS_NOT_RUN) == !runs);
		check_permitted(world, violated);
		/* What RMI_OP_CONTINUE ends with is the success of its command, too. */
		if (rmm_succeeded(world->result.status) || world->result.status == RMI_INCOMPLETE) {
			success[call.command]++;
			success[world->result.command]++;
		}
		if (i % 50 == 0) {
			struct rmm_violation broken;

			ck_assert(!rmm_check_all_invariants(world->model, world->state, &broken, 1));
		}
	}
}

START_TEST(test_walk)
{
	const struct rmm_version *version = version_at((guint)_i);
	unsigned success[COMMANDS] = { 0 };

	for (int seed = 0; seed < SEEDS; seed++)
		walk(version, seed, success);
	/* The walks come around: every command of the Host succeeds. */
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = version_commands(version)[id];

		ck_assert_msg(!command || command->interface != INTERFACE_RMI ||
			      is_too_rare(version, id) || success[id],
			      "%s never succeeds", command->name);
	}
}
END_TEST

/* The bits of the rows about states. */
static uint64_t state_rows(void)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	uint64_t set = 0;

	for (unsigned i = 0; i < count; i++)
		if (rows[i].kind == INVARIANT_STATE)
			set |= (uint64_t)1 << i;
	return set;
}

static uint64_t rows_of(const struct rmm_violation *violations, unsigned count)
{
	unsigned all;
	const struct rmm_invariant *rows = rmm_invariants(&all);
	uint64_t set = 0;

	for (unsigned i = 0; i < count; i++)
		set |= (uint64_t)1 << (violations[i].invariant - rows);
	return set;
}

/*
 * Under a mistake, the check of what changed finds what the check of the
 * whole state finds, at the step that breaks it; then the walk starts anew.
 */
static void walk_with_mistake(World *world, CallSource *source)
{
	struct rmm_event event = { world->model, world->old, world->state, &world->call,
				   &world->result, false };
	struct rmm_violation some[RMM_INVARIANTS_MAX], all[RMM_INVARIANTS_MAX];

	world->unchecked = TRUE;
	for (unsigned i = 0; i < 1500; i++) {
		struct rmm_call call = random_call(source, world->model, world->state);
		uint64_t quick, full;

		world_step(world, &call);
		quick = rows_of(some, rmm_check_invariants(&event, 0, some, RMM_INVARIANTS_MAX)) &
			state_rows();
		full = rows_of(all, rmm_check_all_invariants(world->model, world->state, all,
							     RMM_INVARIANTS_MAX));
		ck_assert_msg(quick == full, "%s, %s: rows %" G_GINT64_MODIFIER "x, not %"
			      G_GINT64_MODIFIER "x",
			      rmm_command(world->model, call.command)->name,
			      rmm_status(world->result.status)->name, quick, full);
		if (full)
			rmm_state_init(world->model, world->state);
	}
}

START_TEST(test_quick_check_finds_what_the_full_check_finds)
{
	const struct rmm_variant_info *info = rmm_variant_info((enum rmm_variant)_i);
	CallSource source = { .state = 77 };
	struct rmm_config config;

	for (guint i = 0; i < version_count(); i++) {
		const struct rmm_version *version = version_at(i);
		g_autoptr(World) world = NULL;

		if (!variant_applies(info, version))
			continue;
		walk_config(&config, version, 2);
		rmm_add_variant(&config.variants, (enum rmm_variant)_i);
		world = world_new(&config);
		walk_with_mistake(world, &source);
	}
}
END_TEST

Suite *suite_walks(void)
{
	Suite *suite = suite_create("walks");
	TCase *tcase = tcase_create("walks");

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_walk, 0, (int)version_count());
	tcase_add_loop_test(tcase, test_quick_check_finds_what_the_full_check_finds,
			    VARIANT_NONE + 1, VARIANTS);
	suite_add_tcase(suite, tcase);
	return suite;
}
