/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Orderings: where the specification says that a condition comes before
 * another and both hold, the first may be reported and the second may not.
 * Every pair of tests/spec is met by a call, or cannot be; in each version.
 */
#include <string.h>

#include "calls/random.h"
#include "coverage/impossible.h"
#include "library.h"
#include "ordering.h"
#include "suites.h"
#include "text/spelling.h"

static const struct {
	const struct rmm_version *version;
	const Orderings *orderings;
} sheets[] = {
	{ &rmm_version_1_0, &orderings_1_0 },
	{ &rmm_version_2_0_bet0, &orderings_2_0 },
	{ &rmm_version_2_0_bet3, &orderings_2_0 },
};

/* ---- pairs that are met ---- */

/* The row of condition @name; -1: the model has none. */
static int condition_of(const World *world, enum rmm_command_id id, const char *name)
{
	const struct rmm_rules *rules = &world->model->rules[id];

	for (unsigned i = 0; i < rules->count; i++)
		if (strcmp(rules->failure[i]->id, name) == 0)
			return (int)i;
	return -1;
}

static void check_first_is_reported(const struct rmm_version *version, OrderingPair pair)
{
	g_autoptr(World) world = pair.make(version);
	struct rmm_call call = world_call(world, pair.command, pair.in, ORDERING_INPUTS);
	int before = condition_of(world, pair.command, pair.before);
	int after = condition_of(world, pair.command, pair.after);
	uint64_t violated = world_violated(world, &call);

	ck_assert_int_ge(before, 0);
	ck_assert_int_ge(after, 0);
	ck_assert_msg(violated >> before & 1, "%s does not hold", pair.before);
	ck_assert_msg(violated >> after & 1, "%s does not hold", pair.after);
	world_step(world, &call);
	ck_assert_msg(world->result.permitted >> before & 1, "%s may not be reported", pair.before);
	ck_assert_msg(!(world->result.permitted >> after & 1), "%s may be reported", pair.after);
}

START_TEST(test_first_is_reported)
{
	const Orderings *orderings = sheets[_i].orderings;

	for (guint i = 0; i < orderings_count(orderings); i++)
		check_first_is_reported(sheets[_i].version, orderings_at(orderings, i));
}
END_TEST

/* ---- the table of the specification ---- */

typedef void pair_function(const char *command, const char *before, const char *after, void *user);

static void for_all_pairs(const struct rmm_version *version, pair_function *function, void *user)
{
	g_autofree char *path = g_strdup_printf("tests/spec/%s/orderings.tsv", version->id);
	g_autoptr(GPtrArray) rows = library_table(path);

	ck_assert_uint_gt(rows->len, 0);
	for (guint i = 0; i < rows->len; i++) {
		char **row = rows->pdata[i];
		g_auto(GStrv) before = g_strsplit(row[1], ",", -1);
		g_auto(GStrv) after = g_strsplit(row[2], ",", -1);

		for (char **b = before; *b; b++)
			for (char **a = after; *a; a++)
				function(row[0], *b, *a, user);
	}
}

/* Is it said that the two never hold together? */
static gboolean is_excluded(const struct rmm_version *version, const char *command,
			    const char *before, const char *after)
{
	const struct rmm_command *of =
		spelling_find(version_commands(version), command, INTERFACES);
	const char *why;

	for (unsigned id = 0; of && id < COMMANDS; id++)
		if (version_commands(version)[id] == of)
			return impossible_ordering(version, id, before, after, &why) !=
			       IMPOSSIBLE_NOT;
	return FALSE;
}

struct listed {
	const struct rmm_version *version;
	const Orderings *orderings;
	guint met;
};

static void check_listed(const char *command, const char *before, const char *after, void *user)
{
	struct listed *listed = user;
	gboolean met = orderings_meet(listed->orderings, version_commands(listed->version), command,
				      before, after);

	ck_assert_msg(met != is_excluded(listed->version, command, before, after),
		      "%s: %s < %s is met and impossible, or neither", command, before, after);
	listed->met += met ? 1 : 0;
}

/* Every pair is either met above or impossible; nothing else is met. */
START_TEST(test_every_pair_is_listed)
{
	struct listed listed = { sheets[_i].version, sheets[_i].orderings, 0 };

	for_all_pairs(listed.version, check_listed, &listed);
	ck_assert_uint_eq(listed.met, orderings_count(listed.orderings));
}
END_TEST

/* ---- pairs that cannot be met ---- */

static void check_not_together(const char *name, const char *before, const char *after, void *user)
{
	const World *world = user;
	const struct rmm_command *command = rmm_command(world->model, world->call.command);
	int first, second;
	uint64_t violated;

	if (!command || strcmp(command->name, name) != 0 ||
	    !is_excluded(world->model->config.version, name, before, after))
		return;
	first = condition_of(world, world->call.command, before);
	second = condition_of(world, world->call.command, after);
	violated = world_violated(world, &world->call);
	ck_assert_msg(first < 0 || second < 0 || !(violated >> first & violated >> second & 1),
		      "%s: %s and %s hold together", name, before, after);
}

/* What is called impossible does not happen by chance. */
START_TEST(test_impossible_pairs_do_not_happen)
{
	const struct rmm_version *version = sheets[_i].version;
	struct rmm_config config;
	g_autoptr(World) world = NULL;
	CallSource source = { .state = 5 };

	world_config_of(&config, version);
	world = world_new(&config);
	for (unsigned i = 0; i < 2000; i++) {
		struct rmm_call call = random_call(&source, world->model, world->state);

		world->call = call;
		for_all_pairs(version, check_not_together, world);
		world_step(world, &call);
	}
}
END_TEST

Suite *suite_orderings(void)
{
	Suite *suite = suite_create("orderings");
	TCase *tcase = tcase_create("orderings");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_first_is_reported, 0, G_N_ELEMENTS(sheets));
	tcase_add_loop_test(tcase, test_every_pair_is_listed, 0, G_N_ELEMENTS(sheets));
	tcase_add_loop_test(tcase, test_impossible_pairs_do_not_happen, 0, G_N_ELEMENTS(sheets));
	suite_add_tcase(suite, tcase);
	return suite;
}
