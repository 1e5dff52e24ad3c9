/* SPDX-License-Identifier: BSD-3-Clause */
/* Worlds in a row: from which on they have the same shapes, and how many of each. */
#include "sizes/series.h"

#include "suites.h"

/* Adds a world that has @count of each of @shapes, words. */
static void add_world(Series *series, guint number, const char *shapes, guint count)
{
	g_auto(GStrv) words = g_strsplit(shapes, " ", -1);
	GHashTable *world = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; words[i]; i++)
		g_hash_table_insert(world, g_strdup(words[i]), GUINT_TO_POINTER(count));
	series_add(series, number, world);
}

START_TEST(test_series)
{
	g_autoptr(Series) series = series_new();
	guint predicted, degree;

	add_world(series, 1, "a", 1);
	ck_assert_uint_eq(series_settled(series), 0);
	add_world(series, 2, "a b", 4);
	ck_assert_uint_eq(series_settled(series), 0);
	add_world(series, 3, "b a", 9);
	ck_assert_uint_eq(series_settled(series), 2);
	/* Two numbers are on a line, whatever they are. */
	ck_assert(!series_predicts(series, 2, 1, &predicted, &degree));
	add_world(series, 4, "a b", 16);
	ck_assert(!series_predicts(series, 2, 1, &predicted, &degree));
	add_world(series, 5, "a b", 25);
	ck_assert_uint_eq(series_settled(series), 2);
	ck_assert(series_predicts(series, 2, 1, &predicted, &degree));
	ck_assert_uint_eq(degree, 2);
	ck_assert_uint_eq(predicted, 2);
	add_world(series, 6, "a b", 37);
	ck_assert(!series_predicts(series, 3, 1, &predicted, &degree));
	add_world(series, 7, "a c", 37);
	ck_assert_uint_eq(series_settled(series), 0);
}
END_TEST

/* As many as there are even numbers below: a line for these, and one for the others. */
START_TEST(test_period)
{
	g_autoptr(Series) series = series_new();
	guint predicted, degree;

	for (guint i = 1; i <= 6; i++)
		add_world(series, i, "a", 1 + i / 2);
	ck_assert(!series_predicts(series, 1, 1, &predicted, &degree));
	ck_assert(series_predicts(series, 1, 2, &predicted, &degree));
	ck_assert_uint_eq(degree, 1);
	ck_assert_uint_eq(predicted, 2);
	/* Of four, the even ones are two, which are on a line whatever they are. */
	ck_assert(!series_predicts(series, 3, 2, &predicted, &degree));
}
END_TEST

Suite *suite_series(void)
{
	Suite *suite = suite_create("series");
	TCase *tcase = tcase_create("series");

	tcase_add_test(tcase, test_series);
	tcase_add_test(tcase, test_period);
	suite_add_tcase(suite, tcase);
	return suite;
}
