/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Consoles made wrong at random, as make fuzz does at length: whatever stands in one, each
 * call is counted once, and it can be made a scenario, or not.
 */
#include <string.h>

#include "consoles.h"
#include "mutation.h"
#include "rebuild/rebuild.h"
#include "suites.h"

/* Of each file, and changes of each. */
#define TEXTS 60
#define AT_ONCE_MAX 8

static GPtrArray *load(void)
{
	g_autoptr(GPtrArray) files = consoles_files();
	GPtrArray *texts = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);

	for (guint i = 0; i < files->len; i++) {
		char *text;
		gsize size;

		ck_assert(g_file_get_contents(files->pdata[i], &text, &size, NULL));
		g_ptr_array_add(texts, g_byte_array_new_take((guint8 *)text, size));
	}
	return texts;
}

static void judge(ConsoleReplay *console, const char *text, gsize size)
{
	ConsoleFound found = consoles_replay_on(console, "mutated", text, size);
	const ReplayCount *count = &found.count;

	ck_assert_uint_eq(count->agree + count->diverge + count->not_judged, count->lines);
	ck_assert_uint_le(found.explained, count->diverge);
}

static void rebuild(const ConsoleReplay *console, const char *text, gsize size)
{
	g_autoptr(GArray) parts = log_parts(text, size, NULL);
	const LogPart *part = parts->len ? &g_array_index(parts, LogPart, parts->len - 1) : NULL;
	RebuildOptions options = { .name = "mutated" };
	g_autofree char *scenario = NULL;
	g_autoptr(GArray) told = NULL;
	RebuildCount count = { 0 };

	if (!part)
		return;
	told = console_told(console, part->dialect);
	options.realms = told;
	options.version = console_version(console, part->dialect);
	scenario = rebuild_scenario(part, &options, &count, NULL);
	ck_assert(!scenario || count.kept <= count.lines);
}

START_TEST(test_mutated)
{
	const ConsoleOptions options = { .unexplained = TRUE };
	g_autoptr(ConsoleReplay) console = console_new(&options);
	g_autoptr(GPtrArray) texts = load();
	GRand *random = g_rand_new_with_seed(2026);

	for (guint i = 0; i < TEXTS * texts->len; i++) {
		const GByteArray *from = texts->pdata[i % texts->len];
		g_autoptr(GByteArray) text = g_byte_array_new();

		g_byte_array_append(text, from->data, from->len);
		for (gint j = g_rand_int_range(random, 1, AT_ONCE_MAX); j; j--)
			mutation_make(random, text, texts->pdata[g_rand_int_range(random, 0,
						(gint)texts->len)]);
		g_byte_array_append(text, (const guint8 *)"", 1);
		judge(console, (const char *)text->data, text->len - 1);
		if (i % 16 == 0)
			rebuild(console, (const char *)text->data, text->len - 1);
	}
	g_rand_free(random);
}
END_TEST

Suite *suite_mutated(void)
{
	Suite *suite = suite_create("mutated");
	TCase *tcase = tcase_create("mutated");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_mutated);
	suite_add_tcase(suite, tcase);
	return suite;
}
