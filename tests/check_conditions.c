/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Commands and conditions: the model's tables have what the specification's
 * tables (tests/spec) have, and every failure condition is met by a step in
 * scenarios/conditions that names it.
 */
#include "coverage/coverage.h"
#include "coverage/impossible.h"
#include "engine/command.h"
#include "library.h"
#include "suites.h"
#include "system/platform.h"
#include "text/spelling.h"
#include "version/make.h"

static const struct rmm_version *const versions[] = {
	&rmm_version_1_0, &rmm_version_2_0_bet0, &rmm_version_2_0_bet3
};

static char *folder(const char *kind, const struct rmm_version *version)
{
	return g_strdup_printf("%s/%s", kind, version->id);
}

static char *table_path(const struct rmm_version *version, const char *name)
{
	return g_strdup_printf("tests/spec/%s/%s.tsv", version->id, name);
}

static const struct rmm_command *command_of(const struct rmm_version *version, const char *name)
{
	const struct rmm_command *command =
		spelling_find(version_commands(version), name, INTERFACES);

	ck_assert_msg(command != NULL, "no command %s", name);
	return command;
}

static gboolean row_is_in(unsigned in, unsigned until, const struct rmm_version *version)
{
	return rmm_in_force(rmm_lineage(version), in, until);
}

/* A failure row of the plain specification, without variants. */
static const struct rmm_failure *failure_of(const struct rmm_command *command,
					    const struct rmm_version *version, const char *id)
{
	for (unsigned i = 0; i < command->failure_count; i++) {
		const struct rmm_failure *row = &command->failures[i];

		if (g_str_equal(row->id, id) && row->when == VARIANT_NONE &&
		    row_is_in(row->in, row->until, version))
			return row;
	}
	return NULL;
}

static gboolean has_success(const struct rmm_command *command, const struct rmm_version *version,
			    const char *id)
{
	for (unsigned i = 0; i < command->success_count; i++)
		if (g_str_equal(command->successes[i].id, id) &&
		    row_is_in(command->successes[i].in, command->successes[i].until, version))
			return TRUE;
	return FALSE;
}

START_TEST(test_commands)
{
	const struct rmm_version *version = versions[_i];
	g_autofree char *path = table_path(version, "commands");
	g_autoptr(GPtrArray) rows = library_table(path);

	for (guint i = 0; i < rows->len; i++) {
		char **row = rows->pdata[i];
		const struct rmm_command *command = command_of(version, row[1]);

		ck_assert_msg(g_ascii_strtoull(row[2], NULL, 16) == command->fid, "%s", row[1]);
		ck_assert_str_eq(row[3], version_section(version, command->section));
	}
}
END_TEST

/* The first @columns columns of a table, as a set of keys. */
static GHashTable *table_keys(const struct rmm_version *version, const char *name, guint columns)
{
	g_autofree char *path = table_path(version, name);
	g_autoptr(GPtrArray) rows = library_table(path);
	GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < rows->len; i++) {
		char **row = rows->pdata[i];

		g_hash_table_add(keys, columns == 2 ? g_strjoin(" ", row[0], row[1], NULL)
						    : g_strjoin(" ", row[0], row[1], row[2], NULL));
	}
	return keys;
}

/*
 * Ids and results; the first word of a result is its status. What is excluded
 * must be in the table, and not in the model.
 */
START_TEST(test_condition_rows)
{
	const struct rmm_version *version = versions[_i];
	g_autofree char *path = table_path(version, "conditions");
	g_autoptr(GPtrArray) rows = library_table(path);
	g_autoptr(GHashTable) excluded = table_keys(version, "exclusions", 3);

	for (guint i = 0; i < rows->len; i++) {
		char **row = rows->pdata[i];
		g_autofree char *key = g_strjoin(" ", row[0], row[1], row[2], NULL);
		const struct rmm_command *command = command_of(version, row[0]);
		gboolean wanted = !g_hash_table_remove(excluded, key);
		const struct rmm_failure *failure;

		if (g_str_equal(row[2], "success")) {
			ck_assert_msg(has_success(command, version, row[1]) == wanted, "%s", key);
			continue;
		}
		if (!wanted) {
			ck_assert_msg(!failure_of(command, version, row[1]), "%s", key);
			continue;
		}
		failure = failure_of(command, version, row[1]);
		ck_assert_msg(failure != NULL, "%s %s", row[0], row[1]);
		ck_assert_msg(g_str_has_prefix(row[3], rmm_status(failure->status)->name),
			      "%s %s: %s", row[0], row[1], row[3]);
	}
	ck_assert_uint_eq(g_hash_table_size(excluded), 0);
}
END_TEST

