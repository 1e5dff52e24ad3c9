/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Decision diagrams against sets that are lists of all tuples: functions of
 * sets, counts, what events lead to, and what memory does to it.
 */
#include <string.h>

#include "explore/saturate.h"
#include "explore/view.h"
#include "calls/source.h"
#include "suites.h"

#define LEVELS 5
#define VALUES 4
#define TUPLES 1024             /* VALUES to the power LEVELS */

static const guint domain[LEVELS] = { VALUES, VALUES, VALUES, VALUES, VALUES };

static void tuple_of(guint number, guint32 values[LEVELS])
{
	for (guint i = 0; i < LEVELS; i++, number /= VALUES)
		values[i] = number % VALUES;
}

static guint number_of(const guint32 values[LEVELS])
{
	guint number = 0;

	for (guint i = LEVELS; i-- > 0;)
		number = number * VALUES + values[i];
	return number;
}

/* Each tuple with one chance in @parts. */
static void random_set(CallSource *source, guint parts, gboolean has[TUPLES])
{
	for (guint i = 0; i < TUPLES; i++)
		has[i] = source_below(source, parts) == 0;
}

static MddNode node_of(Mdd *mdd, const gboolean has[TUPLES])
{
	MddNode node = MDD_EMPTY;
	guint32 values[LEVELS];

	for (guint i = 0; i < TUPLES; i++) {
		tuple_of(i, values);
		if (has[i])
			node = mdd_union(mdd, node, mdd_tuple(mdd, values));
	}
	return node;
}

static void check_set(const Mdd *mdd, MddNode node, const gboolean has[TUPLES])
{
	g_autoptr(MddView) view = mdd_view_new(mdd, node);
	guint64 bits[LEVELS][1];
	const guint64 *restriction[LEVELS];
	guint32 values[LEVELS], picked[LEVELS];
	guint count = 0;

	for (guint i = 0; i < TUPLES; i++) {
		tuple_of(i, values);
		for (guint j = 0; j < LEVELS; j++) {
			bits[j][0] = (guint64)1 << values[j];
			restriction[j] = bits[j];
		}
		ck_assert_int_eq(mdd_view_pick(view, restriction, picked), has[i]);
		if (has[i])
			ck_assert_uint_eq(number_of(picked), i);
		count += has[i] ? 1 : 0;
	}
	ck_assert_uint_eq((guint)mdd_view_count(view, NULL), count);
}

START_TEST(test_sets)
{
	g_autoptr(Mdd) mdd = mdd_new(LEVELS, 0);
	CallSource source = { .state = (guint64)_i + 1 };
	gboolean a[TUPLES], b[TUPLES], expected[TUPLES];
	const gboolean kept[LEVELS] = { TRUE, FALSE, TRUE, FALSE, TRUE };
	guint32 values[LEVELS];
	MddNode node_a, node_b;

	random_set(&source, 2 + (guint)_i, a);
	random_set(&source, 3, b);
	node_a = node_of(mdd, a);
	node_b = node_of(mdd, b);
	check_set(mdd, node_a, a);
	for (guint i = 0; i < TUPLES; i++)
		expected[i] = a[i] || b[i];
	check_set(mdd, mdd_union(mdd, node_a, node_b), expected);
	for (guint i = 0; i < TUPLES; i++)
		expected[i] = a[i] && !b[i];
	check_set(mdd, mdd_minus(mdd, node_a, node_b), expected);
	memset(expected, 0, sizeof(expected));
	for (guint i = 0; i < TUPLES; i++) {
		tuple_of(i, values);
		values[1] = values[3] = 0;
		expected[number_of(values)] |= a[i];
	}
	check_set(mdd, mdd_project(mdd, node_a, kept), expected);
	/* Equal sets are equal numbers, however they came about. */
	ck_assert_uint_eq(mdd_union(mdd, node_a, node_b), mdd_union(mdd, node_b, node_a));
	ck_assert_uint_eq(mdd_union(mdd, mdd_minus(mdd, node_a, node_b), node_a), node_a);
	ck_assert_uint_eq(mdd_minus(mdd, node_a, node_a), MDD_EMPTY);
}
END_TEST

/* ---- laid out ---- */

