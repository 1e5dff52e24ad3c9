/* SPDX-License-Identifier: BSD-3-Clause */
/* What holds however many tables there are, and what does not. */
#include <string.h>
#include <unistd.h>

#include "inquiry.h"
#include "inquiry/sized.h"
#include "report/sized_words.h"
#include "sizes/domain.h"
#include "sizes/sizes.h"
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
	SizedRequest request = { .components = components };
	g_autofree char *path = NULL, *text = NULL;

	text = g_strdup_printf(
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
	close(g_file_open_tmp("sizes-XXXXXX", &path, NULL));
	ck_assert(g_file_set_contents(path, text, -1, NULL));
	if (variant != VARIANT_NONE)
		rmm_add_variant(&request.parse.variants, variant);
	sized_explore(path, &request, diagnostics, result);
	unlink(path);
}

/* ---- views ---- */

/* Told each state of a plain exploration. */
typedef struct {
	SizedWorld *world;
	WorldSize size;
	Views *views;
	struct rmm *again;
} Listening;

/* A state that is taken apart and put together is made of the same, whatever slots RTTs have. */
static void listen(void *user, guint64 number, const struct rmm *state)
{
	Listening *listening = user;
	Composition once, twice;
	WorldSize size;

	(void)number;
	ck_assert(sizes_read(listening->world, state, listening->size, &once));
	size = sizes_write(listening->world, &once, listening->again);
	ck_assert_uint_eq(size.pages, listening->size.pages);
	ck_assert_uint_eq(size.granules, listening->size.granules);
	ck_assert(sizes_read(listening->world, listening->again, size, &twice));
	ck_assert_mem_eq(&once, &twice, sizeof(once));
	views_add(listening->views, &once);
}

static guint real_views(const Sized *result, WorldSize size)
{
	const ExploreOptions options = { .unchecked = TRUE };
	Listening listening = { .world = result->world, .size = size };
	ExploreSink sink = { .state = listen, .graph = &listening };
	struct explore_alphabet *a;
	ExploreResult explored;
	guint *numbers, count;

	listening.views = views_new(result->world);
	listening.again = g_malloc0(result->world->a->state_size);
	a = domain_restricted(result->world, size, &numbers);
	explore_plain.explore(a, &options, &sink, &explored);
	ck_assert_int_eq(explored.end, EXPLORE_CLOSED);
	count = views_count(listening.views);
	explore_result_clear(&explored);
	domain_restricted_free(result->world, a);
	g_free(numbers);
	views_free(listening.views);
	g_free(listening.again);
	return count;
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
			  real_views(&result, (WorldSize){ 1, 4, 0 }));
	ck_assert_uint_eq(views_count(result.closing.views),
			  real_views(&result, (WorldSize){ 2, 3, 0 }));
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
