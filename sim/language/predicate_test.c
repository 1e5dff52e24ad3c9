/* SPDX-License-Identifier: BSD-3-Clause */
/* From a predicate as it was written to a test of states. */
#include "language/predicate_test.h"

#include <string.h>

static gboolean fail(TestMaker *maker, const char *format, const char *name)
{
	g_free(maker->error);
	maker->error = g_strdup_printf(format, name);
	return FALSE;
}

static gboolean evaluate(TestMaker *maker, const Expression *expression, guint64 *value)
{
	const char *missing = NULL;

	return expression_evaluate(expression, maker->variables, value, &missing) ||
	       (missing ? fail(maker, "variable '$%s' is not set", missing)
			: fail(maker, "%s", EXPRESSION_OUT_OF_RANGE));
}

/* Of a kind of predicate: its test, and which of its parts are given. */
static const struct {
	enum test_kind kind;
	gboolean of_rec;        /* else the subject is a Realm */
} kinds[] = {
	[PREDICATE_RIPAS] = { TEST_ENTRY, FALSE },
	[PREDICATE_HIPAS] = { TEST_ENTRY, FALSE },
	[PREDICATE_RTTE] = { TEST_ENTRY, FALSE },
	[PREDICATE_GRANULE] = { TEST_GRANULE, FALSE },
	[PREDICATE_REALM] = { TEST_REALM, FALSE },
	[PREDICATE_RIM] = { TEST_RIM_CHANGED, FALSE },
	[PREDICATE_LOST] = { TEST_LOST, FALSE },
	[PREDICATE_ORIGIN] = { TEST_ORIGIN, FALSE },
	[PREDICATE_PENDING] = { TEST_PENDING, TRUE },
	[PREDICATE_RUNNING] = { TEST_RUNNING, TRUE },
	[PREDICATE_OPERATIONS] = { TEST_OPERATIONS, FALSE },
	[PREDICATE_MONITOR] = { TEST_MONITOR, FALSE },
	[PREDICATE_GUEST] = { TEST_MONITOR, TRUE },
	[PREDICATE_ALL_OF] = { TEST_ALL_OF, FALSE },
	[PREDICATE_ANY_OF] = { TEST_ANY_OF, FALSE },
	[PREDICATE_NOT] = { TEST_NOT, FALSE },
};

static gboolean set_parts(TestMaker *maker, const Predicate *predicate,
			  enum page_quantifier quantifier, struct state_test *test)
{
	struct state_test *parts = g_new0(struct state_test, predicate->parts->len);

	g_ptr_array_add(maker->owned, parts);
	if (predicate->kind == PREDICATE_NOT)
		quantifier = quantifier == SOME_PAGE ? EVERY_PAGE : SOME_PAGE;
	for (guint i = 0; i < predicate->parts->len; i++)
		if (!predicate_test(maker, predicate->parts->pdata[i], quantifier, &parts[i]))
			return FALSE;
	test->parts = parts;
	test->part_count = predicate->parts->len;
	return TRUE;
}

static gboolean set_monitor(TestMaker *maker, const Predicate *predicate,
			    struct state_test *test)
{
	gpointer index;

	if (!maker->monitors || !g_hash_table_lookup_extended(maker->monitors, predicate->monitor,
							      NULL, &index))
		return fail(maker, "'$%s' is no monitor", predicate->monitor);
	test->object = GPOINTER_TO_UINT(index);
	return TRUE;
}

/* "program $rec attest": by the monitor that follows the guest. */
static gboolean set_guest(TestMaker *maker, const Predicate *predicate, struct state_test *test)
{
	guint64 rec = maker->rec;
	g_autofree char *places = NULL;
	guint monitor;

	if (predicate->subject && !evaluate(maker, predicate->subject, &rec))
		return FALSE;
	if (!maker->guest || !maker->guest(maker->user, rec, predicate->monitor, &monitor,
					   &test->base, &places))
		return places ? fail(maker, "that guest comes to %s", places)
			      : fail(maker, "%s", "no line before gives that REC the program of a guest");
	test->object = monitor;
	test->top = test->base + 1;
	return TRUE;
}

/* "rim == 0x1122334455667788": as long as a surrogate is. */
static gboolean set_surrogate(TestMaker *maker, const Predicate *predicate,
			      struct state_test *test)
{
	if (!maker->rim_exact || predicate->value.byte_count != sizeof(test->base))
		return fail(maker, "of a RIM an exploration asks whether it changed since %s, or of one "
			    "that is exact whether it is a surrogate of 8 bytes", MARK_START);
	test->kind = TEST_RIM_IS;
	test->negated = predicate->negated;
	memcpy(&test->base, predicate->value.bytes, sizeof(test->base));
	return TRUE;
}

static gboolean set_range(TestMaker *maker, const Predicate *predicate, struct state_test *test)
{
	if (predicate->base && !evaluate(maker, predicate->base, &test->base))
		return FALSE;
	test->top = test->base + 1;
	if (predicate->address && !evaluate(maker, predicate->address, &test->address))
		return FALSE;
	return !predicate->top || evaluate(maker, predicate->top, &test->top);
}

gboolean predicate_test(TestMaker *maker, const Predicate *predicate,
			enum page_quantifier quantifier, struct state_test *test)
{
	if (predicate->kind == PREDICATE_VIOLATES)
		return fail(maker, "%s is said of a run, not of a state", "'violates'");
	if (predicate->kind == PREDICATE_RIM && !predicate->value.bytes &&
	    g_strcmp0(predicate->mark, MARK_START) != 0)
		return fail(maker, "of a RIM an exploration asks whether it changed since %s",
			    MARK_START);
	*test = (struct state_test){
		.kind = kinds[predicate->kind].kind, .quantifier = quantifier,
		.relation = (enum value_relation)predicate->relation,
		.state = predicate->state, .ripas = predicate->ripas,
		.level = predicate->level == G_MININT ? LEVEL_ANY : predicate->level,
		.address = ADDRESS_ANY,
		/* "rim unchanged" is the other way round. */
		.negated = predicate->kind == PREDICATE_RIM ? !predicate->changed
							    : predicate->negated,
	};
	if (predicate->parts)
		return set_parts(maker, predicate, quantifier, test);
	if (predicate->kind == PREDICATE_GUEST)
		return set_guest(maker, predicate, test);
	if (predicate->kind == PREDICATE_MONITOR && !set_monitor(maker, predicate, test))
		return FALSE;
	if (predicate->kind != PREDICATE_MONITOR) {
		test->object = kinds[predicate->kind].of_rec ? maker->rec : maker->rd;
		if (predicate->subject && !evaluate(maker, predicate->subject, &test->object))
			return FALSE;
	}
	if (predicate->kind == PREDICATE_RIM && predicate->value.bytes)
		return set_surrogate(maker, predicate, test);
	return set_range(maker, predicate, test);
}