/* Narrows down to one tuple after the other: it is there if the set has it. */
static void check_narrowed(const Flat *flat, const gboolean has[TUPLES], guint level,
			   guint32 values[LEVELS])
{
	guint32 first[LEVELS];

	if (level == LEVELS) {
		flat_first(flat, first);
		ck_assert_mem_eq(first, values, sizeof(first));
		ck_assert(has[number_of(values)]);
		return;
	}
	for (values[level] = 0; values[level] < VALUES; values[level]++) {
		const guint64 bits = (guint64)1 << values[level];
		g_autoptr(Flat) narrowed = NULL;

		if (!flat_has(flat, level, &bits))
			continue;
		narrowed = flat_narrowed(flat, level, &bits);
		check_narrowed(narrowed ? narrowed : flat, has, level + 1, values);
	}
}

START_TEST(test_narrowing)
{
	g_autoptr(Mdd) mdd = mdd_new(LEVELS, 0);
	CallSource source = { .state = (guint64)_i + 1 };
	gboolean has[TUPLES];
	guint32 values[LEVELS] = { 0 };
	g_autoptr(Flat) flat = NULL;
	const guint64 all = G_MAXUINT64;
	MddNode node;

	random_set(&source, 60, has);
	node = node_of(mdd, has);
	flat = flat_new(mdd, node);
	ck_assert_uint_eq(flat_set(flat, mdd), node);
	check_narrowed(flat, has, 0, values);
	ck_assert_ptr_null(flat_narrowed(flat, 2, &all));
	for (guint i = 0; i < TUPLES; i++) {
		guint64 bits[LEVELS];
		Flat *one = flat, *next;

		tuple_of(i, values);
		/* From the last level up, as questions come in any order. */
		for (guint j = LEVELS; has[i] && j-- > 0;) {
			bits[j] = (guint64)1 << values[j];
			ck_assert(flat_has(one, j, &bits[j]));
			next = flat_narrowed(one, j, &bits[j]);
			if (next && one != flat)
				flat_free(one);
			one = next ? next : one;
		}
		ck_assert(!has[i] || one->nodes == LEVELS);
		if (one != flat)
			flat_free(one);
	}
}
END_TEST

/* ---- events ---- */

typedef struct {
	guint count, level[3];
	guint32 from[3], to[3];         /* from may be RELATION_ANY */
} Event;

static guint below(CallSource *source, guint end)
{
	return (guint)source_below(source, end);
}

static Event random_event(CallSource *source)
{
	Event event = { .count = 1 + below(source, 3) };
	guint level = 0;

	for (guint i = 0; i < event.count; i++) {
		event.level[i] = level + below(source, LEVELS - level - (event.count - i - 1));
		level = event.level[i] + 1;
		event.from[i] = below(source, 4) ? below(source, VALUES)
						       : RELATION_ANY;
		event.to[i] = below(source, VALUES);
	}
	return event;
}

static void add_event(Relation *relation, const Event *event)
{
	RelationFactor factors[3];
	RelationPair pairs[3];

	for (guint i = 0; i < event->count; i++) {
		pairs[i] = (RelationPair){ event->from[i], event->to[i] };
		factors[i] = (RelationFactor){ event->level[i], &pairs[i], 1 };
	}
	relation_add(relation, factors, event->count);
}

/* What the events lead to from @from, to @to, in one step. */
static void step(const Event *events, guint count, const gboolean from[TUPLES],
		 gboolean to[TUPLES])
{
	guint32 values[LEVELS];

	for (guint i = 0; i < TUPLES; i++)
		for (guint j = 0; from[i] && j < count; j++) {
			gboolean may = TRUE;

			tuple_of(i, values);
			for (guint k = 0; k < events[j].count; k++)
				may = may && (events[j].from[k] == RELATION_ANY ||
					      events[j].from[k] == values[events[j].level[k]]);
			for (guint k = 0; k < events[j].count; k++)
				values[events[j].level[k]] = events[j].to[k];
			if (may)
				to[number_of(values)] = TRUE;
		}
}

