/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Proofs for every size that are ended early, at every point of their work: they end at
 * once, and what they say is true.
 */
#include <string.h>
#include <unistd.h>

#include "inquiry.h"
#include "inquiry/sized.h"
#include "report/sized_words.h"
#include "suites.h"

/* A world that is looked through soon: Granules that are mapped once. */
static const char world[] =
	"title \"Small\"\nspec rmm-1.0-rel0\nmemory 0x8800_0000 +28K\n"
	"geometry entries=16 realms=1 recs=1 rtts=1\n"
	"platform ipa_width_min=16 ipa_width_max=16\n"
	"let $spare = 0x8800_0000\nlet $rd = $spare + 16K\nlet $rtt = $rd + 4K\n"
	"host RMI_GRANULE_DELEGATE addr=$rd\nhost RMI_GRANULE_DELEGATE addr=$rtt\n"
	"host RMI_REALM_CREATE rd=$rd s2sz=16 rtt_base=$rtt rtt_level_start=3\n"
	"explore\nany $p in 0 .. 32K step 4K\nany $g in $spare .. $spare+16K step 4K\n"
	"host RMI_GRANULE_DELEGATE addr=$g\n"
	"host RMI_DATA_CREATE_UNKNOWN rd=$rd data=$g ipa=$p\nghosts off\n";

/* How often it was asked, and when it is told to end. */
typedef struct {
	guint looks, end;               /* 0: never */
	gulong sleep;                   /* at the first look, in microseconds */
} Waiting;

static gboolean look(gpointer user, Count states, Count steps, guint64 rounds)
{
	Waiting *waiting = user;

	if (waiting->looks == 0 && waiting->sleep)
		g_usleep(waiting->sleep);
	return ++waiting->looks != waiting->end;
}

static void sized_until(const char *lines, double seconds, Waiting *waiting, Sized *result)
{
	const SizedRequest request = { .sink = { .user = waiting, .progress = look },
				       .seconds = seconds };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autofree char *path = NULL, *text = g_strconcat(world, lines, "end\n", NULL);

	close(g_file_open_tmp("sizes-XXXXXX", &path, NULL));
	ck_assert(g_file_set_contents(path, text, -1, NULL));
	sized_explore(path, &request, diagnostics, result);
	unlink(path);
	ck_assert(result->world != NULL);
}

/* Of the parts in order: those that hold, one that is cut short, and the rest. */
static void check_parts(const Sized *result)
{
	gboolean cut = FALSE;

	for (guint i = 0; i < PROOF_PARTS; i++) {
		gboolean tried = sized_part_was_tried(result, (ProofPart)i);
		g_autofree char *failure = sized_part_failure(result, (ProofPart)i);

		if (tried && sized_part_holds(result, (ProofPart)i))
			continue;
		ck_assert_msg(strstr(failure, tried ? ": interrupted" : "not looked at"), "%s", failure);
		ck_assert(tried == !cut);
		cut = TRUE;
	}
	ck_assert(cut || !result->has_breakable);
}

/* Points of all that there are. */
#define POINTS 8

START_TEST(test_interrupted)
{
	Waiting waiting = { 0, 0, 0 };
	guint looks, parts = 0;
	Sized all;

	sized_until("", 0, &waiting, &all);
	ck_assert_int_eq(all.end, EXPLORE_CLOSED);
	ck_assert(sized_holds(&all) == all.uniform.is_learned);
	ck_assert(all.has_breakable == sized_holds(&all));
	looks = waiting.looks;
	ck_assert_uint_ge(looks, POINTS);
	for (guint i = 0; i <= POINTS; i++) {
		Sized result;

		waiting = (Waiting){ 0, 1 + i * (looks - 1) / POINTS, 0 };
		sized_until("", 0, &waiting, &result);
		ck_assert_int_eq(result.end, EXPLORE_INTERRUPTED);
		/* Nobody has to be asked twice. */
		ck_assert_uint_eq(waiting.looks, waiting.end);
		ck_assert(sized_is_open(&result) && !result.witness);
		ck_assert_uint_le(result.closing.states, all.closing.states);
		check_parts(&result);
		ck_assert_int_eq(sized_row(&result, 0),
				 sized_holds(&result) ? ROW_HOLDS : ROW_OPEN);
		parts |= 1u << sized_part_was_tried(&result, PART_LEMMA) |
			 4u << sized_part_was_tried(&result, PART_UNIFORM);
		sized_clear(&result);
	}
	/* It was ended in the closure, and behind it. */
	ck_assert_uint_eq(parts, all.uniform.is_learned ? 15 : parts | 3);
	sized_clear(&all);
}
END_TEST

/* The bound of the command line, and that of the block. */
START_TEST(test_time)
{
	Waiting waiting = { 0, 0, 1100000 };
	Sized result;

	sized_until("", 1e-9, &(Waiting){ 0, 0, 0 }, &result);
	ck_assert_int_eq(result.end, EXPLORE_TIME);
	ck_assert(sized_is_open(&result));
	sized_clear(&result);
	sized_until("time 1s\n", 0, &waiting, &result);
	ck_assert_int_eq(result.end, EXPLORE_TIME);
	ck_assert(sized_is_open(&result) && result.closing.interrupted);
	sized_clear(&result);
}
END_TEST

Suite *suite_sizes_end(void)
{
	Suite *suite = suite_create("sizes_end");
	TCase *tcase = tcase_create("sizes_end");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, test_interrupted);
	tcase_add_test(tcase, test_time);
	suite_add_tcase(suite, tcase);
	return suite;
}
