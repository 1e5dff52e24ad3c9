/* SPDX-License-Identifier: BSD-3-Clause */
/* What is wrong is not proven for every number of pages and Granules. */
#include <string.h>
#include <unistd.h>

#include "explore/engine.h"
#include "inquiry.h"
#include "inquiry/witness_text.h"
#include "sized.h"
#include "sizes/domain.h"
#include "sizes/sizes.h"
#include "sizes/world.h"
#include "suites.h"
#include "text/variants.h"

#define ONE_TABLE "scenarios/explore/one-table.ripas"
#define ANY_REALMS "scenarios/sizes/any-realms.ripas"

/*
 * Of all mistakes, those that `make check` tries; MISTAKES=all: every one, in all
 * versions; MISTAKES=ghosts: the same with contents as part of a state. MISTAKES=realms:
 * every one in worlds of several Realms, which takes long.
 */
static const enum rmm_variant tried[] = {
	VARIANT_DATA_MAPPED_TWICE, VARIANT_INIT_RIPAS_WHEN_ACTIVE, VARIANT_SET_RIPAS_LONG_OVER_DESTROYED,
};

static gboolean is_asked(const char *what)
{
	return g_strcmp0(g_getenv("MISTAKES"), what) == 0;
}

static gboolean is_tried(enum rmm_variant variant, const struct rmm_version *version)
{
	const struct rmm_variant_info *info = rmm_variant_info(variant);

	if (info->kind != VARIANT_MISTAKE || !variant_applies(info, version))
		return FALSE;
	for (gsize i = 0; version == &rmm_version_1_0 && i < G_N_ELEMENTS(tried); i++)
		if (tried[i] == variant)
			return TRUE;
	return is_asked("all") || is_asked("ghosts") || is_asked("realms");
}

/* What plain exploration of a world of two pages and two Granules finds, bit per row. */
static guint64 broken_for_real(SizedWorld *world, gboolean *has_effect)
{
	const ExploreOptions options = { .all = TRUE };
	const ExploreSink sink = { 0 };
	guint *numbers;
	struct explore_alphabet *a = domain_restricted(world, (WorldSize){ 2, 2, 0 }, &numbers);
	ExploreResult result;
	guint64 broken = 0;

	explore_plain.explore(a, &options, &sink, &result);
	*has_effect = FALSE;
	for (guint i = 0; i < result.found->len; i++) {
		const Found *found = result.found->pdata[i];

		if (found->kind == FOUND_INVARIANT)
			broken |= (guint64)1 << found->index;
		*has_effect |= found->kind == FOUND_EFFECT;
	}
	explore_result_clear(&result);
	domain_restricted_free(world, a);
	g_free(numbers);
	return broken;
}

static Scenario *parse_mistaken(const char *path, const struct rmm_version *version,
				enum rmm_variant variant)
{
	gboolean ghosts = is_asked("ghosts");
	ParseOptions options = { .version = version };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autofree char *text = NULL;
	g_auto(GStrv) parts = NULL;
	char *whole;

	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	parts = g_strsplit(text, "ghosts off\n", 2);
	whole = g_strjoinv(ghosts ? "" : "ghosts off\n", parts);
	rmm_add_variant(&options.variants, variant);
	return scenario_parse_text(path, whole, strlen(whole), &options, diagnostics);
}

/* What is broken for real the closure finds; and no row that is not. */
static void try_mistake(const char *path, const struct rmm_version *version, enum rmm_variant variant)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const ExploreSink sink = { 0 };
	g_autoptr(Scenario) scenario = NULL;
	SizedWorld *world;
	Explored explored;
	Closing closing;
	guint64 page_base, granule_base, broken;
	gboolean has_effect;
	WorldSize most;

	if (!is_tried(variant, version))
		return;
	scenario = parse_mistaken(path, version, variant);
	ck_assert(scenario != NULL);
	/* Nothing is explored where the setup shows it. */
	if (!explored_begin(&explored, scenario, diagnostics)) {
		explored_clear(&explored);
		return;
	}
	ck_assert(domain_find(&explored.exploration->alphabet, &page_base, &granule_base, &most, NULL));
	world = sizes_new(&explored.exploration->alphabet, page_base, granule_base, most, NULL);
	closing_run(&closing, world, CLOSING_COMPONENTS, &sink);
	broken = broken_for_real(world, &has_effect);
	ck_assert_msg(closing_holds(&closing) == !(broken || has_effect),
		      "%s: %s: closed %d, broken for real %d", version->id,
		      rmm_variant_info(variant)->id, closing_holds(&closing), broken != 0);
	ck_assert_msg((closing.broken & ~broken) == 0, "%s: %s: a row that is not broken for real",
		      version->id, rmm_variant_info(variant)->id);
	closing_clear(&closing);
	sizes_free(world);
	explored_clear(&explored);
}

