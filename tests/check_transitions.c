/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * State transitions: the model's table is that of the specification
 * (tests/spec), every transition in it happens, and nothing else does.
 */
#include <string.h>

#include "library.h"
#include "calls/random.h"
#include "suites.h"
#include "check/transition.h"
#include "world.h"

/* ---- the table ---- */

/* A state as tests/spec has it: a name, "-" for none, "*" for any. */
static gboolean state_is(const struct rmm_version *version, enum rmm_object object, uint8_t state,
			 const char *name)
{
	if (state == TRANSITION_NONE || state == TRANSITION_ANY)
		return strcmp(name, state == TRANSITION_NONE ? "-" : "*") == 0;
	return strcmp(rmm_name(rmm_object_states(object), version, state), name) == 0;
}

static gboolean command_is(const struct rmm_version *version, enum rmm_command_id id, const char *name)
{
	return strcmp(id == CMD_NONE ? "*" : version_commands(version)[id]->name, name) == 0;
}

static gboolean row_is(const struct rmm_version *version, const struct rmm_transition *row, char **fields)
{
	return rmm_in_force(rmm_lineage(version), row->in, row->until) &&
	       strcmp(rmm_object_name(row->object), fields[0]) == 0 &&
	       state_is(version, row->object, row->from, fields[1]) &&
	       state_is(version, row->object, row->to, fields[2]) &&
	       command_is(version, row->command, fields[3]);
}

START_TEST(test_table_is_the_specification)
{
	const struct rmm_version *version = version_at((guint)_i);
	g_autofree char *path = g_strdup_printf("tests/spec/%s/transitions.tsv",
						version->id);
	g_autoptr(GPtrArray) wanted = library_table(path);
	unsigned count, found = 0, in_version = 0;
	const struct rmm_transition *rows = rmm_transitions(&count);

	for (guint i = 0; i < wanted->len; i++) {
		char **fields = wanted->pdata[i];
		unsigned matches = 0;

		for (unsigned j = 0; j < count; j++)
			matches += row_is(version, &rows[j], fields) ? 1 : 0;
		ck_assert_msg(matches == 1, "%s %s %s %s: %u rows", fields[0], fields[1], fields[2],
			      fields[3], matches);
		found += matches;
	}
	for (unsigned j = 0; j < count; j++)
		in_version += rmm_in_force(rmm_lineage(version), rows[j].in, rows[j].until);
	ck_assert_uint_eq(found, in_version);
}
END_TEST

/* ---- what happens ---- */

#define ROWS_MAX 128

/* Which rows were seen; a transition without a row ends the test. */
struct seen {
	unsigned times[ROWS_MAX];
	const World *world;
};

static void see(struct seen *seen, enum rmm_object object, unsigned from, unsigned to)
{
	const World *world = seen->world;
	enum rmm_command_id command = world->call.command;
	unsigned count, matches = 0;
	const struct rmm_transition *rows = rmm_transitions(&count);

	if (from == to)
		return;
	ck_assert_uint_le(count, ROWS_MAX);
	for (unsigned i = 0; i < count; i++) {
		if (rows[i].object != object || rows[i].to != to ||
		    (rows[i].from != from && rows[i].from != TRANSITION_ANY) ||
		    (rows[i].command != command && rows[i].command != CMD_NONE) ||
		    !rmm_in_force(ONLY_1_0, rows[i].in, rows[i].until))
			continue;
		seen->times[i]++;
		matches++;
	}
	ck_assert_msg(matches, "%s: from %u to %u by %s", rmm_object_name(object), from, to,
		      rmm_command(world->model, command)->name);
}

static uint64_t ripas_at(const World *world, const struct rmm *s, const struct rmm_realm *realm,
			 uint64_t ipa)
{
	struct rmm_walk walk;

	rmm_rtt_walk(world->model, s, realm, ipa, RMM_PAGE_LEVEL, &walk);
	return rtte_ripas(walk.rtte);
}

static void see_ripas(struct seen *seen, uint32_t slot)
{
	const World *world = seen->world;
	const struct rmm_realm *old = rmm_realm(world->model, world->old, slot);
	const struct rmm_realm *now = rmm_realm(world->model, world->state, slot);

	for (uint64_t ipa = 0; now->rd && ipa < UNPROTECTED; ipa += PAGE) {
		if (!rmm_is_protected(now, ipa))
			break;
		see(seen, OBJECT_RIPAS,
		    old->rd ? (unsigned)ripas_at(world, world->old, old, ipa) : TRANSITION_NONE,
		    (unsigned)ripas_at(world, world->state, now, ipa));
	}
}

static void see_entries(struct seen *seen, uint32_t rtt)
{
	const World *world = seen->world;

	/* A table that comes or goes is the transition of its parent entry. */
	if (*rmm_rtt_position(world->model, world->old, rtt) !=
	    *rmm_rtt_position(world->model, world->state, rtt) ||
	    !*rmm_rtt_position(world->model, world->old, rtt))
		return;
	for (uint32_t i = 0; i < world->model->config.rtt_entries; i++)
		see(seen, OBJECT_RTTE,
		    rtte_state(rmm_rtt_entries(world->model, world->old, rtt)[i]),
		    rtte_state(rmm_rtt_entries(world->model, world->state, rtt)[i]));
}

