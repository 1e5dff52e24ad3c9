/* SPDX-License-Identifier: BSD-3-Clause */
/* What is proven for every number of pages and Granules, and what is not. */
#include <string.h>
#include <unistd.h>

#include "explore/engine.h"
#include "inquiry.h"
#include "inquiry/sized.h"
#include "inquiry/witness_text.h"
#include "library.h"
#include "sizes/domain.h"
#include "sizes/sizes.h"
#include "suites.h"

#define ONE_TABLE "scenarios/explore/one-table.ripas"

static void sized(const char *path, enum rmm_variant variant, Sized *result)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	SizedRequest request = { .parse.version = NULL };

	if (variant != VARIANT_NONE)
		rmm_add_variant(&request.parse.variants, variant);
	sized_explore(path, &request, diagnostics, result);
	ck_assert(result->explorable && result->world);
}

/* ---- worlds ---- */

/* Tells a plain exploration's states. */
typedef struct {
	SizedWorld *world;
	WorldSize size;
	Views *views;
	struct rmm *again;
	guint states;
} Listening;

/* A state that is taken apart and put together is made of the same. */
static void listen(void *user, guint64 number, const struct rmm *state)
{
	Listening *listening = user;
	Composition once, twice;
	WorldSize size;

	(void)number;
	ck_assert(sizes_read(listening->world, state, listening->size, WORLD_NONE, WORLD_NONE, &once));
	size = sizes_write(listening->world, &once, listening->again);
	ck_assert_uint_eq(size.pages, listening->size.pages);
	ck_assert_uint_eq(size.granules, listening->size.granules);
	ck_assert(sizes_read(listening->world, listening->again, size, WORLD_NONE, WORLD_NONE, &twice));
	ck_assert_mem_eq(&once, &twice, sizeof(once));
	views_add(listening->views, &once);
	listening->states++;
}

/*
 * With two pages and a Granule every view is met that the closure has, and no
 * other: what is proven is about states that there are.
 */
START_TEST(test_views_are_real)
{
	Sized result;
	const ExploreOptions options = { .unchecked = TRUE };
	ExploreSink sink = { .state = listen };
	Listening listening = { .size = { 2, 1 } };
	struct explore_alphabet *a;
	ExploreResult explored;
	guint *numbers;

	sized(ONE_TABLE, VARIANT_NONE, &result);
	ck_assert(sized_holds(&result));
	ck_assert_uint_eq(views_count(result.closing.views), 412);
	ck_assert_uint_eq(result.lemma.kept[3], 0);
	ck_assert_uint_gt(result.lemma.kept[2], 100000);
	ck_assert_uint_gt(result.larger.steps, 50000);
	listening.world = result.world;
	listening.views = views_new(result.world->position_count);
	listening.again = g_malloc0(result.world->a->state_size);
	sink.graph = &listening;
	a = domain_restricted(result.world, listening.size, &numbers);
	explore_plain.explore(a, &options, &sink, &explored);
	ck_assert_int_eq(explored.end, EXPLORE_CLOSED);
	ck_assert_uint_eq(listening.states, (guint64)explored.states);
	ck_assert_uint_eq(views_count(listening.views), 412);
	explore_result_clear(&explored);
	domain_restricted_free(a);
	g_free(numbers);
	views_free(listening.views);
	g_free(listening.again);
	sized_clear(&result);
}
END_TEST

/* ---- what breaks ---- */

/* What plain exploration breaks, this breaks, by the same row; and nothing else. */
static const struct {
	enum rmm_variant variant;
	const char *row;        /* NULL: none */
} mistakes[] = {
	{ VARIANT_DATA_MAPPED_TWICE, "assigned-owns-data" },
	{ VARIANT_SET_RIPAS_OVER_DESTROYED, "destroyed-left-by-consent" },
	{ VARIANT_INIT_RIPAS_WHEN_ACTIVE, NULL },
	{ VARIANT_DATA_DESTROY_KEEPS_RAM, NULL },
};

