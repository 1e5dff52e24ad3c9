/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Replay: the traces of tests/traces, and, where they lie beside the project,
 * those of a real RMM.
 */
#include <string.h>

#include "found.h"
#include "program.h"
#include "replay/trials.h"
#include "suites.h"
#include "system/files.h"

/* ---- the traces of the project ---- */

static const struct {
	const char *path;
	guint diverge, diverge_as, not_judged, ends;
	const struct rmm_version *version;
} traces[] = {
	{ "tests/traces/rmm-1.0/boot-host-init.trace", 0, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/rmm-1.0/boot-guest-init.trace", 0, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/rmm-1.0/destroy.trace", 0, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/rmm-1.0/unprotected.trace", 0, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/rmm-1.0/departs.trace", 2, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/rmm-1.0/diverges.trace", 1, 1, 2, 0, &rmm_version_1_0 },
	{ "tests/traces/rmm-1.0/ends.trace", 0, 0, 1, 1, &rmm_version_1_0 },
	{ "tests/traces/rmm-2.0/whole-life.trace", 0, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/rmm-2.0/departs.trace", 2, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-1.0/mixed.trace", 9, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-1.0/init-ripas-without-end.trace", 2, 1, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-1.0/served.trace", 73, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-1.0/unprotected.trace", 2, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-2.0/operations.trace", 1, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/ranges.trace", 5, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/tables.trace", 6, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-1.0/attestation.trace", 0, 0, 1, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-1.0/gpf-level.trace", 0, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-1.0/host-call-imm.trace", 1, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-1.0/realm-params-32-bit.trace", 1, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-1.0/smc-psci-version.trace", 0, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-1.0/smccc-version.trace", 1, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-1.0/x0-after-psci.trace", 1, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-2.0/end-data-map-level.trace", 0, 0, 1, 1, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/end-fold-over-unmap.trace", 0, 0, 1, 1, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/end-init-ripas-over-map.trace", 2, 0, 1, 1, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/end-unmap-after-fold.trace", 0, 0, 1, 1, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/end-unprot-map-level.trace", 0, 0, 1, 1, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/failed-reclaim-releases.trace", 1, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/interrupt-first-attributes.trace", 0, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/interrupt-first-empty.trace", 1, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/interrupt-first-ipa-bound.trace", 1, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/interrupt-first-list-align.trace", 1, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/measurement-not-padded.trace", 1, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/rec-params-late.trace", 2, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/reclaim-nothing.trace", 2, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/rsi-features-da.trace", 0, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/rsi-version.trace", 0, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/smc-plane-command.trace", 0, 0, 1, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/smc-rsi-version.trace", 0, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/smccc-version.trace", 0, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/table-of-held-block.trace", 2, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/list-of-33.trace", 0, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/no-context.trace", 9, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/rmm-1.0/aux-count.trace", 0, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/rmm-1.0/features.trace", 0, 0, 0, 0, &rmm_version_1_0 },
	{ "tests/traces/tf-rmm-2.0/unmap-list-delegated.trace", 1, 0, 0, 0, &rmm_version_2_0_bet0 },
	{ "tests/traces/tf-rmm-2.0/unmap-list-secure.trace", 1, 0, 0, 0, &rmm_version_2_0_bet0 },
};

START_TEST(test_trace)
{
	for (int as = 0; as < 2; as++) {
		Found found;

		found_in_file(traces[_i].path, traces[_i].version, as, &found);
		ck_assert_uint_eq(found.count.diverge,
				  as ? traces[_i].diverge_as : traces[_i].diverge);
		ck_assert_uint_eq(found.count.not_judged, traces[_i].not_judged);
		ck_assert_uint_eq(found.ends, traces[_i].ends);
		ck_assert_uint_eq(found.count.flawed, 0);
		ck_assert_uint_eq(found.skipped + found.ends, traces[_i].not_judged);
		ck_assert_uint_eq(found.count.lines, found.count.agree + found.count.diverge +
				  found.count.not_judged);
		g_free(found.permitted);
	}
}
END_TEST

/* An invariant that a departure in force breaks is told with the departure. */
START_TEST(test_cause)
{
	Found found;

	found_in_file("tests/traces/tf-rmm-1.0/mixed.trace", &rmm_version_1_0, TRUE, &found);
	ck_assert_uint_eq(found.count.caused, 2);
	ck_assert_str_eq(found.broken, "emulatable-unprotected");
	ck_assert_int_eq(found.cause, VARIANT_TF_EMUL_MMIO_PROTECTED);
	g_free(found.permitted);
}
END_TEST

static void replay_with(const char *path, const ReplayOptions *options, Found *found)
{
	g_autoptr(Replay) replay = replay_new(options, NULL);
	g_autoptr(Trace) trace = NULL;
	char *text;
	gsize size;

	memset(found, 0, sizeof(*found));
	ck_assert(g_file_get_contents(path, &text, &size, NULL));
	trace = trace_parse(path, text, size);
	ck_assert(replay_run(replay, trace, found_note, found, &found->count, NULL));
	g_free(found->permitted);
}

START_TEST(test_without_invariants)
{
	ReplayOptions options = {
		.version = &rmm_version_1_0, .no_invariants = TRUE,
		.variants = rmm_implementation_variants(TF_RMM_1_0),
	};
	Found found;

	replay_with("tests/traces/tf-rmm-1.0/mixed.trace", &options, &found);
	ck_assert_uint_eq(found.count.caused, 0);
	ck_assert_ptr_null(found.broken);
}
END_TEST

/* A mistake agrees with the log, and is noticed all the same. */
START_TEST(test_mistake_in_force)
{
	ReplayOptions options = { .version = &rmm_version_1_0 };
	Found found;

	rmm_add_variant(&options.variants, VARIANT_NO_WIPE_ON_UNDELEGATE);
	replay_with("tests/traces/rmm-1.0/destroy.trace", &options, &found);
	ck_assert_uint_eq(found.count.diverge, 0);
	ck_assert_str_eq(found.broken, "wiped-for-host");
	ck_assert_int_eq(found.cause, VARIANT_NO_WIPE_ON_UNDELEGATE);
}
END_TEST

START_TEST(test_every_line)
{
	ReplayOptions options = { .version = &rmm_version_1_0, .every_line = TRUE };
	Found found;

	replay_with("tests/traces/rmm-1.0/boot-host-init.trace", &options, &found);
	ck_assert_uint_eq(found.count.lines, found.count.agree);
	ck_assert_uint_gt(found.changed, 20);
	ck_assert_uint_lt(found.changed, found.count.lines);
}
END_TEST

START_TEST(test_explanations)
{
	Found found;

	found_in_file("tests/traces/rmm-1.0/departs.trace", &rmm_version_1_0, FALSE, &found);
	ck_assert_uint_eq(found.explained_count, 2);
	ck_assert_str_eq(rmm_variant_info(found.explained[0])->id, "tf-rmm-init-ripas-base-align");
	ck_assert_str_eq(rmm_variant_info(found.explained[1])->id, "tf-rmm-data-create-flags");
	ck_assert_str_eq(found.permitted, "RMI_ERROR_RTT level=3 by base_align (B4.3.18)");
	g_free(found.permitted);
}
END_TEST

/* ---- what explaining costs ---- */

static guint long_lines(void)
{
	return program_is_slow() ? 2000 : 20000;
}

static void note_nothing(gpointer user, const ReplayEvent *event)
{
	(*(guint *)user)++;
}

/* A Realm, and what TF-RMM says otherwise of it. */
#define REALM \
	"SMC_RMI_GRANULE_DELEGATE addr=88200000 > RMI_SUCCESS\n" \
	"SMC_RMI_GRANULE_DELEGATE addr=88201000 > RMI_SUCCESS\n" \
	"SMC_RMI_REALM_CREATE rd=88200000 params=88000000 flags=0 s2sz=21 hash_algo=SHA_256 rpv=00 " \
	"vmid=1 rtt_base=88201000 rtt_level_start=1 rtt_num_start=1 > RMI_SUCCESS\n"
#define DEPARTS "SMC_RMI_RTT_INIT_RIPAS rd=88200000 base=80000800 top=80002000 > RMI_ERROR_INPUT\n"

/* A long history that agrees, then a line that nothing explains; or many that a variant does. */
static char *long_trace(gboolean departs)
{
	GString *text = g_string_new(REALM);

	for (guint i = 0; i < long_lines() / 2; i++)
		g_string_append_printf(text, "SMC_RMI_GRANULE_%s addr=%x > RMI_SUCCESS\n",
				       i % 2 ? "UNDELEGATE" : "DELEGATE", 0x88000000);
	for (guint i = 0; departs && i < long_lines() / 2; i++)
		g_string_append(text, DEPARTS);
	g_string_append(text, "SMC_RMI_GRANULE_DELEGATE addr=88000000 > RMI_ERROR_REC\n");
	return g_string_free(text, FALSE);
}

/* Counted in lines, so that it is the same on every machine. */
START_TEST(test_cost_of_explaining)
{
	const ReplayOptions options = { .version = &rmm_version_1_0 };
	g_autoptr(Replay) replay = replay_new(&options, NULL);
	char *text = long_trace(_i == 1);
	g_autoptr(Trace) trace = trace_parse("long", text, strlen(text));
	ReplayCount count = { 0 };
	guint told = 0;

	ck_assert(replay_run(replay, trace, note_nothing, &told, &count, NULL));
	ck_assert_uint_eq(count.diverge, _i == 1 ? long_lines() / 2 + 1 : 1);
	ck_assert_uint_eq(count.not_judged, 0);
	ck_assert_uint_gt(count.again, 0);
	ck_assert_uint_le(count.again, HISTORY_AGAIN_ALWAYS +
			  (HISTORY_AGAIN_PER_LINE + 1) * (guint64)trace->lines->len);
}
END_TEST

/* What explained a line explains the next one like it at the first trial. */
START_TEST(test_explained_before)
{
	GString *text = g_string_new(REALM);
	Found found;
	gsize size;

	for (guint i = 0; i < 100; i++)
		g_string_append(text, DEPARTS);
	size = text->len;
	found_in_text("again", g_string_free(text, FALSE), size, &rmm_version_1_0, FALSE, &found);
	ck_assert_uint_eq(found.count.diverge, 100);
	ck_assert_uint_lt(found.count.again, 99 + 2 * VARIANTS);
	g_free(found.permitted);
}
END_TEST

/* A departure that shows later is found behind any number of lines, since a mark near by. */
#define FAR_LINES 20000

START_TEST(test_explained_far)
{
	GString *text = g_string_new(NULL);
	char *trace;
	Found found;
	gsize size;

	for (guint i = 0; i < FAR_LINES; i++)
		g_string_append_printf(text, "SMC_RMI_GRANULE_RANGE_%sDELEGATE base=8bff0000 "
				       "top=8bff1000 > RMI_SUCCESS out_top=8bff1000\n",
				       i % 2 ? "UN" : "");
	ck_assert(g_file_get_contents("tests/traces/tf-rmm-2.0/operations.trace", &trace, NULL, NULL));
	g_string_append(text, trace);
	g_free(trace);
	size = text->len;
	found_in_text("far", g_string_free(text, FALSE), size, &rmm_version_2_0_bet0, FALSE, &found);
	ck_assert_uint_eq(found.count.diverge, 1);
	ck_assert_uint_eq(found.explained_count, 1);
	ck_assert_str_eq(rmm_variant_info(found.explained[0])->id, "tf-rmm-realm-params-in-rim");
	ck_assert_uint_lt(found.count.again, FAR_LINES);
	g_free(found.permitted);
}
END_TEST

/* ---- a real RMM, if its traces are there ---- */

static const struct {
	const char *path;
	const struct rmm_version *version;
	enum rmm_implementation as;
} vectors[] = {
	{ "../shared/vectors/tf-rmm-1.0", &rmm_version_1_0, TF_RMM_1_0 },
	{ "../shared/vectors/tf-rmm-2.0/directed", &rmm_version_2_0_bet0, TF_RMM_2_0 },
	{ "../shared/vectors/tf-rmm-2.0/flows", &rmm_version_2_0_bet0, TF_RMM_2_0 },
	{ "../shared/vectors/tf-rmm-2.0/random", &rmm_version_2_0_bet0, TF_RMM_2_0 },
};

START_TEST(test_vectors)
{
	static const char *const suffixes[] = { ".trace", NULL };
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	ReplayOptions options = { .version = vectors[_i].version, .self_check = TRUE,
				  .variants = rmm_implementation_variants(vectors[_i].as) };
	g_autoptr(Replay) replay = replay_new(&options, NULL);
	Found found = { .ends = 0 };

	if (!g_file_test(vectors[_i].path, G_FILE_TEST_IS_DIR)) {
		g_print("  skipped: no traces in %s\n", vectors[_i].path);
		return;
	}
	files_collect(vectors[_i].path, suffixes, files);
	for (guint i = 0; i < files->len; i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Trace) trace = NULL;
		char *text;
		gsize size;

		ck_assert(g_file_get_contents(files->pdata[i], &text, &size, NULL));
		trace = trace_parse(files->pdata[i], text, size);
		ck_assert_msg(trace && replay_run(replay, trace, found_note, &found, &found.count, &error),
			      "%s:%s", (char *)files->pdata[i], error ? error->message : "");
	}
	ck_assert_uint_gt(found.count.lines, 0);
	ck_assert_uint_eq(found.count.diverge, 0);
	ck_assert_uint_eq(found.count.flawed, 0);
	ck_assert_uint_ge(found.count.agree * 100ull, found.count.lines * 98ull);
	ck_assert_uint_eq(found.count.unsound, 0);
	ck_assert_uint_eq(found.count.broken, 0);
	g_free(found.permitted);
}
END_TEST

Suite *suite_replay(void)
{
	Suite *suite = suite_create("replay");
	TCase *tcase = tcase_create("replay");

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_trace, 0, G_N_ELEMENTS(traces));
	tcase_add_test(tcase, test_cause);
	tcase_add_test(tcase, test_without_invariants);
	tcase_add_test(tcase, test_mistake_in_force);
	tcase_add_test(tcase, test_every_line);
	tcase_add_test(tcase, test_explanations);
	tcase_add_loop_test(tcase, test_cost_of_explaining, 0, 2);
	tcase_add_test(tcase, test_explained_before);
	tcase_add_test(tcase, test_explained_far);
	tcase_add_loop_test(tcase, test_vectors, 0, G_N_ELEMENTS(vectors));
	suite_add_tcase(suite, tcase);
	return suite;
}