static unsigned rec_state(const World *world, const struct rmm *s, uint32_t slot)
{
	const struct rmm_rec *rec = rmm_rec(world->model, s, slot);

	return rec->granule ? rec->state : TRANSITION_NONE;
}

static void see_step(struct seen *seen)
{
	const World *world = seen->world;
	const struct rmm_model *m = world->model;

	for (uint32_t i = 0; i < m->layout.granules; i++)
		see(seen, OBJECT_GRANULE, rmm_granule_state(m, world->old, i),
		    rmm_granule_state(m, world->state, i));
	for (uint32_t i = 0; i < m->config.realms; i++) {
		see(seen, OBJECT_REALM, rmm_realm(m, world->old, i)->state,
		    rmm_realm(m, world->state, i)->state);
		see_ripas(seen, i);
	}
	for (uint32_t i = 0; i < m->config.recs; i++)
		see(seen, OBJECT_REC, rec_state(world, world->old, i),
		    rec_state(world, world->state, i));
	for (uint32_t i = 0; i < m->config.rtts; i++)
		see_entries(seen, i);
}

/* ---- a life in which everything happens ---- */

#define DO(id, ...) do {                \
	OK(world, id, __VA_ARGS__);     \
	see_step(seen);                 \
} while (0)

#define LEAVE(id, ...) do {                             \
	STEP_IS(world, STATUS_EXIT, id, __VA_ARGS__);   \
	see_step(seen);                                 \
} while (0)

#define RD_ granule(G_RD)
#define DATA_(i) granule(G_DATA + (i))

/* Four pages in a row make a block, here at page 4; then it is a table again. */
static void fold_and_unfold(World *world, struct seen *seen)
{
	DO(RMI_RTT_CREATE, RD_, granule(G_AUX), 4 * PAGE, 3);
	DO(RMI_DATA_CREATE, RD_, DATA_(2), 4 * PAGE, granule(G_SOURCE), 1);
	for (uint64_t i = 1; i < 4; i++)
		DO(RMI_DATA_CREATE, RD_, DATA_(2 + i), (4 + i) * PAGE, granule(G_SOURCE), 1);
	DO(RMI_RTT_FOLD, RD_, 4 * PAGE, 3);
	ck_assert_int_eq(world_walk(world, 7 * PAGE, 3).level, 2);
	DO(RMI_RTT_CREATE, RD_, granule(G_AUX), 4 * PAGE, 3);
	for (uint64_t i = 0; i < 4; i++)
		DO(RMI_DATA_DESTROY, RD_, (4 + i) * PAGE);
	DO(RMI_RTT_FOLD, RD_, 4 * PAGE, 3);
}

static void unprotected(World *world, struct seen *seen)
{
	DO(RMI_RTT_CREATE, RD_, granule(G_AUX), UNPROTECTED, 2);
	DO(RMI_RTT_FOLD, RD_, UNPROTECTED, 2);
	DO(RMI_RTT_MAP_UNPROTECTED, RD_, UNPROTECTED, 1, 0x20000);
	DO(RMI_RTT_CREATE, RD_, granule(G_AUX), UNPROTECTED, 2);
	DO(RMI_RTT_FOLD, RD_, UNPROTECTED, 2);
	DO(RMI_RTT_UNMAP_UNPROTECTED, RD_, UNPROTECTED, 1);
	DO(RMI_RTT_CREATE, RD_, granule(G_AUX), UNPROTECTED, 2);
	DO(RMI_RTT_DESTROY, RD_, UNPROTECTED, 2);
}

/* RIPAS while the Realm is under construction. */
static void construction(World *world, struct seen *seen)
{
	DO(RMI_DATA_CREATE, RD_, DATA_(0), 0, granule(G_SOURCE), 1);
	DO(RMI_DATA_DESTROY, RD_, 0);
	DO(RMI_DATA_CREATE, RD_, DATA_(0), 0, granule(G_SOURCE), 1);
	DO(RMI_DATA_DESTROY, RD_, 0);
	DO(RMI_RTT_INIT_RIPAS, RD_, 0, 2 * PAGE);
	DO(RMI_DATA_CREATE_UNKNOWN, RD_, DATA_(0), 0);
	DO(RMI_DATA_CREATE_UNKNOWN, RD_, DATA_(1), PAGE);
}

static void ask(World *world, struct seen *seen, uint64_t base, uint64_t top,
		enum rmm_ripas ripas, uint64_t flags)
{
	LEAVE(RSI_IPA_STATE_SET, base, top, ripas, flags);
	DO(RMI_RTT_SET_RIPAS, RD_, granule(G_REC), base, top);
	DO(RMI_REC_ENTER, granule(G_REC), granule(G_RUN));
}

