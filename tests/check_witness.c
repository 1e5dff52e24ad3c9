/* SPDX-License-Identifier: BSD-3-Clause */
/* What explorations leave: counterexamples that run, graphs, answers of the library. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "explore/engine.h"
#include "inquiry.h"
#include "inquiry/export.h"
#include "inquiry/witness_text.h"
#include "library.h"
#include "suites.h"

/* ---- counterexamples ---- */

static const struct {
	const char *path;
	enum rmm_variant variant;
} broken[] = {
	{ "scenarios/explore/peer/p2g2.ripas", VARIANT_SET_RIPAS_OVER_DESTROYED },
	{ "scenarios/explore/one-page.ripas", VARIANT_DATA_DESTROY_KEEPS_RAM },
	{ "scenarios/explore/two-pages.ripas", VARIANT_DATA_MAPPED_TWICE },
	{ "scenarios/explore/kvm-takes-memory.ripas", VARIANT_SET_RIPAS_OVER_DESTROYED },
	{ "scenarios/explore/tables.ripas", VARIANT_RTT_FOLD_LOSES_RIPAS },
	{ "scenarios/explore/two-realms.ripas", VARIANT_INIT_RIPAS_WHEN_ACTIVE },
	{ "scenarios/explore/one-page.ripas", VARIANT_FAILURE_HAS_EFFECT },
};

/* What was found, as a scenario: it runs, and breaks the same rule. */
START_TEST(test_counterexample)
{
	ParseOptions options = { .version = NULL };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const ExploreRequest request = { .engine = NULL };
	const RunOptions run = { .keep_all = FALSE };
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(Scenario) scenario = NULL, again = NULL;
	const Witness *witness;
	Explored explored;
	RunResult result;

	rmm_add_variant(&options.variants, broken[_i].variant);
	scenario = scenario_parse(broken[_i].path, &options, diagnostics);
	inquiry_explore(scenario, &request, &explored);
	ck_assert_int_eq(explored.result.end, EXPLORE_VIOLATED);
	witness = explored.witnesses->pdata[explored.witnesses->len - 1];
	ck_assert(witness->confirmed);
	ck_assert_int_eq(witness->found->kind, FOUND_INVARIANT);
	witness_append_scenario(text, &explored, witness, NULL);
	again = inquiry_parse(text->str, (struct rmm_variants){ { 0 } });
	scenario_run(again, &run, &result);
	ck_assert_msg(result.failed == 1, "%u steps fail:\n%s", result.failed, text->str);
	ck_assert_msg(result.broken >> witness->found->index & 1, "another rule breaks:\n%s",
		      text->str);
	run_result_clear(&result);
	explored_clear(&explored);
}
END_TEST

