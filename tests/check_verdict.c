/* SPDX-License-Identifier: BSD-3-Clause */
/* What is said of variants and explorations: something of each, and it is so. */
#include <string.h>

#include "suites.h"
#include "suites/judging.h"
#include "system/version.h"

/* A file and a version, or a reason. */
START_TEST(test_rows)
{
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const VariantVerdict *verdict = variant_verdict(i);
		const char *id = rmm_variant_info(i)->id;

		ck_assert_msg(verdict->kind != EXPLORED_UNKNOWN, "%s has no verdict", id);
		ck_assert_msg((verdict->kind == EXPLORED_NOTHING) == (verdict->why != NULL), "%s", id);
		ck_assert_msg((verdict->name != NULL) == (verdict->why == NULL), "%s", id);
		ck_assert_msg(!verdict->name || version_find(verdict->version), "%s", id);
	}
}
END_TEST

/* Each is found where the table says, and just that. */
START_TEST(test_judged)
{
	g_autofree Judging *judging = g_new0(Judging, 1);
	guint found = 0;

	judging->folder = "scenarios/explore";
	ck_assert(judging_run(judging));
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const Judgement *judgement = &judging->all[i];

		ck_assert_msg(judging_holds(judging, i), "%s: %s in %s", rmm_variant_info(i)->id,
			      judgement->text ? judgement->text : "nothing", judgement->path);
		ck_assert(judgement->tried && (judgement->text != NULL) == (judgement->path != NULL));
		ck_assert_msg(judgement->actions <= 12, "%s: not the shortest", rmm_variant_info(i)->id);
		found += judgement->text != NULL;
	}
	ck_assert_uint_ge(found * 100, VARIANTS * 95);
	judging_clear(judging);
}
END_TEST

/* One that is chosen alone; in a folder without the file nothing is found. */
START_TEST(test_elsewhere)
{
	g_autofree Judging *judging = g_new0(Judging, 1);

	judging->folder = "scenarios/boot";
	judging->jobs = 1;
	judging->some = TRUE;
	rmm_add_variant(&judging->chosen, VARIANT_SEA_AT_RAM);
	ck_assert(judging_run(judging));
	ck_assert(judging->all[VARIANT_SEA_AT_RAM].tried);
	ck_assert(!judging_holds(judging, VARIANT_SEA_AT_RAM));
	ck_assert(!judging->all[VARIANT_RUN_TWICE].tried);
	judging_clear(judging);
}
END_TEST

Suite *suite_verdict(void)
{
	Suite *suite = suite_create("verdict");
	TCase *tcase = tcase_create("verdict");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, test_rows);
	tcase_add_test(tcase, test_judged);
	tcase_add_test(tcase, test_elsewhere);
	suite_add_tcase(suite, tcase);
	return suite;
}