START_TEST(test_mistakes)
{
	static const struct rmm_version *const versions[] = {
		&rmm_version_1_0, &rmm_version_2_0_bet0, &rmm_version_2_0_bet3,
	};

	for (gsize i = 0; i < G_N_ELEMENTS(versions); i++)
		try_mistake(is_asked("realms") ? ANY_REALMS : ONE_TABLE, versions[i],
			    (enum rmm_variant)_i);
}
END_TEST

/* What breaks is shown where it really does. */
START_TEST(test_counterexample)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	g_autoptr(GString) text = g_string_new(NULL);
	Sized result;

	inquiry_sized(ONE_TABLE, VARIANT_DATA_MAPPED_TWICE, &result);
	ck_assert(!sized_holds(&result) && !closing_holds(&result.closing));
	ck_assert(result.witness && result.witness->confirmed);
	ck_assert(result.closing.broken >> result.found->index & 1);
	ck_assert_str_eq(rows[result.found->index].id, "assigned-owns-data");
	witness_append_scenario(text, &result.explored, result.witness, NULL);
	ck_assert_ptr_nonnull(strstr(text->str, "RMI_"));
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
		"%.*sexplore\nany $p, $q, $r in $dram .. $dram+32K step 4K\nany $g in $spare .. $spare+16K step 4K\n"
		"host RMI_GRANULE_DELEGATE addr=$g\nhost RMI_DATA_CREATE_UNKNOWN rd=$rd data=$g ipa=$p\n"
		"action destroy\nhost RMI_DATA_DESTROY rd=$rd ipa=$p where $p < $q\n"
		"host RMI_DATA_DESTROY rd=$rd ipa=$q where $q < $r\nhost RMI_DATA_DESTROY rd=$rd ipa=$r\nend\n"
		"ghosts off\nend\n", (int)(at - whole), whole);
	close(g_file_open_tmp("sizes-XXXXXX", &path, NULL));
	ck_assert(g_file_set_contents(path, text, -1, NULL));
	inquiry_sized(path, VARIANT_NONE, &result);
	ck_assert(closing_holds(&result.closing));
	ck_assert(!lemma_holds(&result.lemma));
	ck_assert(!sized_holds(&result));
	ck_assert_uint_eq(result.larger.steps, 0);
	sized_clear(&result);
	unlink(path);
}
END_TEST

/*
 * A mistake that only ranges of four pages show passes the closure, as no state of
 * it is that large. That nothing is proven of larger worlds is what finds it.
 */
START_TEST(test_larger_mistake)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	Sized result;

	inquiry_sized(ONE_TABLE, VARIANT_SET_RIPAS_LONG_OVER_DESTROYED, &result);
	ck_assert(sized_part_was_tried(&result, PART_LARGER));
	ck_assert(!sized_part_holds(&result, PART_LARGER));
	ck_assert(!lemma_holds(&result.larger));
	ck_assert(!sized_holds(&result) && !sized_is_open(&result));
	ck_assert(result.witness && result.witness->confirmed);
	ck_assert_uint_eq(result.witness_size.pages, 4);
	ck_assert_str_eq(rows[result.found->index].id, "destroyed-left-by-consent");
	if (result.uniform.is_learned) {
		ck_assert(!lemma_holds(&result.uniform.lemma));
		ck_assert_uint_eq(result.uniform.worst_at.pages, 4);
		ck_assert_uint_gt(result.uniform.from.pages, 3);
	}
	sized_clear(&result);
}
END_TEST

/* Without a mistake the views of Realms are those that two of them really have. */
START_TEST(test_realms)
{
	Sized result;

	inquiry_sized(ANY_REALMS, VARIANT_NONE, &result);
	ck_assert(sized_holds(&result) || sized_is_open(&result));
	ck_assert_uint_eq(views_count(result.closing.views),
			  sized_real_views(&result, (WorldSize){ 2, 1, 0 }));
	sized_clear(&result);
}
END_TEST

Suite *suite_sizes_mistakes(void)
{
	Suite *suite = suite_create("sizes_mistakes");
	TCase *tcase = tcase_create("sizes_mistakes");

	tcase_set_timeout(tcase, 300);
	tcase_add_loop_test(tcase, test_mistakes, VARIANT_NONE + 1, VARIANTS);
	tcase_add_test(tcase, test_counterexample);
	tcase_add_test(tcase, test_too_many_needed);
	tcase_add_test(tcase, test_larger_mistake);
	/* It takes long. */
	if (is_asked("all"))
		tcase_add_test(tcase, test_realms);
	suite_add_tcase(suite, tcase);
	return suite;
}
