/* SPDX-License-Identifier: BSD-3-Clause */
/* The comparison: its cells stand by themselves, and say what is known of them. */
#include <stdio.h>
#include <string.h>

#include "compare/compare.h"
#include "actor/dialect.h"
#include "library.h"
#include "run/runner.h"
#include "suites.h"

/* ---- cells ---- */

static const char *const explained[] = {
	"host-init/linux/v12", "host-init/linux/v14", "host-init/linux/v16",
	"guest-init/linux/v14", "guest-init/edk2+linux/v14", "both/freebsd/v12",
	"neither/legacy/v16", "kernel-init/linux-early/v12", "both/linux/v12/replace",
	"both/linux/v12/replace-early", "guest-init/edk2+linux/v16/half",
	"host-init/linux/v12/destroy-late", "host-init/legacy/v12/other-image",
};

/* The row of a table that has this name. */
#define ROW(rows, wanted, row)                               \
	do {                                                 \
		(row) = (rows);                              \
		while (strcmp((row)->name, (wanted)) != 0)   \
			(row)++;                             \
	} while (0)

static Cell cell_of(const char *name, const struct rmm_version *version)
{
	g_auto(GStrv) parts = g_strsplit(name, "/", -1);
	Cell cell = { .version = version, .population = &populations[0] };

	ROW(policies, parts[0], cell.policy);
	ROW(guest_choices, parts[1], cell.guest);
	ROW(kvm_series, parts[2], cell.kvm);
	if (parts[3])
		ROW(cheats, parts[3], cell.cheat);
	return cell;
}

/* What --explain writes runs by itself, invariants checked, and comes to the same. */
START_TEST(test_explained)
{
	int count = (int)G_N_ELEMENTS(explained);
	const struct rmm_version *version = version_at((guint)(_i / count));
	Cell cell = cell_of(explained[_i % count], version), honest = cell;
	ParseOptions parse = { .version = NULL };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = NULL;
	HashCache *cache = hash_cache_new();
	Facts facts;
	RunResult result;
	char *text;

	if (!dialect_of(version))
		return;
	honest.cheat = NULL;
	cell_run(&honest, NULL, cache, &facts);
	text = cell_explain(&cell, cell.cheat ? &facts : NULL, cache);
	ck_assert_msg(strstr(text, ending_name(ENDED_OK)) != NULL, "%s", text);
	scenario = scenario_parse_text(explained[_i % count], text, strlen(text), &parse,
				       diagnostics);
	ck_assert_ptr_nonnull(scenario);
	library_run(explained[_i % count], scenario, &result);
	run_result_clear(&result);
	facts_clear(&facts);
	hash_cache_free(cache);
}
END_TEST

/* ---- what is known ---- */

static const struct {
	const struct rmm_version *version;
	const char *cell;
	Ending ending;
	const char *step;
} known[] = {
	/* Linux uses its BSS before it asks. */
	{ &rmm_version_1_0, "guest-init/linux/v14", ENDED_SEA, "create_init_idmap" },
	{ &rmm_version_1_0, "neither/linux/v12", ENDED_SEA, "create_init_idmap" },
	{ &rmm_version_1_0, "guest-init/edk2+linux/v14", ENDED_IDLE, NULL },
	/* The loop over a memslot that holds the image already. */
	{ &rmm_version_1_0, "host-init/linux/v12", ENDED_IDLE, NULL },
	{ &rmm_version_1_0, "host-init/linux/v14", ENDED_SPINS, NULL },
	{ &rmm_version_1_0, "host-init/linux/v16", ENDED_ENXIO, NULL },
	/* What guests make of an answer. */
	{ &rmm_version_1_0, "both/freebsd/v12/reject", ENDED_SPINS, "initarm" },
	{ &rmm_version_1_0, "guest-init/edk2+linux/v12/reject", ENDED_PANIC,
	  "ArmCcaConfigureSystemMemory" },
	{ &rmm_version_1_0, "guest-init/edk2+linux/v12/ignore", ENDED_SPINS,
	  "ArmCcaConfigureSystemMemory" },
	{ &rmm_version_1_0, "both/linux/v12/replace-early", ENDED_REFUSED, "attest" },
	/* 2.0 goes on at what is RAM, and does not measure RIPAS. */
	{ &rmm_version_2_0_bet0, "host-init/linux/v14", ENDED_IDLE, NULL },
	{ &rmm_version_2_0_bet0, "guest-init/linux/v14", ENDED_SEA, "create_init_idmap" },
	{ &rmm_version_2_0_bet0, "guest-init/edk2+linux/v16/destroy", ENDED_SPINS,
	  "ArmCcaConfigureSystemMemory" },
	{ &rmm_version_2_0_bet0, "kernel-init/linux-early/v14", ENDED_IDLE, NULL },
	{ &rmm_version_2_0_bet0, "both/linux/v14/other-image", ENDED_REFUSED, "attest" },
	{ &rmm_version_1_0, "host-init/linux/v12/replace", ENDED_SPINS, "use_image" },
};

