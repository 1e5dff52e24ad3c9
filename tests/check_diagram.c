/* SPDX-License-Identifier: BSD-3-Clause */
/* Diagrams: svg is well-formed, pictures are current, the life of operations is what the model does. */
#include <string.h>

#include "diagram/diagram.h"
#include "library.h"
#include "program.h"
#include "run/runner.h"
#include "suites.h"
#include "system/files.h"

/* ---- SVG ---- */

static const struct {
	const char *command;
	const char *has;        /* a part of the picture */
	gboolean by_graphviz;
} pictures[] = {
	{ "ripas-sim diagram map scenarios/boot/early-touch-guest-init.ripas", "class=\"mark failed\"", FALSE },
	{ "ripas-sim diagram map scenarios/attack/destroy-after.ripas", "class=\"m m-destroyed-u\"", FALSE },
	{ "ripas-sim diagram map --spec 1.0 scenarios/boot/both.ripas", "RAM, ASSIGNED", FALSE },
	{ "ripas-sim diagram map scenarios/boot/mmio.ripas scenarios/boot/host-init.ripas",
	  ">host-init: the Host sets RIPAS before activation<", FALSE },
	{ "ripas-sim diagram map scenarios/spec/c13-tracking-before-activation.ripas", "no Realm was created", FALSE },
	{ "ripas-sim diagram sequence --format svg scenarios/boot/secondary-cpu.ripas", ">REC 0x", FALSE },
	{ "ripas-sim diagram sequence --format svg scenarios/boot/guest-init.ripas", ">×16<", FALSE },
	{ "ripas-sim diagram compare both/linux/v14/replace-early --format svg", ">hostile<", FALSE },
	{ "ripas-sim diagram access --format svg", "OK / SEA", FALSE },
	{ "ripas-sim diagram ripas --format svg", "DESTROYED", TRUE },
	{ "ripas-sim diagram operation --diff 1.0 2.0 --format svg", "rolling back", TRUE },
	{ "ripas-sim diagram rtt --format svg scenarios/boot/host-init.ripas", "RTT, level 3", TRUE },
};

static gboolean has_graphviz(void)
{
	g_autofree char *program = g_find_program_in_path("dot");

	return program != NULL;
}

/* Opened and closed as XML wants it. */
static void check_well_formed(const char *command, const char *text)
{
	static const GMarkupParser parser = { NULL, NULL, NULL, NULL, NULL };
	GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
	g_autoptr(GError) error = NULL;

	ck_assert_msg(g_markup_parse_context_parse(context, text, -1, &error) &&
		      g_markup_parse_context_end_parse(context, &error), "%s: %s", command,
		      error ? error->message : "");
	g_markup_parse_context_free(context);
}

START_TEST(test_svg)
{
	int code;
	g_autofree char *text = NULL;

	text = program_run(pictures[_i].command, &code);
	if (pictures[_i].by_graphviz && !has_graphviz()) {
		ck_assert_int_eq(code, 4);
		ck_assert_msg(strstr(text, "needs Graphviz") != NULL, "%s", text);
		return;
	}
	ck_assert_msg(code == 0, "%s: %s", pictures[_i].command, text);
	ck_assert_msg(strstr(text, "<svg") && strstr(text, pictures[_i].has), "%s lacks %s",
		      pictures[_i].command, pictures[_i].has);
	check_well_formed(pictures[_i].command, text);
}
END_TEST

/* The picture of README.md is what "make picture" would draw now. */
START_TEST(test_picture)
{
	static const char path[] = "sim/share/pictures/guest-init-host-init.svg";
	g_autofree char *kept = NULL, *now = NULL, *readme = NULL;
	int code;

	now = program_run("ripas-sim diagram map scenarios/boot/early-touch-guest-init.ripas "
			  "scenarios/boot/early-touch-host-init.ripas", &code);
	ck_assert_int_eq(code, 0);
	ck_assert(g_file_get_contents(path, &kept, NULL, NULL));
	ck_assert_msg(strcmp(kept, now) == 0, "%s is not current: make picture", path);
	ck_assert(g_file_get_contents("README.md", &readme, NULL, NULL));
	ck_assert_msg(strstr(readme, path) != NULL, "README.md does not show %s", path);
}
END_TEST

