/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Histories that fail become small ones that fail in the same way: scenarios, traces
 * and consoles of ten thousand lines, of which a few are to blame.
 */
#include <string.h>

#include "reduce/minimal.h"
#include "reduce/reduce.h"
#include "suites.h"

/* ---- the search ---- */

/* Passes with all multiples of 7 below 70. */
static gboolean has_sevens(gpointer user, GArray *kept)
{
	guint count = 0;

	for (guint i = 0; i < kept->len; i++)
		count += g_array_index(kept, guint, i) % 7 == 0 ? 1 : 0;
	(*(guint *)user)++;
	return count == 10;
}

START_TEST(test_minimal)
{
	g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(guint));
	guint tests = 0;

	for (guint i = 0; i < 70; i++)
		g_array_append_val(kept, i);
	ck_assert_uint_eq(minimal_find(kept, 1000, has_sevens, NULL, &tests), tests);
	ck_assert_uint_eq(kept->len, 10);
	for (guint i = 0; i < 10; i++)
		ck_assert_uint_eq(g_array_index(kept, guint, i), 7 * i);
}
END_TEST

/* ---- histories ---- */

static char *long_scenario(void)
{
	GString *text = g_string_new("title \"long\"\nspec rmm-1.0-rel0\nmemory 0x8800_0000 +64M\n");

	for (guint i = 0; i < 5000; i++)
		g_string_append_printf(text, "host RMI_GRANULE_DELEGATE addr=0x%x\n",
				       0x88000000 + i * 0x1000);
	for (guint i = 0; i < 4990; i++)
		g_string_append_printf(text, "host RMI_GRANULE_UNDELEGATE addr=0x%x\n",
				       0x88000000 + i * 0x1000);
	g_string_append(text, "host RMI_GRANULE_UNDELEGATE addr=0x88100000 > RMI_SUCCESS\n");
	return g_string_free(text, FALSE);
}

static char *long_trace(void)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < 9999; i++)
		g_string_append_printf(text, "SMC_RMI_GRANULE_DELEGATE addr=%x > RMI_SUCCESS\n",
				       0x88000000 + i * 0x1000);
	g_string_append(text, "SMC_RMI_GRANULE_DELEGATE addr=88001000 > RMI_SUCCESS\n");
	return g_string_free(text, FALSE);
}

static char *long_console(void)
{
	GString *text = g_string_new(
		"SMC_RMI_REALM_CREATE          21d44000 21cff000 > RMI_SUCCESS\n"
		"SMC_RMI_REALM_ACTIVATE        21d44000 > RMI_SUCCESS\n");

	for (guint i = 0; i < 9996; i++)
		g_string_append_printf(text, "SMC_RSI_IPA_STATE_GET         %x000 %x000 > RSI_SUCCESS"
				       " %x000 0\n", 0x50000 + i, 0x50001 + i, 0x50001 + i);
	g_string_append(text, "SMC_RSI_IPA_STATE_GET         50001000 50002000 > RSI_SUCCESS 50002000 1\n");
	return g_string_free(text, FALSE);
}

#define DELEGATE "SMC_RMI_GRANULE_DELEGATE addr=%x > RMI_SUCCESS\n"
#define REALM_IN_USE \
	"SMC_RMI_GRANULE_DELEGATE addr=88000000 > RMI_SUCCESS\n" \
	"SMC_RMI_GRANULE_DELEGATE addr=88010000 > RMI_SUCCESS\n" \
	"SMC_RMI_REALM_CREATE rd=88000000 params=88ff0000 flags=0 s2sz=21 num_bps=1 num_wps=1" \
	" hash_algo=SHA_256 vmid=1 rtt_base=88010000 rtt_level_start=1 rtt_num_start=1" \
	" > RMI_SUCCESS\n"

/* Each page needs the line before it and a table: no stretch can go without what follows. */
static char *deep_trace(void)
{
	GString *text = g_string_new(REALM_IN_USE);
	guint next = 0x88100000;

	g_string_append_printf(text, DELEGATE "SMC_RMI_RTT_CREATE rd=88000000 rtt=%x ipa=80000000"
			       " level=2 > RMI_SUCCESS\n", next, next);
	for (guint i = 0; i < 1500; i++) {
		if (i % 512 == 0) {
			next += 0x1000;
			g_string_append_printf(text, DELEGATE "SMC_RMI_RTT_CREATE rd=88000000 rtt=%x"
					       " ipa=%x level=3 > RMI_SUCCESS\n", next, next,
					       0x80000000 + i * 0x1000);
		}
		next += 0x1000;
		g_string_append_printf(text, DELEGATE "SMC_RMI_DATA_CREATE_UNKNOWN rd=88000000 data=%x"
				       " ipa=%x > RMI_SUCCESS\n", next, next,
				       0x80000000 + i * 0x1000);
	}
	g_string_append(text, "SMC_RMI_DATA_DESTROY rd=88000000 ipa=80400000 > RMI_SUCCESS data=88001000\n");
	return g_string_free(text, FALSE);
}