START_TEST(test_known)
{
	Cell cell = cell_of(known[_i].cell, known[_i].version), honest = cell;
	HashCache *cache = hash_cache_new();
	Facts facts, expected;

	honest.cheat = NULL;
	cell_run(&honest, NULL, cache, &expected);
	cell_run(&cell, cell.cheat ? &expected : NULL, cache, &facts);
	ck_assert_msg(facts.ending == known[_i].ending, "%s: %s", known[_i].cell,
		      ending_name(facts.ending));
	ck_assert_msg(!known[_i].step || g_strcmp0(facts.step, known[_i].step) == 0, "%s: %s",
		      known[_i].cell, facts.step);
	ck_assert(!facts.limit && facts.broken == 0);
	facts_clear(&facts);
	facts_clear(&expected);
	hash_cache_free(cache);
}
END_TEST

/* The RIM tells whether the Host set RIPAS, but for 2.0-bet0. */
START_TEST(test_rim)
{
	const struct rmm_version *version = version_at((guint)_i);
	HashCache *cache = hash_cache_new();
	Cell host, guest;
	Facts a, b;

	if (!dialect_of(version))
		return;
	host = cell_of("host-init/linux/v12", version);
	guest = cell_of("guest-init/linux/v12", version);
	cell_run(&host, NULL, cache, &a);
	cell_run(&guest, NULL, cache, &b);
	ck_assert_uint_gt(a.rim_size, 0);
	ck_assert_uint_eq(a.rim_size, b.rim_size);
	ck_assert_int_eq(memcmp(a.rim, b.rim, a.rim_size) == 0, version == &rmm_version_2_0_bet0);
	facts_clear(&a);
	facts_clear(&b);
	hash_cache_free(cache);
}
END_TEST

/*
 * Where INIT_RIPAS is not measured, a page that is destroyed before it can be
 * replaced unseen; an RMM that stops at such a page prevents that.
 */
START_TEST(test_unmeasured)
{
	static const struct {
		const struct rmm_version *version;
		enum rmm_variant variants[2];
		CheatOutcome cheat;
	} rows[] = {
		{ &rmm_version_1_0, { VARIANT_NONE, VARIANT_NONE }, CHEAT_REFUSED },
		{ &rmm_version_1_0, { VARIANT_INIT_RIPAS_UNMEASURED, VARIANT_NONE }, CHEAT_UNNOTICED },
		{ &rmm_version_1_0, { VARIANT_INIT_RIPAS_UNMEASURED, VARIANT_INIT_RIPAS_STOPS_AT_DESTROYED },
		  CHEAT_NOTICED },
		{ &rmm_version_2_0_bet0, { VARIANT_NONE, VARIANT_NONE }, CHEAT_UNNOTICED },
		{ &rmm_version_2_0_bet0, { VARIANT_INIT_RIPAS_STOPS_AT_DESTROYED, VARIANT_NONE }, CHEAT_NOTICED },
	};
	HashCache *cache = hash_cache_new();

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		Cell cell = cell_of("both/linux/v12/replace-early", rows[i].version), honest;
		Facts facts, expected;

		for (guint j = 0; j < 2; j++)
			if (rows[i].variants[j] != VARIANT_NONE)
				rmm_add_variant(&cell.variants, rows[i].variants[j]);
		honest = cell;
		honest.cheat = NULL;
		cell_run(&honest, NULL, cache, &expected);
		cell_run(&cell, &expected, cache, &facts);
		ck_assert_str_eq(cheat_name(cheat_of(&facts)), cheat_name(rows[i].cheat));
		facts_clear(&facts);
		facts_clear(&expected);
	}
	hash_cache_free(cache);
}
END_TEST