/* ---- the life of operations ---- */

/* What the scenarios show of it. */
struct watching {
	guint8 phases[256];     /* of operations, by slot */
	guint64 met;            /* rows of the table: bits */
};

static guint8 phase_of(const Machine *machine, uint32_t slot)
{
	const struct rmm_operation *operation = rmm_operation(machine->model, machine->state, slot);

	return operation->command ? operation->phase : OPERATION_NONE;
}

static void check_step(struct watching *watching, guint8 from, guint8 to,
		       const struct rmm_command *command, enum rmm_command_id called)
{
	guint count;
	const OperationStep *rows = diagram_operation_steps(&count);
	guint64 met = 0;

	for (guint i = 0; i < count; i++)
		if (rows[i].from == from && rows[i].to == to &&
		    (rows[i].command == called || rows[i].command == CMD_NONE))
			met |= (guint64)1 << i;
	ck_assert_msg(met != 0, "%s: from phase %u to %u is not in the table", command->name, from,
		      to);
	watching->met |= met;
}

static void watch(gpointer user, const StepOutcome *outcome, const Machine *machine)
{
	struct watching *watching = user;

	if (!rmm_has(machine->model, TRAIT_OPERATIONS) || !outcome->result)
		return;
	for (uint32_t slot = 0; slot < machine->model->config.operations; slot++) {
		guint8 now = phase_of(machine, slot), before = watching->phases[slot];

		if (now != before)
			check_step(watching, before, now,
				   rmm_command(machine->model, outcome->called), outcome->called);
		watching->phases[slot] = now;
	}
}

static void watch_file(struct watching *watching, const char *path, HashCache *cache)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	ParseOptions parse = { .cache = cache };
	g_autoptr(Scenario) scenario = scenario_parse(path, &parse, diagnostics);
	RunOptions options = { .keep_all = TRUE, .no_invariants = TRUE, .kept = watch,
			       .user = watching };
	RunResult result;

	/* What mistakes do is not in the table. */
	if (!scenario || rmm_has_variant(&scenario->config.variants, VARIANT_OPERATION_LEAVES_MARKS))
		return;
	memset(watching->phases, OPERATION_NONE, sizeof(watching->phases));
	scenario_run(scenario, &options, &result);
	run_result_clear(&result);
}

/* No step of an operation is missing in the diagram, and none is made up. */
START_TEST(test_operation_steps)
{
	static const char *const suffixes[] = { ".ripas", NULL };
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(HashCache) cache = hash_cache_new();
	struct watching watching = { .met = 0 };
	guint count;
	const OperationStep *rows = diagram_operation_steps(&count);

	files_collect("scenarios/conditions/rmm-2.0-bet0", suffixes, files);
	files_collect("scenarios/conditions/rmm-2.0-bet3", suffixes, files);
	files_collect("scenarios", suffixes, files);
	for (guint i = 0; i < files->len; i++)
		watch_file(&watching, files->pdata[i], cache);
	for (guint i = 0; i < count; i++)
		ck_assert_msg(rows[i].from == rows[i].to || watching.met >> i & 1,
			      "no scenario goes from phase %u to %u by %s", rows[i].from,
			      rows[i].to, rows[i].guard ? rows[i].guard : "");
}
END_TEST

Suite *suite_diagram(void)
{
	Suite *suite = suite_create("diagram");
	TCase *tcase = tcase_create("diagram");

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_svg, 0, G_N_ELEMENTS(pictures));
	tcase_add_test(tcase, test_picture);
	tcase_add_test(tcase, test_operation_steps);
	suite_add_tcase(suite, tcase);
	return suite;
}
