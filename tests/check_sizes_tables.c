/* SPDX-License-Identifier: BSD-3-Clause */
/* What holds however many tables there are, and what does not. */
#include <string.h>

#include "inquiry.h"
#include "inquiry/sized.h"
#include "report/sized_words.h"
#include "sized.h"
#include "suites.h"

/* Granules that become RTTs of two entries, or DATA; entries of level 2 without blocks. */
static const char lines_of_tables[] =
	"host RMI_GRANULE_DELEGATE addr=$g\nhost RMI_GRANULE_UNDELEGATE addr=$g\n"
	"host RMI_RTT_CREATE rd=$rd rtt=$g ipa=$x level=3\n"
	"host RMI_RTT_DESTROY rd=$rd ipa=$x level=3\n"
	"host RMI_DATA_CREATE_UNKNOWN rd=$rd data=$g ipa=$p\n"
	"host RMI_DATA_DESTROY rd=$rd ipa=$p\n";

/* With some more, of @granules; @setup: steps before the block. */
static void sized_with_tables(const char *setup, guint granules, const char *lines, guint components,
			      enum rmm_variant variant, Sized *result, Diagnostics *diagnostics)
{
	g_autofree char *text = g_strdup_printf(
		"title \"Tables\"\nspec rmm-1.0-rel0\nmemory 0x8800_0000 +80K\n"
		"geometry entries=2 realms=1 recs=1 rtts=8\n"
		"platform ipa_width_min=16 ipa_width_max=16\n"
		"let $spare = 0x8800_0000\nlet $rtt = $spare + 48K\nlet $rd = $rtt + 16K\n"
		"let $rec = $rd + 4K\nfor $h in $rtt .. $rec+4K step 4K\n"
		"host RMI_GRANULE_DELEGATE addr=$h\nend\n"
		"host RMI_REALM_CREATE rd=$rd s2sz=16 rtt_base=$rtt rtt_level_start=2 rtt_num_start=4\n"
		"host RMI_REC_CREATE rd=$rd rec=$rec\n%s"
		"explore\nany $p in 0 .. 32K step 4K\nany $x in 0 .. 32K step 8K\n"
		"any $g in $spare .. $spare+%uK step 4K\n%s%sghosts off\nend\n",
		setup, 4 * granules, lines_of_tables, lines);
	sized_of_text(text, components, variant, result, diagnostics);
}

/*
 * It is closed, and no step needs more than two entries or Granules; no view is of no state.
 * As nothing is compared between numbers of tables, that is all.
 */
START_TEST(test_closed)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autofree char *text = NULL;
	Sized result;

	sized_with_tables("", 12, "", 0, VARIANT_NONE, &result, diagnostics);
	ck_assert(result.world && result.world->has_subtrees);
	ck_assert_uint_eq(result.world->page_unit, 2);
	ck_assert_uint_eq(result.world->most.pages, 4);
	ck_assert(closing_holds(&result.closing));
	ck_assert_uint_gt(result.lemma.kept[2], 1000);
	ck_assert_uint_eq(result.lemma.kept[3], 0);
	ck_assert_uint_gt(result.larger.kept[2], 100);
	ck_assert(sized_part_holds(&result, PART_LARGER));
	ck_assert(!sized_holds(&result) && sized_is_open(&result));
	text = sized_part_failure(&result, PART_UNIFORM);
	ck_assert_msg(strstr(text, "not compared between numbers of tables"), "%s", text);
	ck_assert_uint_eq(views_count(result.closing.views),
			  sized_real_views(&result, (WorldSize){ 1, 4, 0 }));
	ck_assert_uint_eq(views_count(result.closing.views),
			  sized_real_views(&result, (WorldSize){ 2, 3, 0 }));
	sized_clear(&result);
}
END_TEST

/* What is wrong with tables is found, and shown at a real size. */
static const struct {
	enum rmm_variant variant;
	const char *row;
} mistakes[] = {
	{ VARIANT_RTT_DESTROY_LIVE, NULL },
	{ VARIANT_DATA_MAPPED_TWICE, "assigned-owns-data" },
};

START_TEST(test_mistake)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	Sized result;

	sized_with_tables("", 12, "", 0, mistakes[_i].variant, &result, diagnostics);
	ck_assert(result.world && closing_fails(&result.closing) && !sized_is_open(&result));
	ck_assert(result.witness && result.witness->confirmed);
	if (mistakes[_i].row)
		ck_assert_str_eq(rows[result.found->index].id, mistakes[_i].row);
	sized_clear(&result);
}
END_TEST

/* Blocks hang together in ways that no view tells: nothing is said of them. */
START_TEST(test_blocks)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_with_tables("", 12, "host RMI_RTT_FOLD rd=$rd ipa=$x level=3\n", 0, VARIANT_NONE, &result,
			  diagnostics);
	ck_assert(result.world && result.closing.is_open && sized_is_open(&result));
	sized_clear(&result);
}
END_TEST

/* States of so many components have more Granules than there are; tables that are there. */
static const struct {
	const char *setup;
	guint granules, components;
	const char *message;
} refused[] = {
	{ "", 12, 5, "for states of 5 components it needs 15 Granules, and has 12" },
	{ "", 8, 0, "for states of 3 components it needs 9 Granules, and has 8" },
	{ "host RMI_GRANULE_DELEGATE addr=$spare\n"
	  "host RMI_RTT_CREATE rd=$rd rtt=$spare ipa=0 level=3\n", 12, 0, "it is for one table" },
};

START_TEST(test_refused)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(GString) said = g_string_new(NULL);
	Sized result;

	sized_with_tables(refused[_i].setup, refused[_i].granules, "", refused[_i].components,
			  VARIANT_NONE, &result, diagnostics);
	ck_assert(!result.world);
	diagnostics_append(said, diagnostics);
	ck_assert_msg(strstr(said->str, refused[_i].message), "%s", said->str);
	sized_clear(&result);
}
END_TEST

Suite *suite_sizes_tables(void)
{
	Suite *suite = suite_create("sizes_tables");
	TCase *tcase = tcase_create("sizes_tables");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, test_closed);
	tcase_add_loop_test(tcase, test_mistake, 0, G_N_ELEMENTS(mistakes));
	tcase_add_test(tcase, test_blocks);
	tcase_add_loop_test(tcase, test_refused, 0, G_N_ELEMENTS(refused));
	suite_add_tcase(suite, tcase);
	return suite;
}
