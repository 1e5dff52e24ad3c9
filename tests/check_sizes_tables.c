/* SPDX-License-Identifier: BSD-3-Clause */
/* What holds however many tables there are, and what does not. */
#include <string.h>

#include "inquiry.h"
#include "inquiry/sized.h"
#include "report/sized_words.h"
#include "sized.h"
#include "suites.h"

/* Granules that become RTTs of two entries, or DATA; entries of level 2 without blocks. */
#define LINES \
	"host RMI_GRANULE_DELEGATE addr=$g\n" \
	"host RMI_RTT_CREATE rd=$rd rtt=$g ipa=$x level=3\n" \
	"host RMI_DATA_CREATE_UNKNOWN rd=$rd data=$g ipa=$p\n"

/* With some more, of @granules; @setup: steps before the block. */
static void sized_with_tables(const char *setup, guint granules, const char *lines, guint components,
			      enum rmm_variant variant, Sized *result, Diagnostics *diagnostics)
{
	g_autofree char *text = g_strdup_printf(
		"title \"Tables\"\nspec rmm-1.0-rel0\nmemory 0x8800_0000 +108K\n"
		"geometry entries=2 realms=1 recs=1 rtts=16\n"
		"platform ipa_width_min=17 ipa_width_max=17\n"
		"let $spare = 0x8800_0000\nlet $rtt = $spare + 64K\nlet $rd = $rtt + 32K\n"
		"let $rec = $rd + 4K\nfor $h in $rtt .. $rec+4K step 4K\n"
		"host RMI_GRANULE_DELEGATE addr=$h\nend\n"
		"host RMI_REALM_CREATE rd=$rd s2sz=17 rtt_base=$rtt rtt_level_start=2 rtt_num_start=8\n"
		"host RMI_REC_CREATE rd=$rd rec=$rec\n%s"
		"explore\nany $p in 0 .. 64K step 4K\nany $x in 0 .. 64K step 8K\n"
		"any $g in $spare .. $spare+%uK step 4K\n%s%sghosts off\nend\n",
		setup, 4 * granules, LINES, lines);
	sized_of_text(text, components, variant, result, diagnostics);
}

/*
 * It is closed, no step needs more than two entries or Granules, and what actions do has the
 * same shapes; no view is of no state.
 */
START_TEST(test_proven)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_with_tables("", 9, "", 0, VARIANT_NONE, &result, diagnostics);
	ck_assert(result.world && result.world->has_subtrees);
	ck_assert_uint_eq(result.world->page_unit, 2);
	ck_assert_uint_eq(result.world->most.pages, 8);
	ck_assert(closing_holds(&result.closing));
	ck_assert_uint_gt(result.lemma.kept[2], 1000);
	ck_assert_uint_eq(result.lemma.kept[3], 0);
	ck_assert_uint_gt(result.larger.kept[2], 100);
	ck_assert(sized_part_holds(&result, PART_LARGER));
	ck_assert_msg(sized_holds(&result) || sized_is_open(&result), "%s: %u %u", result.uniform.fault,
		      result.uniform.fault_at.pages, result.uniform.fault_at.granules);
	ck_assert_int_eq(result.uniform.is_learned, explore_engine("symbolic") != NULL);
	if (result.uniform.is_learned) {
		ck_assert(uniform_holds(&result.uniform));
		ck_assert_uint_eq(result.uniform.from.pages, 3);
		ck_assert_uint_gt(result.uniform.predicted, 100);
	}
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

	sized_with_tables("", 9, "host RMI_RTT_DESTROY rd=$rd ipa=$x level=3\n", 0,
			  mistakes[_i].variant, &result, diagnostics);
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

	sized_with_tables("", 9, "host RMI_RTT_FOLD rd=$rd ipa=$x level=3\n", 0, VARIANT_NONE, &result,
			  diagnostics);
	ck_assert(result.world && result.closing.is_open && sized_is_open(&result));
	sized_clear(&result);
}
END_TEST

/*
 * A range that goes on beyond an entry ends where an RTT of the starting level does. Entries
 * before it move that border: in larger worlds more are needed than in small ones.
 */
START_TEST(test_borders)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_with_tables("", 9, "host RMI_RTT_INIT_RIPAS rd=$rd base=$p top=$x+8K where $p <= $x+4K\n", 0,
			  VARIANT_NONE, &result, diagnostics);
	ck_assert(result.world && lemma_holds(&result.lemma));
	ck_assert(lemma_fails(&result.larger));
	ck_assert(!sized_holds(&result) && !sized_is_open(&result) && !result.witness);
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
	tcase_add_test(tcase, test_proven);
	tcase_add_loop_test(tcase, test_mistake, 0, G_N_ELEMENTS(mistakes));
	tcase_add_test(tcase, test_blocks);
	tcase_add_test(tcase, test_borders);
	tcase_add_loop_test(tcase, test_refused, 0, G_N_ELEMENTS(refused));
	suite_add_tcase(suite, tcase);
	return suite;
}
