/* SPDX-License-Identifier: BSD-3-Clause */
/* A run that is taken on turn by turn, and back again. */
#include "run/course.h"

#include <string.h>

#include "run/runner_private.h"

/* How the runner was before a turn; what did not change is shared with the turn before. */
typedef struct {
	GHashTable *variables, *marks;
	Watches *watches;       /* in a box */
	GArray *spoiled;
	guint64 rd, rec, acts;
	guint outcomes, steps, failed, unsound;
	uint64_t expected;
} Turn;

struct Course {
	Runner runner;
	RunResult result;
	MachinePast *past;
	GArray *turns;          /* of Turn */
	Turn now;               /* behind the last of them */
};

/* ---- tables ---- */

static GHashTable *copy_marks(GHashTable *table)
{
	GHashTable *copy = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						 (GDestroyNotify)g_bytes_unref);
	GHashTableIter iter;
	gpointer name, value;

	g_hash_table_iter_init(&iter, table);
	while (g_hash_table_iter_next(&iter, &name, &value))
		g_hash_table_insert(copy, g_strdup(name), g_bytes_ref(value));
	return copy;
}

static gboolean tables_equal(GHashTable *a, GHashTable *b, GEqualFunc equal)
{
	GHashTableIter iter;
	gpointer name, value, other;

	if (g_hash_table_size(a) != g_hash_table_size(b))
		return FALSE;
	g_hash_table_iter_init(&iter, a);
	while (g_hash_table_iter_next(&iter, &name, &value))
		if (!g_hash_table_lookup_extended(b, name, NULL, &other) || !equal(value, other))
			return FALSE;
	return TRUE;
}

/* A copy of @now, or @last if it is the same. */
static GArray *copy_array(GArray *last, GArray *now)
{
	gsize size = now->len * g_array_get_element_size(now);

	return last && last->len == now->len && (size == 0 || memcmp(last->data, now->data, size) == 0)
	       ? g_array_ref(last) : g_array_copy(now);
}

/* One that was added, or held since, makes the difference. */
static gboolean watches_equal(const Watches *a, const Watches *b)
{
	gsize size = a->all->len * sizeof(Watch);

	return a->all->len == b->all->len &&
	       (size == 0 || memcmp(a->all->data, b->all->data, size) == 0);
}

static Watches *box_watches(const Watches *watches)
{
	Watches *box = g_rc_box_new0(Watches);

	watches_copy(box, watches);
	return box;
}

/* ---- turns ---- */

static void turn_clear(Turn *turn)
{
	g_hash_table_unref(turn->variables);
	g_hash_table_unref(turn->marks);
	g_rc_box_release_full(turn->watches, (GDestroyNotify)watches_clear);
	g_array_unref(turn->spoiled);
}

/* How the runner is; @last: how it was, to share what is the same. */
static Turn turn_of(const Runner *runner, const Turn *last)
{
	const RunResult *result = runner->result;
	Turn turn = { .rd = runner->rd, .rec = runner->rec, .acts = runner->acts,
		      .outcomes = result->outcomes->len, .steps = result->steps,
		      .failed = result->failed, .unsound = result->unsound,
		      .expected = runner->machine->expected };

	turn.variables = last && tables_equal(last->variables, runner->variables, g_int64_equal)
			 ? g_hash_table_ref(last->variables) : variables_copy(runner->variables);
	turn.marks = last && tables_equal(last->marks, runner->marks, g_bytes_equal)
		     ? g_hash_table_ref(last->marks) : copy_marks(runner->marks);
	turn.watches = last && watches_equal(last->watches, &runner->watches)
		       ? g_rc_box_acquire(last->watches) : box_watches(&runner->watches);
	turn.spoiled = copy_array(last ? last->spoiled : NULL, runner->spoiled);
	return turn;
}

void course_go_on(Course *course, const GPtrArray *steps)
{
	Runner *runner = &course->runner;
	Turn before = course->now;

	/* A bound that was hit ended its turn, not the course. */
	runner->work = 0;
	runner->result->limit = FALSE;
	runner->machine->expected |= runner_expected_violations(steps);
	runner_run_steps(runner, steps);
	machine_past_turn(course->past);
	course->now = turn_of(runner, &before);
	g_array_append_val(course->turns, before);
}

static void restore(Runner *runner, const Turn *turn)
{
	RunResult *result = runner->result;

	g_hash_table_unref(runner->variables);
	g_hash_table_unref(runner->marks);
	watches_clear(&runner->watches);
	g_array_unref(runner->spoiled);
	runner->variables = variables_copy(turn->variables);
	runner->marks = copy_marks(turn->marks);
	watches_copy(&runner->watches, turn->watches);
	/* Variables are not what they were last. */
	runner->settings++;
	runner->spoiled = g_array_copy(turn->spoiled);
	runner->rd = turn->rd;
	runner->rec = turn->rec;
	runner->machine->expected = turn->expected;
	result->steps = turn->steps;
	result->failed = turn->failed;
	result->unsound = turn->unsound;
	result->limit = FALSE;
	g_ptr_array_set_size(result->outcomes, (gint)turn->outcomes);
}

gboolean course_go_back(Course *course)
{
	Turn *turn = &g_array_index(course->turns, Turn, course->turns->len - 1);

	if (turn->acts != course->now.acts)
		return FALSE;
	machine_past_back(course->past);
	restore(&course->runner, turn);
	turn_clear(&course->now);
	course->now = *turn;
	g_array_set_size(course->turns, course->turns->len - 1);
	return TRUE;
}

void course_finish(Course *course)
{
	runner_finish(&course->runner);
}

/* ---- making and freeing ---- */

Course *course_new(const Scenario *scenario, const RunOptions *options)
{
	Course *course = g_new0(Course, 1);

	runner_init(&course->runner, scenario, options, &course->result);
	course->past = machine_past_new(course->runner.machine);
	course->turns = g_array_new(FALSE, FALSE, sizeof(Turn));
	course->now = turn_of(&course->runner, NULL);
	return course;
}

void course_free(Course *course)
{
	if (!course)
		return;
	turn_clear(&course->now);
	for (guint i = 0; i < course->turns->len; i++)
		turn_clear(&g_array_index(course->turns, Turn, i));
	g_array_unref(course->turns);
	machine_past_free(course->past);
	runner_clear(&course->runner);
	run_result_clear(&course->result);
	g_free(course);
}

/* ---- where it is ---- */

const RunResult *course_result(const Course *course)
{
	return &course->result;
}

Machine *course_machine(const Course *course)
{
	return course->runner.machine;
}

const MachinePast *course_past(const Course *course)
{
	return course->past;
}

RunEnd course_end(const Course *course)
{
	return runner_end(&course->runner);
}

GHashTable *course_marks(const Course *course)
{
	return course->runner.marks;
}

gboolean course_holds(Course *course, const Predicate *predicate)
{
	return runner_reaches(&course->runner, predicate);
}