/* A never that is reached is one in the scenario, too; so is a reach. */
START_TEST(test_witness_of_question)
{
	g_autofree char *text = g_strconcat(INQUIRY_ONE_PAGE, "any $p in 0 .. 8K step 4K\n",
					    _i ? "reach" : "never", " rtte $p ASSIGNED RAM\nend\n", NULL);
	g_autoptr(Scenario) scenario = inquiry_parse(text, (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .engine = NULL };
	const RunOptions run = { .keep_all = FALSE };
	g_autoptr(GString) written = g_string_new(NULL);
	g_autoptr(Scenario) again = NULL;
	Explored explored;
	RunResult result;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_uint_eq(explored.witnesses->len, 1);
	witness_append_scenario(written, &explored, explored.witnesses->pdata[0], NULL);
	ck_assert_msg(strstr(written->str, _i ? "reach rtte 0x0 ASSIGNED RAM"
					      : "never rtte 0x0 ASSIGNED RAM"), "%s", written->str);
	again = inquiry_parse(written->str, (struct rmm_variants){ { 0 } });
	scenario_run(again, &run, &result);
	ck_assert_uint_eq(result.failed, _i ? 0 : 1);
	run_result_clear(&result);
	explored_clear(&explored);
}
END_TEST

/* ---- circles ---- */

static const struct {
	const char *path;
	guint stem, loop;
} circles[] = {
	{ "scenarios/explore/destroyed-fault.ripas", 0, 2 },
	{ "scenarios/explore/no-change-at-destroyed.ripas", 2, 2 },
	{ "scenarios/explore/fault-ignored.ripas", 0, 2 },
	{ "scenarios/explore/blocked-retry.ripas", 1, 1 },
};

/* The way there, and what goes on for ever: it runs, as often as one likes. */
START_TEST(test_circle)
{
	g_autoptr(Scenario) scenario = library_parse(circles[_i].path), again = NULL;
	const ExploreRequest request = { .progress = TRUE };
	const RunOptions run = { .keep_all = FALSE };
	g_autoptr(GString) text = g_string_new(NULL);
	const Witness *witness;
	Explored explored;
	RunResult result;

	inquiry_explore(scenario, &request, &explored);
	witness = explored.witnesses->pdata[explored.witnesses->len - 1];
	ck_assert_int_eq(witness->found->kind, FOUND_CIRCLE);
	ck_assert_uint_eq(witness->found->loop, circles[_i].loop);
	ck_assert_uint_eq(witness->found->actions->len, circles[_i].stem + circles[_i].loop);
	ck_assert(!explored_holds(&explored));
	witness_append_scenario(text, &explored, witness, NULL);
	ck_assert_ptr_nonnull(strstr(text->str, "for $round in"));
	again = inquiry_parse(text->str, (struct rmm_variants){ { 0 } });
	scenario_run(again, &run, &result);
	ck_assert_msg(result.failed == 0, "%s", text->str);
	run_result_clear(&result);
	explored_clear(&explored);
}
END_TEST

/* What only goes on, and what is interrupted, is no circle. */
START_TEST(test_no_circle)
{
	static const char *const blocks[] = {
		INQUIRY_TABLE "explore\nhost RMI_GRANULE_DELEGATE addr=$spare\n"
		"host RMI_REALM_ACTIVATE rd=$rd\nend\n",
		"spec rmm-2.0-bet0\ninclude \"scenarios/common/one-table.ripas\"\n"
		"host RMI_GRANULE_RANGE_DELEGATE base=$spare top=$spare+4K\n"
		"explore\nhost RMI_RTT_DATA_MAP rd=$rd base=0 top=4K oaddr=$spare/3/1 irq after=0 .. 2\n"
		"host RMI_OP_CONTINUE handle=0 irq after=0 .. 1\nend\n",
	};
	g_autoptr(Scenario) scenario = inquiry_parse(blocks[_i], (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .progress = TRUE };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_uint_gt((guint64)explored.result.transitions, 1);
	ck_assert_uint_eq(explored.witnesses->len, 0);
	ck_assert(explored_holds(&explored));
	explored_clear(&explored);
}
END_TEST

/* ---- the library ---- */

/* Larger ones are for engines that learn. */
#define PLAIN_MAX 60000

static gboolean is_large(const char *path)
{
	return strstr(path, "/large/") || strstr(path, "p3g3") || strstr(path, "p4g4") || strstr(path, "p6g6") ||
	       strstr(path, "everything") || strstr(path, "one-table");
}

START_TEST(test_library)
{
	g_autoptr(GPtrArray) files = library_files("scenarios/explore");
	const char *path = files->pdata[_i];
	g_autoptr(Scenario) scenario = library_parse(path);
	const ExploreRequest request = { .options.all = TRUE };
	Explored explored;

	if (!scenario->explore || is_large(path))
		return;
	inquiry_explore(scenario, &request, &explored);
	ck_assert_int_eq(explored.result.end, EXPLORE_CLOSED);
	ck_assert_uint_le((guint64)explored.result.states, PLAIN_MAX);
	ck_assert_msg(explored_holds(&explored), "%s", path);
	for (guint i = 0; i < explored.witnesses->len; i++)
		ck_assert(((Witness *)explored.witnesses->pdata[i])->confirmed);
	explored_clear(&explored);
}
END_TEST

/* The block of a file gives what is built without one. */
START_TEST(test_peer)
{
	g_autoptr(Scenario) scenario = library_parse("scenarios/explore/peer/p2g2.ripas");
	const ExploreRequest request = { .engine = NULL };
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	ck_assert_uint_eq((guint64)explored.result.states, 10990);
	ck_assert_uint_eq((guint64)explored.result.transitions, 67034);
	ck_assert_uint_eq(explored.result.depth, 14);
	ck_assert_uint_eq(explored.exploration->alphabet.action_count, 38);
	explored_clear(&explored);
}
END_TEST

/* ---- graphs for other programs ---- */

static char *exported(const StateGraph *graph, void (*export)(FILE *file, const StateGraph *graph))
{
	g_autofree char *path = NULL;
	char *text = NULL;
	int handle = g_file_open_tmp("graph-XXXXXX", &path, NULL);
	FILE *file = fdopen(handle, "w");

	export(file, graph);
	fclose(file);
	g_file_get_contents(path, &text, NULL, NULL);
	unlink(path);
	return text;
}

/* The rows of an ETF file: "*" or from/to for each slot, then the action. */
typedef struct {
	guint slots;
	GPtrArray *rows;        /* of char ** */
	GBytes *initial;
} Table;

static Table read_etf(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	Table table = { 0, g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev), NULL };

	for (char **line = lines; *line; line++) {
		g_auto(GStrv) words = NULL;

		if (strcmp(*line, "begin init") == 0) {
			g_autofree guint8 *values = NULL;

			words = g_strsplit(g_strstrip(line[1]), " ", -1);
			table.slots = g_strv_length(words);
			values = g_new(guint8, table.slots);
			for (guint i = 0; i < table.slots; i++)
				values[i] = (guint8)atoi(words[i]);
			table.initial = g_bytes_new(values, table.slots);
		} else if (strcmp(*line, "begin trans") == 0) {
			for (line++; strcmp(*line, "end trans") != 0; line++)
				g_ptr_array_add(table.rows, g_strsplit(g_strstrip(*line), " ", -1));
		}
	}
	return table;
}

/* The state that a row leads to; NULL: it is not of this state. */
static GBytes *follow(const Table *table, char **row, GBytes *state)
{
	g_autofree guint8 *next = g_memdup2(g_bytes_get_data(state, NULL), table->slots);

	for (guint i = 0; i < table->slots; i++) {
		guint from, to;

		if (sscanf(row[i], "%u/%u", &from, &to) != 2)
			continue;
		if (next[i] != from)
			return NULL;
		next[i] = (guint8)to;
	}
	return g_bytes_new(next, table->slots);
}

static void close_table(const Table *table, guint *states, guint *transitions)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
							   (GDestroyNotify)g_bytes_unref, NULL);
	g_autoptr(GPtrArray) work = g_ptr_array_new();

	g_hash_table_add(seen, table->initial);
	g_ptr_array_add(work, table->initial);
	*transitions = 0;
	for (guint i = 0; i < work->len; i++)
		for (guint j = 0; j < table->rows->len; j++) {
			GBytes *next = follow(table, table->rows->pdata[j], work->pdata[i]);

			if (!next)
				continue;
			++*transitions;
			if (g_hash_table_contains(seen, next)) {
				g_bytes_unref(next);
				continue;
			}
			g_hash_table_add(seen, next);
			g_ptr_array_add(work, next);
		}
	*states = work->len;
}