static const struct {
	const char *path;
	char *(*make)(void);
	ReduceInput input;
	guint left, runs;       /* at most */
} histories[] = {
	{ "long.ripas", long_scenario, INPUT_SCENARIO, 4, 200 },
	{ "long.trace", long_trace, INPUT_TRACE, 2, 100 },
	{ "deep.trace", deep_trace, INPUT_TRACE, 10, 500 },
	{ "long.log", long_console, INPUT_CONSOLE, 4, 100 },
};

START_TEST(test_history)
{
	g_autofree char *text = histories[_i].make();
	ReduceOptions options = {
		.failure = { .path = histories[_i].path, .input = histories[_i].input },
	};
	Reduction reduction, again;
	g_autofree char *failure = NULL;
	guint line;

	ck_assert_int_eq(failure_input(histories[_i].path, text, strlen(text)), histories[_i].input);
	ck_assert(reduce_text(&options, text, &reduction));
	ck_assert_msg(reduction.left <= histories[_i].left, "%u lines left:\n%s", reduction.left,
		      reduction.text);
	ck_assert_uint_le(reduction.runs, histories[_i].runs);
	/* It fails as it did, and cannot become smaller. */
	failure = failure_find(&options.failure, reduction.text, &line);
	ck_assert_str_eq(failure, reduction.failure);
	ck_assert(reduce_text(&options, reduction.text, &again));
	ck_assert_str_eq(again.text, reduction.text);
	reduction_clear(&reduction);
	reduction_clear(&again);
}
END_TEST

/* Loops go as a whole; what is behind the failure goes at once. */
START_TEST(test_loop)
{
	static const char text[] =
		"spec rmm-1.0-rel0\n"
		"for $p in 0x88000000 .. 0x88010000 step 4K\n  host RMI_GRANULE_DELEGATE addr=$p\nend\n"
		"for $p in 0x88020000 .. 0x88030000 step 4K\n  host RMI_GRANULE_DELEGATE addr=$p\nend\n"
		"host RMI_GRANULE_DELEGATE addr=0x88021000 > RMI_SUCCESS\n"
		"host RMI_GRANULE_DELEGATE addr=0x88001000 > RMI_SUCCESS\n";
	const ReduceOptions options = { .failure = { .path = "loop.ripas" } };
	Reduction reduction;

	ck_assert(reduce_text(&options, text, &reduction));
	ck_assert_msg(strstr(reduction.text, "0x88010000") == NULL, "%s", reduction.text);
	ck_assert_msg(strstr(reduction.text, "addr=0x88001000") == NULL, "%s", reduction.text);
	reduction_clear(&reduction);
}
END_TEST

#define REC_OF(rec, mpidr) \
	"SMC_RMI_GRANULE_DELEGATE addr=" rec " > RMI_SUCCESS\n" \
	"SMC_RMI_REC_CREATE rd=88000000 rec=" rec " params=88ff0000 flags=1 mpidr=" mpidr \
	" pc=0 num_aux=0 > RMI_SUCCESS\n"

/* What two RECs do one can do; the other is not made. What fails as it is left out is no loss. */
START_TEST(test_objects)
{
	static const char text[] =
		"#: spec rmm-1.0-rel0\n#: memory 0x88000000 +64M\n#: platform aux_count=0\n"
		REALM_IN_USE REC_OF("88020000", "0") REC_OF("88021000", "1")
		"SMC_RMI_GRANULE_DELEGATE addr=88020000 > RMI_ERROR_INPUT\n"
		"SMC_RMI_REALM_ACTIVATE rd=88000000 > RMI_SUCCESS\n"
		"guest RSI_HOST_CALL addr=0 > RSI_ERROR_INPUT\n"
		"SMC_RMI_REC_ENTER rec=88020000 run=88ff1000 > RMI_SUCCESS exit_reason=IRQ\n"
		"SMC_RMI_REC_DESTROY rec=88021000 > RMI_ERROR_REC\n";
	const ReduceOptions options = {
		.failure = { .path = "objects.trace", .input = INPUT_TRACE },
	};
	Reduction reduction;

	ck_assert(reduce_text(&options, text, &reduction));
	ck_assert_str_eq(reduction.failure, "SMC_RMI_REC_DESTROY > RMI_ERROR_REC, model RMI_SUCCESS -");
	ck_assert_msg(strstr(reduction.text, "88021000") == NULL ||
		      strstr(reduction.text, "88020000") == NULL, "%s", reduction.text);
	ck_assert_msg(strstr(reduction.text, "ACTIVATE") == NULL, "%s", reduction.text);
	reduction_clear(&reduction);
}
END_TEST

START_TEST(test_passing)
{
	const ReduceOptions options = { .failure = { .path = "a.ripas" } };
	Reduction reduction;

	ck_assert(!reduce_text(&options, "host RMI_VERSION req=0x20000\n", &reduction));
	ck_assert(!reduce_text(&options, "no scenario\n", &reduction));
}
END_TEST

Suite *suite_reduce(void)
{
	Suite *suite = suite_create("reduce");
	TCase *tcase = tcase_create("reduce");

	tcase_set_timeout(tcase, 240);
	tcase_add_test(tcase, test_minimal);
	tcase_add_loop_test(tcase, test_history, 0, G_N_ELEMENTS(histories));
	tcase_add_test(tcase, test_loop);
	tcase_add_test(tcase, test_objects);
	tcase_add_test(tcase, test_passing);
	suite_add_tcase(suite, tcase);
	return suite;
}