/* An addition names a command and a condition, or "*" for any. */
static gboolean is_added(GHashTable *additions, const char *command, const char *id)
{
	g_autofree char *exactly = g_strjoin(" ", command, id, NULL);
	g_autofree char *any_command = g_strjoin(" ", "*", id, NULL);
	g_autofree char *any_id = g_strjoin(" ", command, "*", NULL);

	return g_hash_table_contains(additions, exactly) ||
	       g_hash_table_contains(additions, any_command) ||
	       g_hash_table_contains(additions, any_id);
}

/* Nothing is in the model that the specification's tables have not, but the additions. */
START_TEST(test_no_other_conditions)
{
	const struct rmm_version *version = versions[_i];
	g_autoptr(GHashTable) known = table_keys(version, "conditions", 2);
	g_autoptr(GHashTable) additions = table_keys(version, "additions", 2);

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = version_commands(version)[id];

		for (unsigned i = 0; command && i < command->failure_count; i++) {
			const struct rmm_failure *row = &command->failures[i];
			g_autofree char *key = g_strdup_printf("%s %s", command->name, row->id);

			ck_assert_msg(command->interface > INTERFACE_PSCI ||
				      row->when != VARIANT_NONE || !row_is_in(row->in, row->until, version) ||
				      g_hash_table_contains(known, key) !=
				      is_added(additions, command->name, row->id), "%s", key);
		}
	}
}
END_TEST

/* ---- orderings ---- */

/* The pairs of tests/spec, as "command before after". */
static GHashTable *ordered_pairs(const struct rmm_version *version)
{
	g_autofree char *path = table_path(version, "orderings");
	g_autoptr(GPtrArray) rows = library_table(path);
	GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < rows->len; i++) {
		char **row = rows->pdata[i];
		g_auto(GStrv) before = g_strsplit(row[1], ",", -1);
		g_auto(GStrv) after = g_strsplit(row[2], ",", -1);

		for (char **b = before; *b; b++)
			for (char **a = after; *a; a++)
				g_hash_table_add(keys, g_strjoin(" ", row[0], *b, *a, NULL));
	}
	return keys;
}

static gboolean is_pair(GHashTable *pairs, const char *command, const char *before,
			const char *after)
{
	g_autofree char *key = g_strjoin(" ", command, before, after, NULL);

	return g_hash_table_contains(pairs, key);
}

/* The model's orderings are transitive: directly, or by way of a third condition. */
static gboolean is_ordered(GHashTable *pairs, const char *command, const struct rmm_rules *rules,
			   const char *before, const char *after)
{
	if (is_pair(pairs, command, before, after))
		return TRUE;
	for (unsigned i = 0; i < rules->count; i++)
		if (is_pair(pairs, command, before, rules->failure[i]->id) &&
		    is_pair(pairs, command, rules->failure[i]->id, after))
			return TRUE;
	return FALSE;
}

START_TEST(test_orderings)
{
	const struct rmm_version *version = versions[_i];
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autoptr(GHashTable) pairs = ordered_pairs(version);
	struct rmm_config config;

	platform_for_scenarios(&config, version, NULL);
	ck_assert(rmm_model_init(model, &config) == CONFIG_OK);
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_rules *rules = &model->rules[id];

		for (unsigned b = 0; b < rules->count; b++)
			for (unsigned a = 0; a < rules->count; a++) {
				const char *name = rmm_command(model, id)->name;
				const char *before = rules->failure[b]->id;
				const char *after = rules->failure[a]->id;

				ck_assert_msg((rules->after[a] >> b & 1) ==
					      (guint64)is_ordered(pairs, name, rules, before, after),
					      "%s: %s < %s", name, before, after);
			}
	}
}
END_TEST