START_TEST(test_etf)
{
	static const char *const paths[] = {
		"scenarios/explore/tables.ripas", "scenarios/explore/interrupted.ripas"
	};
	g_autoptr(Scenario) scenario = library_parse(paths[_i]);
	const ExploreRequest request = { .graph = TRUE, .states = TRUE };
	g_autofree char *text = NULL;
	guint states, transitions;
	Explored explored;
	Table table;

	inquiry_explore(scenario, &request, &explored);
	text = exported(explored.graph, export_etf);
	table = read_etf(text);
	close_table(&table, &states, &transitions);
	ck_assert_uint_eq(states, (guint)explored.result.states);
	ck_assert_uint_eq(transitions, (guint)explored.result.transitions);
	g_ptr_array_unref(table.rows);
	explored_clear(&explored);
}
END_TEST

/* Of what was learned: without a graph, and the same sizes. */
START_TEST(test_learned_etf)
{
	g_autoptr(Scenario) scenario = library_parse("scenarios/explore/measured-page-zeroed.ripas");
	const ExploreRequest request = { .engine = explore_engine("symbolic"), .etf = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	guint states, transitions;
	Explored explored;
	Table table;

	/* Not every compiler has the engine. */
	if (!request.engine)
		return;
	explore_scenario(scenario, &request, diagnostics, &explored);
	ck_assert(!explored.graph && explored.etf);
	table = read_etf(explored.etf->str);
	close_table(&table, &states, &transitions);
	ck_assert_uint_eq(states, (guint)explored.result.states);
	ck_assert_uint_eq(transitions, (guint)explored.result.transitions);
	g_ptr_array_unref(table.rows);
	explored_clear(&explored);
}
END_TEST

START_TEST(test_graph)
{
	g_autoptr(Scenario) scenario = inquiry_parse(INQUIRY_ONE_PAGE "end\n", (struct rmm_variants){ { 0 } });
	const ExploreRequest request = { .graph = TRUE };
	g_autofree char *aut = NULL, *dot = NULL;
	Explored explored;

	inquiry_explore(scenario, &request, &explored);
	aut = exported(explored.graph, export_aut);
	dot = exported(explored.graph, export_dot);
	ck_assert_msg(g_str_has_prefix(aut, "des (0, 8, 8)\n"
				       "(0,\"host RMI_GRANULE_DELEGATE addr=0x88000000\",1)\n"), "%s", aut);
	ck_assert_msg(strstr(dot, "\t0 -> 1 [label=\"host RMI_GRANULE_DELEGATE addr=0x88000000\"]\n"),
		      "%s", dot);
	explored_clear(&explored);
}
END_TEST

Suite *suite_witness(void)
{
	Suite *suite = suite_create("witness");
	TCase *tcase = tcase_create("witness");
	g_autoptr(GPtrArray) files = library_files("scenarios/explore");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_counterexample, 0, G_N_ELEMENTS(broken));
	tcase_add_loop_test(tcase, test_witness_of_question, 0, 2);
	tcase_add_loop_test(tcase, test_circle, 0, G_N_ELEMENTS(circles));
	tcase_add_loop_test(tcase, test_no_circle, 0, 2);
	tcase_add_loop_test(tcase, test_library, 0, (int)files->len);
	tcase_add_test(tcase, test_peer);
	tcase_add_loop_test(tcase, test_etf, 0, 2);
	tcase_add_test(tcase, test_learned_etf);
	tcase_add_test(tcase, test_graph);
	suite_add_tcase(suite, tcase);
	return suite;
}
