/* SPDX-License-Identifier: BSD-3-Clause */
/* The past of a machine and of a course: going back gives every byte of what was. */
#include <string.h>

#include "calls/random.h"
#include "library.h"
#include "machine/past.h"
#include "run/course.h"
#include "suites.h"
#include "version/make.h"
#include "version/versions.h"
#include "world.h"

#define TURNS 200
#define CALLS 3         /* at most, in a turn */

static void make_calls(Machine *machine, CallSource *source)
{
	struct rmm_result result;

	for (guint64 i = source_below(source, CALLS + 1); i > 0; i--) {
		struct rmm_call call = random_call(source, machine->model, machine->state);

		machine_step(machine, &call, &result);
	}
}

static struct rmm *copy_of(const Machine *machine)
{
	return g_memdup2(machine->state, machine->model->layout.size);
}

/* Are they the same? Only states that are small have one form each. */
static void assert_equal(const Machine *machine, const struct rmm *state, guint turn)
{
	ck_assert_msg(rmm_state_equal(machine->model, machine->state, state),
		      "behind turn %u the state is another", turn);
	ck_assert(memcmp(machine->state, state, sizeof(*state)) == 0);
}

/* Small tables of a small world; and the state that scenarios begin with, large. */
static struct rmm_model *model_of(int large)
{
	struct rmm_model *model = g_new(struct rmm_model, 1);
	struct rmm_config config;

	world_config_of(&config, large ? &rmm_version_2_0_bet3 : &rmm_version_1_0);
	if (large)
		rmm_config_default(&config, &rmm_version_2_0_bet3);
	ck_assert_int_eq(rmm_model_init(model, &config), CONFIG_OK);
	return model;
}

START_TEST(test_back)
{
	g_autofree struct rmm_model *model = model_of(_i);
	g_autoptr(Machine) machine = machine_new(model, WATCH_ALL);
	g_autoptr(MachinePast) past = machine_past_new(machine);
	g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) trails = g_array_new(FALSE, FALSE, sizeof(guint));
	CallSource source = { .state = 31 };

	for (guint i = 0; i < TURNS; i++) {
		g_ptr_array_add(states, copy_of(machine));
		g_array_append_val(trails, machine->trail->entries->len);
		make_calls(machine, &source);
		machine_past_turn(past);
	}
	ck_assert_uint_eq(machine_past_turns(past), TURNS);
	for (guint i = 0; i < TURNS; i += 37) {
		g_autofree struct rmm *state = machine_past_state(past, i);

		ck_assert(rmm_state_equal(model, state, states->pdata[i]));
	}
	for (guint i = TURNS; i-- > 0;) {
		machine_past_back(past);
		assert_equal(machine, states->pdata[i], i);
		ck_assert_uint_eq(machine->trail->entries->len, g_array_index(trails, guint, i));
	}
	ck_assert_uint_eq(machine_past_size(past), 0);
}
END_TEST

/* What is done again from there comes to the same, invariants and self-check included. */
START_TEST(test_again)
{
	g_autofree struct rmm_model *model = model_of(_i);
	g_autoptr(Machine) machine = machine_new(model, WATCH_ALL);
	g_autoptr(MachinePast) past = machine_past_new(machine);
	CallSource source = { .state = 77 }, again;
	g_autofree struct rmm *end = NULL;

	for (guint i = 0; i < TURNS / 2; i++) {
		make_calls(machine, &source);
		machine_past_turn(past);
	}
	again = source;
	for (guint i = 0; i < TURNS / 2; i++) {
		make_calls(machine, &source);
		machine_past_turn(past);
	}
	end = copy_of(machine);
	for (guint i = 0; i < TURNS / 2; i++)
		machine_past_back(past);
	for (guint i = 0; i < TURNS / 2; i++)
		make_calls(machine, &again);
	assert_equal(machine, end, TURNS);
	ck_assert_uint_eq(machine->findings->len, 0);
}
END_TEST

/* Of 10,000 turns no 10,000 states are kept. */
START_TEST(test_size)
{
	g_autofree struct rmm_model *model = model_of(1);
	g_autoptr(Machine) machine = machine_new(model, WATCH_TRAIL);
	g_autoptr(MachinePast) past = machine_past_new(machine);
	const guint turns = 10000;
	CallSource source = { .state = 5 };

	for (guint i = 0; i < turns; i++) {
		struct rmm_call call = random_call(&source, machine->model, machine->state);
		struct rmm_result result;

		machine_step(machine, &call, &result);
		machine_past_turn(past);
	}
	ck_assert_uint_lt(machine_past_size(past), turns * 4096);
	while (machine_past_turns(past))
		machine_past_back(past);
	ck_assert_uint_eq(machine->state->granules_high, 0);
	ck_assert_uint_eq(machine->trail->entries->len, 0);
}
END_TEST

/* ---- a course: what a run knows beside the machine ---- */

static GPtrArray *one_step(const Scenario *scenario, guint i)
{
	GPtrArray *steps = g_ptr_array_new();

	g_ptr_array_add(steps, scenario->steps->pdata[i]);
	return steps;
}

START_TEST(test_course)
{
	static const char text[] =
		"host RMI_GRANULE_DELEGATE addr=0x88000000\n"
		"let $x = 1\n"
		"let $x = $x + 1\n"
		"mark here\n"
		"never granule 0x88001000 DELEGATED\n"
		"host RMI_GRANULE_DELEGATE addr=0x88001000\n";
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = library_parse_text("t", text, &rmm_version_1_0, diagnostics);
	const RunOptions options = { .keep_all = TRUE };
	g_autoptr(Course) course = course_new(scenario, &options);
	g_autoptr(GPtrArray) turns = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	GHashTable *variables;

	for (guint i = 0; i < scenario->steps->len; i++) {
		g_ptr_array_add(turns, one_step(scenario, i));
		course_go_on(course, turns->pdata[i]);
	}
	ck_assert_uint_eq(course_result(course)->failed, 1);
	ck_assert(g_hash_table_contains(course_marks(course), "here"));
	ck_assert(course_go_back(course));
	ck_assert_uint_eq(course_result(course)->failed, 0);
	ck_assert(course_go_back(course) && course_go_back(course));
	ck_assert(!g_hash_table_contains(course_marks(course), "here"));
	variables = course_end(course).variables;
	ck_assert_uint_eq(*(guint64 *)g_hash_table_lookup(variables, "x"), 2);
	ck_assert(course_go_back(course));
	variables = course_end(course).variables;
	ck_assert_uint_eq(*(guint64 *)g_hash_table_lookup(variables, "x"), 1);
	/* The never is forgotten, too: nothing fails now. */
	course_go_on(course, turns->pdata[5]);
	ck_assert_uint_eq(course_result(course)->failed, 0);
}
END_TEST

START_TEST(test_course_of_actors)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario =
		library_parse_text("t", "host kvm.init\n", &rmm_version_2_0_bet0, diagnostics);
	const RunOptions options = { .keep_all = TRUE };
	g_autoptr(Course) course = course_new(scenario, &options);

	course_go_on(course, scenario->steps);
	ck_assert(!course_go_back(course));
}
END_TEST

Suite *suite_past(void)
{
	Suite *suite = suite_create("past");
	TCase *tcase = tcase_create("past");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_back, 0, 2);
	tcase_add_loop_test(tcase, test_again, 0, 2);
	tcase_add_test(tcase, test_size);
	tcase_add_test(tcase, test_course);
	tcase_add_test(tcase, test_course_of_actors);
	suite_add_tcase(suite, tcase);
	return suite;
}