static void changes_by_consent(World *world, struct seen *seen)
{
	DO(RMI_REC_ENTER, granule(G_REC), granule(G_RUN));
	ask(world, seen, 2 * PAGE, 3 * PAGE, RIPAS_RAM, 0);
	ask(world, seen, 2 * PAGE, 3 * PAGE, RIPAS_EMPTY, 0);
	DO(RMI_DATA_DESTROY, RD_, 0);
	DO(RMI_DATA_DESTROY, RD_, PAGE);
	ask(world, seen, 0, PAGE, RIPAS_RAM, CHANGE_DESTROYED);
	ask(world, seen, PAGE, 2 * PAGE, RIPAS_EMPTY, CHANGE_DESTROYED);
	DO(RMI_RTT_DESTROY, RD_, 0, 3);
	LEAVE(PSCI_SYSTEM_OFF, 0);
}

static void take_down(World *world, struct seen *seen)
{
	for (unsigned g = G_REC; g <= G_REC_OFF; g++)
		DO(RMI_REC_DESTROY, granule(g));
	if (rtte_state(world_walk(world, 0, 2).rtte) == RTTE_TABLE)
		DO(RMI_RTT_DESTROY, RD_, 0, 3);
	DO(RMI_RTT_DESTROY, RD_, 0, 2);
	DO(RMI_REALM_DESTROY, RD_);
	for (unsigned g = 0; g < G_HOST; g++)
		DO(RMI_GRANULE_UNDELEGATE, granule(g));
}

/* world_build once more, step by step. */
static void build(World *world, struct seen *seen, uint64_t aux)
{
	for (unsigned i = 0; i < G_HOST; i++)
		DO(RMI_GRANULE_DELEGATE, granule(i));
	DO(RMI_REALM_CREATE, RD_, granule(G_PARAMS), 0, WORLD_WIDTH, 0, 1, 1, 0, 0, VMID,
	   granule(G_ROOT), 1, 1);
	DO(RMI_RTT_CREATE, RD_, granule(G_TABLE_2), 0, 2);
	DO(RMI_RTT_CREATE, RD_, granule(G_TABLE_3), 0, 3);
	for (unsigned i = 0; i < 3; i++)
		DO(RMI_REC_CREATE, RD_, granule(G_REC + i), granule(G_PARAMS), 1, i, 0, aux, 0, 0,
		   0, 0, 0, 0, 0, 0, aux ? granule(G_AUX + i) : 0);
}

static void live(const struct rmm_config *config, struct seen *seen)
{
	g_autoptr(World) world = world_new(config);

	seen->world = world;
	/* Destroyed while NEW; by RESET while ACTIVE; after SYSTEM_OFF. */
	build(world, seen, config->platform.aux_count);
	take_down(world, seen);
	build(world, seen, config->platform.aux_count);
	if (!config->platform.aux_count)
		fold_and_unfold(world, seen);
	DO(RMI_REALM_ACTIVATE, RD_);
	take_down(world, seen);
	build(world, seen, config->platform.aux_count);
	construction(world, seen);
	DO(RMI_REALM_ACTIVATE, RD_);
	if (!config->platform.aux_count)
		unprotected(world, seen);
	changes_by_consent(world, seen);
	take_down(world, seen);
	build(world, seen, config->platform.aux_count);
	DO(RMI_REALM_ACTIVATE, RD_);
	DO(RMI_REC_ENTER, granule(G_REC), granule(G_RUN));
	LEAVE(PSCI_SYSTEM_RESET, 0);
}

START_TEST(test_every_transition_happens)
{
	struct seen seen = { .world = NULL };
	struct rmm_config config;
	unsigned count;
	const struct rmm_transition *rows = rmm_transitions(&count);

	world_config(&config);
	live(&config, &seen);
	config.platform.aux_count = 1;
	live(&config, &seen);
	for (unsigned i = 0; i < count; i++)
		if (rmm_in_force(ONLY_1_0, rows[i].in, rows[i].until))
			ck_assert_msg(seen.times[i], "%s: from %u to %u by %s never happens",
				      rmm_object_name(rows[i].object), rows[i].from, rows[i].to,
				      rows[i].command == CMD_NONE ? "any"
				      : version_commands(&rmm_version_1_0)[rows[i].command]->name);
}
END_TEST

START_TEST(test_nothing_else_happens)
{
	CallSource source = { .state = (uint64_t)_i + 100 };
	struct seen seen = { .world = NULL };
	struct rmm_config config;
	g_autoptr(World) world = NULL;

	world_config(&config);
	config.platform.aux_count = (uint8_t)_i;
	world = world_new(&config);
	seen.world = world;
	for (unsigned i = 0; i < 8000; i++) {
		struct rmm_call call = random_call(&source, world->model, world->state);

		world_step(world, &call);
		see_step(&seen);
	}
}
END_TEST

Suite *suite_transitions(void)
{
	Suite *suite = suite_create("transitions");
	TCase *tcase = tcase_create("transitions");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_table_is_the_specification, 0, (int)version_count());
	tcase_add_test(tcase, test_every_transition_happens);
	tcase_add_loop_test(tcase, test_nothing_else_happens, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