static void run_folder(Coverage *coverage, const struct rmm_version *version)
{
	g_autofree char *path = folder("scenarios/conditions", version);
	g_autoptr(GPtrArray) files = library_files(path);

	for (guint i = 0; i < files->len; i++) {
		g_autoptr(Scenario) scenario = library_parse(files->pdata[i]);
		RunResult result;

		library_run(files->pdata[i], scenario, &result);
		coverage_add(coverage, scenario, &result, TRUE);
		run_result_clear(&result);
	}
}

/* The conditions of a command that no step met; what is said to be impossible must not be. */
static void append_missing(GString *missing, const struct rmm_model *model, unsigned id,
			   const Coverage *coverage)
{
	const struct rmm_version *version = model->config.version;
	const struct rmm_rules *rules = &model->rules[id];

	for (unsigned i = 0; i < rules->count; i++) {
		const char *condition = rules->failure[i]->id, *why;
		gboolean met = coverage_count(coverage, version, id, condition) != 0;

		if (met == (impossible_condition(version, id, condition, &why) != IMPOSSIBLE_NOT))
			g_string_append_printf(missing, " %s:%s", rmm_command(model, id)->name,
					       condition);
	}
}

START_TEST(test_every_condition_is_met)
{
	const struct rmm_version *version = versions[_i];
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autoptr(Coverage) coverage = coverage_new();
	g_autoptr(GString) missing = g_string_new(NULL);
	struct rmm_config config;

	platform_for_scenarios(&config, version, NULL);
	ck_assert(rmm_model_init(model, &config) == CONFIG_OK);
	run_folder(coverage, version);
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(model, id);

		if (!command || command->interface > INTERFACE_PSCI)
			continue;
		if (!command->unmodelled && !coverage_count(coverage, version, id, ""))
			g_string_append_printf(missing, " %s:success", command->name);
		append_missing(missing, model, id, coverage);
	}
	/* Check cannot take long messages. */
	g_string_truncate(missing, MIN(missing->len, 1500));
	ck_assert_msg(missing->len == 0, "not met:%s", missing->str);
}
END_TEST

/* What the model says was added is what the table of additions has. */
START_TEST(test_additions)
{
	const struct rmm_version *version = versions[_i];
	g_autofree char *path = table_path(version, "additions");
	g_autoptr(GPtrArray) table = library_table(path);

	ck_assert_uint_eq(table->len, version->addition_count);
	for (guint i = 0; i < table->len; i++) {
		const struct rmm_addition *row = &version->additions[i];
		char **fields = table->pdata[i];

		ck_assert_str_eq(row->command == COMMANDS ? "*" :
				 version_commands(version)[row->command]->name, fields[0]);
		ck_assert_str_eq(row->id ? row->id : "*", fields[1]);
		ck_assert_str_eq(row->section, fields[2]);
	}
}
END_TEST

Suite *suite_conditions(void)
{
	Suite *suite = suite_create("conditions");
	TCase *tcase = tcase_create("conditions");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_commands, 0, G_N_ELEMENTS(versions));
	tcase_add_loop_test(tcase, test_condition_rows, 0, G_N_ELEMENTS(versions));
	tcase_add_loop_test(tcase, test_no_other_conditions, 0, G_N_ELEMENTS(versions));
	tcase_add_loop_test(tcase, test_orderings, 0, G_N_ELEMENTS(versions));
	tcase_add_loop_test(tcase, test_every_condition_is_met, 0, G_N_ELEMENTS(versions));
	tcase_add_loop_test(tcase, test_additions, 0, (int)G_N_ELEMENTS(versions));
	suite_add_tcase(suite, tcase);
	return suite;
}
