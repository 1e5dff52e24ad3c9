/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Readings are rows: every tag (B6, C1, D3) that sources and scenarios cite is
 * one, and every variant that is another reading is some row's other side.
 */
#include "version/reading.h"

#include <string.h>

#include "program.h"
#include "suites.h"
#include "system/files.h"

static const struct rmm_reading *find(const char *id)
{
	const struct rmm_reading *reading;

	for (guint i = 0; (reading = rmm_reading_at(i)); i++)
		if (g_str_equal(reading->id, id))
			return reading;
	return NULL;
}

/* Letter after letter, number after number; each row says something. */
START_TEST(test_rows)
{
	const struct rmm_reading *reading, *before = NULL;

	for (guint i = 0; (reading = rmm_reading_at(i)); i++) {
		ck_assert(*reading->id && *reading->sections && *reading->text && *reading->model);
		ck_assert_msg(!before || reading->id[0] > before->id[0] ||
			      (reading->id[0] == before->id[0] &&
			       atoi(reading->id + 1) > atoi(before->id + 1)),
			      "%s does not come behind %s", reading->id, before->id);
		for (guint j = 0; j < RMM_READING_OTHERS; j++)
			ck_assert(reading->others[j] == VARIANT_NONE ||
				  (rmm_variant_info(reading->others[j]) &&
				   (j == 0 || reading->others[j - 1] != VARIANT_NONE)));
		before = reading;
	}
}
END_TEST

static gboolean is_other_side(enum rmm_variant variant)
{
	const struct rmm_reading *reading;

	for (guint i = 0; (reading = rmm_reading_at(i)); i++)
		for (guint j = 0; j < RMM_READING_OTHERS; j++)
			if (reading->others[j] == variant)
				return TRUE;
	return FALSE;
}

START_TEST(test_readings_that_are_variants)
{
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		ck_assert_msg(rmm_variant_info(i)->kind != VARIANT_READING || is_other_side(i),
			      "no reading names %s", rmm_variant_info(i)->id);
}
END_TEST

/*
 * A letter and a number by themselves; "B4.3" is a section. Chapters B1 to B3
 * and ISO C11 have readings of their number.
 */
static void check_file(const char *path)
{
	g_autoptr(GRegex) regex = g_regex_new("(?<![\\w.])[B-F][1-9][0-9]?(?![\\w]|\\.[0-9])", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *text = NULL;
	gsize size;

	ck_assert(files_read(path, &text, &size, NULL));
	g_regex_match_full(regex, text, (gssize)size, 0, 0, &match, NULL);
	for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
		g_autofree char *id = g_match_info_fetch(match, 0);

		ck_assert_msg(find(id) != NULL, "%s cites %s, which is no reading", path, id);
	}
}

START_TEST(test_cited)
{
	static const char *const folders[] = { "model", "sim", "scenarios" };
	static const char *const suffixes[] = { ".c", ".h", ".ripas", ".md", NULL };

	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

		files_collect(folders[i], suffixes, paths);
		ck_assert_uint_gt(paths->len, 10);
		for (guint j = 0; j < paths->len; j++)
			check_file(paths->pdata[j]);
	}
}
END_TEST

START_TEST(test_shown)
{
	g_autofree char *one = NULL, *all = NULL, *none = NULL;
	int code;

	one = program_run("ripas-sim show readings c6", &code);
	ck_assert_int_eq(code, 0);
	ck_assert_ptr_nonnull(strstr(one, "C6  B4.5.73.3\n\ntext:   rtte_ripas makes"));
	ck_assert_ptr_nonnull(strstr(one, "other:  --variant init-ripas-stops-at-destroyed: "));
	all = program_run("ripas-sim show readings --spec 1.0", &code);
	ck_assert_int_eq(code, 0);
	ck_assert(strstr(all, "\nB6 ") && !strstr(all, "\nC6 "));
	none = program_run("ripas-sim show readings C99", &code);
	ck_assert_int_eq(code, 2);
	ck_assert_ptr_nonnull(strstr(none, "unknown reading 'C99'"));
}
END_TEST

Suite *suite_reading(void)
{
	Suite *suite = suite_create("reading");
	TCase *tcase = tcase_create("reading");

	tcase_add_test(tcase, test_rows);
	tcase_add_test(tcase, test_readings_that_are_variants);
	tcase_add_test(tcase, test_cited);
	tcase_add_test(tcase, test_shown);
	suite_add_tcase(suite, tcase);
	return suite;
}