START_TEST(test_events)
{
	g_autoptr(Mdd) mdd = mdd_new(LEVELS, 0);
	g_autoptr(Relation) relation = relation_new(LEVELS);
	CallSource source = { .state = (guint64)_i + 100 };
	Event events[40];
	guint count = 3 + (guint)_i;
	gboolean set[TUPLES], next[TUPLES], before[TUPLES];
	Saturation saturation;
	MddNode node, closed;

	for (guint i = 0; i < count; i++) {
		events[i] = random_event(&source);
		add_event(relation, &events[i]);
	}
	relation_finish(relation, domain);
	saturation_init(&saturation, mdd, relation, domain);
	random_set(&source, 200, set);
	node = node_of(mdd, set);
	memcpy(next, set, sizeof(set));
	step(events, count, set, next);
	check_set(mdd, saturation_step(&saturation, node), next);
	closed = saturate(&saturation, node);
	do {
		memcpy(before, set, sizeof(set));
		step(events, count, before, set);
	} while (memcmp(before, set, sizeof(set)) != 0);
	check_set(mdd, closed, set);
	ck_assert_uint_eq(saturate(&saturation, closed), closed);
	saturation_clear(&saturation);
}
END_TEST

/* ---- memory ---- */

START_TEST(test_collect)
{
	g_autoptr(Mdd) mdd = mdd_new(LEVELS, 0);
	CallSource source = { .state = 7 };
	gboolean a[TUPLES], b[TUPLES];
	MddNode node_a, node_b, *roots[] = { &node_a, &node_b };
	g_autoptr(Flat) flat_a = NULL;
	g_autoptr(Flat) flat_b = NULL;
	guint32 before;

	random_set(&source, 3, a);
	random_set(&source, 5, b);
	node_a = node_of(mdd, a);
	node_b = node_of(mdd, b);
	mdd_union(mdd, node_a, node_b);
	before = mdd->count;
	mdd_collect(mdd, roots, 2);
	flat_a = flat_new(mdd, node_a);
	flat_b = flat_new(mdd, node_b);
	ck_assert_uint_le(mdd->count, flat_a->nodes + flat_b->nodes);
	ck_assert_uint_lt(mdd->count, before);
	check_set(mdd, node_a, a);
	check_set(mdd, node_b, b);
	/* Nodes that are made anew are the old ones. */
	ck_assert_uint_eq(node_of(mdd, a), node_a);
}
END_TEST

static gboolean always(gpointer user)
{
	guint *looks = user;

	++*looks;
	return TRUE;
}

/* Counts of more than 64 bits; and what is left out when memory is used up. */
START_TEST(test_bounds)
{
	g_autoptr(Mdd) mdd = mdd_new(40, 0);
	guint looks = 0;
	Patience patience = { .asked = always, .user = &looks, .next = PATIENCE_LOOK };
	MddEdge edges[16];
	MddNode node = MDD_END;
	MddView *view;

	for (guint level = 40; level-- > 0;) {
		for (guint32 i = 0; i < 8; i++)
			edges[i] = (MddEdge){ i * 3, node };
		node = mdd_make(mdd, level, edges, 8);
	}
	view = mdd_view_new(mdd, node);
	ck_assert(mdd_view_count(view, NULL) == (MddCount)1 << 120);
	mdd_view_free(view);
	mdd->patience = &patience;
	for (guint i = 0; i < 2 * PATIENCE_LOOK && !mdd_stopped(mdd); i++)
		;
	ck_assert_uint_eq(patience.work, PATIENCE_LOOK);
	ck_assert_uint_eq(mdd_union(mdd, node, MDD_EMPTY), node);
	ck_assert(mdd->exhausted);
	/* Once is enough. */
	ck_assert_uint_eq(looks, 1);
}
END_TEST

Suite *suite_mdd(void)
{
	Suite *suite = suite_create("mdd");
	TCase *tcase = tcase_create("mdd");

	tcase_add_loop_test(tcase, test_narrowing, 0, 4);
	tcase_add_loop_test(tcase, test_sets, 0, 8);
	tcase_add_loop_test(tcase, test_events, 0, 30);
	tcase_add_test(tcase, test_collect);
	tcase_add_test(tcase, test_bounds);
	suite_add_tcase(suite, tcase);
	return suite;
}