/* Alike cells share a row, and every cell is in one. */
/* What an honest Host can come to: bet0 measures no RIPAS, bet3 a range for each call. */
static const struct {
	const struct rmm_version *version;
	enum rmm_variant variant;
	guint rims, changing;
} honest[] = {
	{ &rmm_version_1_0, VARIANT_NONE, 4, WAY_FIRST | WAY_RACE },
	{ &rmm_version_2_0_bet0, VARIANT_NONE, 1, 0 },
	{ &rmm_version_2_0_bet3, VARIANT_NONE, 6, WAY_SPLIT | WAY_FIRST | WAY_RACE },
	{ &rmm_version_2_0_bet3, VARIANT_INIT_RIPAS_NOT_IN_RIM, 1, 0 },
	{ &rmm_version_2_0_bet3, VARIANT_INIT_RIPAS_RIM_PER_ENTRY, 4, WAY_FIRST | WAY_RACE },
};

START_TEST(test_honest)
{
	struct rmm_variants variants = { { 0 } };
	const Population *small;
	HonestRims rims;

	ROW(populations, "small", small);
	if (honest[_i].variant != VARIANT_NONE)
		rmm_add_variant(&variants, honest[_i].variant);
	rims = honest_rims(honest[_i].version, small, &variants);
	ck_assert_uint_eq(rims.rims, honest[_i].rims);
	ck_assert_uint_eq(rims.changing, honest[_i].changing);
}
END_TEST

/* "comes to 4 RIMs in 1.0, to 1 in bet0 and to 6 in bet3" */
START_TEST(test_told_rims)
{
	const struct rmm_version *const versions[] = { &rmm_version_1_0, &rmm_version_2_0_bet0,
						       &rmm_version_2_0_bet3 };
	const struct rmm_variants none = { { 0 } };
	g_autofree char *text = NULL;
	guint told[3], ways;
	char *at;

	ck_assert(g_file_get_contents("README.md", &text, NULL, NULL));
	g_strdelimit(text, "\n", ' ');
	at = strstr(text, "An honest Host that builds one VM in ");
	ck_assert(at && sscanf(at, "An honest Host that builds one VM in %u ways", &ways) == 1);
	at = strstr(at, "comes to ");
	ck_assert_int_eq(sscanf(at, "comes to %u RIMs in 1.0, to %u in bet0 and to %u in bet3",
				&told[0], &told[1], &told[2]), 3);
	ck_assert_uint_eq(ways, WAYS);
	for (gsize i = 0; i < G_N_ELEMENTS(versions); i++)
		ck_assert_uint_eq(told[i], honest_rims(versions[i], &populations[0], &none).rims);
}
END_TEST

START_TEST(test_rows)
{
	Choice choice = { .population = &populations[0] };
	g_autoptr(Comparison) comparison = compare(&rmm_version_1_0, &choice);
	guint cells = 0;

	for (guint i = 0; i < comparison->rows->len; i++) {
		const Row *row = comparison->rows->pdata[i];

		cells += row->guests->len * row->versions->len;
	}
	ck_assert_uint_eq(cells, comparison->cells->len);
	ck_assert_uint_lt(comparison->rows->len, comparison->cells->len);
}
END_TEST

Suite *suite_compare(void)
{
	Suite *suite = suite_create("compare");
	TCase *tcase = tcase_create("compare");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_explained, 0,
			    (int)G_N_ELEMENTS(explained) * (int)version_count());
	tcase_add_loop_test(tcase, test_known, 0, (int)G_N_ELEMENTS(known));
	tcase_add_loop_test(tcase, test_rim, 0, (int)version_count());
	tcase_add_test(tcase, test_unmeasured);
	tcase_add_test(tcase, test_told_rims);
	tcase_add_loop_test(tcase, test_honest, 0, (int)G_N_ELEMENTS(honest));
	tcase_add_test(tcase, test_rows);
	suite_add_tcase(suite, tcase);
	return suite;
}