START_TEST(test_mistakes)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	g_autoptr(GString) text = g_string_new(NULL);
	ParseOptions options = { .version = NULL };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) peer = NULL;
	const ExploreRequest request = { .engine = NULL };
	Explored explored;
	Sized result;

	sized(ONE_TABLE, mistakes[_i].variant, &result);
	rmm_add_variant(&options.variants, mistakes[_i].variant);
	peer = scenario_parse("scenarios/explore/peer/p2g2.ripas", &options, diagnostics);
	inquiry_explore(peer, &request, &explored);
	ck_assert_int_eq(closing_holds(&result.closing), explored.result.end == EXPLORE_CLOSED);
	if (!closing_holds(&result.closing)) {
		ck_assert_ptr_nonnull(result.witness);
		ck_assert(result.witness->confirmed);
		ck_assert(result.closing.broken >> result.found->index & 1);
		if (mistakes[_i].row)
			ck_assert_str_eq(rows[result.found->index].id, mistakes[_i].row);
		witness_append_scenario(text, &result.explored, result.witness, NULL);
		ck_assert_ptr_nonnull(strstr(text->str, "RMI_"));
	}
	explored_clear(&explored);
	sized_clear(&result);
}
END_TEST

/* An action that is about three pages says nothing of larger worlds. */
START_TEST(test_too_many_needed)
{
	g_autofree char *path = NULL, *text = NULL, *whole = NULL;
	const char *at;
	Sized result;

	ck_assert(g_file_get_contents(ONE_TABLE, &whole, NULL, NULL));
	at = strstr(whole, "explore\n");
	text = g_strdup_printf(
		"%.*sexplore\nany $p, $q, $r in $dram .. $dram+16K step 4K\nany $g in $spare .. $spare+16K step 4K\n"
		"host RMI_GRANULE_DELEGATE addr=$g\nhost RMI_DATA_CREATE_UNKNOWN rd=$rd data=$g ipa=$p\n"
		"action destroy\nhost RMI_DATA_DESTROY rd=$rd ipa=$p where $p < $q\n"
		"host RMI_DATA_DESTROY rd=$rd ipa=$q where $q < $r\nhost RMI_DATA_DESTROY rd=$rd ipa=$r\nend\n"
		"ghosts off\nend\n", (int)(at - whole), whole);
	close(g_file_open_tmp("sizes-XXXXXX", &path, NULL));
	ck_assert(g_file_set_contents(path, text, -1, NULL));
	sized(path, VARIANT_NONE, &result);
	ck_assert(closing_holds(&result.closing));
	ck_assert(!lemma_holds(&result.lemma));
	ck_assert(!sized_holds(&result));
	ck_assert_uint_eq(result.larger.steps, 0);
	sized_clear(&result);
	unlink(path);
}
END_TEST

/* Two tables, no Granules: that is said, not guessed. */
START_TEST(test_not_for_it)
{
	static const char *const paths[] = {
		"scenarios/explore/tables.ripas", "scenarios/explore/two-realms.ripas",
		"scenarios/explore/fault-ignored.ripas",
	};
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	SizedRequest request = { .parse.version = NULL };
	Sized result;

	sized_explore(paths[_i], &request, diagnostics, &result);
	ck_assert(!result.world);
	ck_assert_uint_eq(diagnostics->messages->len, 1);
	sized_clear(&result);
}
END_TEST

Suite *suite_sizes(void)
{
	Suite *suite = suite_create("sizes");
	TCase *tcase = tcase_create("sizes");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, test_views_are_real);
	tcase_add_loop_test(tcase, test_mistakes, 0, G_N_ELEMENTS(mistakes));
	tcase_add_test(tcase, test_too_many_needed);
	tcase_add_loop_test(tcase, test_not_for_it, 0, 3);
	suite_add_tcase(suite, tcase);
	return suite;
}
