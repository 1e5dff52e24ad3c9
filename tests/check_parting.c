/* SPDX-License-Identifier: BSD-3-Clause */
/* Where two versions or variants part. */
#include <string.h>

#include "folder.h"
#include "inquiry.h"
#include "inquiry/parted.h"
#include "parting/common.h"
#include "suites.h"
#include "system/version.h"

/* The sides of @text part, or not; the caller clears. */
static void part_seen(const char *text, const char *path, gboolean all, PartingSight sight,
		      PartedSide sides[2], Parted *parted)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	PartedRequest request = { .sides = sides, .options.all = all, .sight = sight };

	ck_assert(parted_sides_parse(text, sides, NULL));
	parted_explore(path, &request, diagnostics, parted);
	ck_assert(parted->explorable);
}

static void part(const char *text, const char *path, gboolean all, PartedSide sides[2],
		 Parted *parted)
{
	part_seen(text, path, all, PARTING_SEEN, sides, parted);
}

static const Parting *parting_at(const Parted *parted, guint number)
{
	return parted->result.partings->pdata[number];
}

/* ---- what is found ---- */

static const struct {
	const char *sides, *path;
	guint actions;          /* 0: they never part */
	DifferenceKind kind;
	enum rmm_command_id command;
} cases[] = {
	{ "data-destroy-keeps-ram", "scenarios/explore/peer/p2g2.ripas", 3, DIFFERENCE_STATE,
	  CMD_RMI_DATA_DESTROY },
	{ "init-ripas-unmeasured", "scenarios/explore/one-page.ripas", 1, DIFFERENCE_RIM,
	  CMD_RMI_RTT_INIT_RIPAS },
	{ "init-ripas-stops-at-destroyed", "scenarios/explore/one-page.ripas", 4,
	  DIFFERENCE_RESULT, CMD_RMI_RTT_INIT_RIPAS },
	{ "C6", "scenarios/explore/one-page.ripas", 4, DIFFERENCE_RESULT,
	  CMD_RMI_RTT_INIT_RIPAS },
	{ "none,none", "scenarios/explore/one-page.ripas", 0, DIFFERENCE_NONE, CMD_NONE },
	/* Nothing there tells Granules of other Realms apart. */
	{ "undelegate-mapped", "scenarios/explore/peer/p2g2.ripas", 3, DIFFERENCE_RESULT,
	  CMD_RMI_GRANULE_UNDELEGATE },
};

START_TEST(test_variants)
{
	PartedSide sides[2];
	Parted parted;

	part(cases[_i].sides, cases[_i].path, FALSE, sides, &parted);
	ck_assert_uint_eq(parted.result.partings->len, cases[_i].actions ? 1 : 0);
	if (cases[_i].actions) {
		const Parting *parting = parting_at(&parted, 0);

		ck_assert_uint_eq(parting->actions->len, cases[_i].actions);
		ck_assert_int_eq(parting->kind, cases[_i].kind);
		ck_assert_int_eq(parting->made[0].call.command, cases[_i].command);
		ck_assert_int_eq(parted.result.end, EXPLORE_VIOLATED);
	} else {
		ck_assert_int_eq(parted.result.end, EXPLORE_CLOSED);
		ck_assert_uint_eq(parted.result.states, 12160);
	}
	parted_clear(&parted);
	parted_sides_clear(sides);
}
END_TEST

/* What the Realm is told, whatever the Host sees on the way. */
static const struct {
	const char *sides;
	DifferenceKind kind;
	enum rmm_command_id command;
} told[] = {
	{ "tf-rmm-outside-ipa-sea", DIFFERENCE_RESULT, CMD_READ },
	/* the Host is refused sooner; its REC is told the same */
	{ "tf-rmm-set-ripas-same-ripas", DIFFERENCE_NONE, CMD_NONE },
	/* contents are gone in one of the two, and the page is RAM there alone */
	{ "set-ripas-over-destroyed", DIFFERENCE_COMPLETION, CMD_RMI_REC_ENTER },
};

START_TEST(test_told_to_realm)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *here = g_get_current_dir();
	g_autofree char *text = g_strdup_printf(
		"spec rmm-1.0-rel0\ninclude \"%s/scenarios/common/one-table.ripas\"\n"
		"host RMI_GRANULE_DELEGATE addr=$spare\nhost RMI_DATA_CREATE rd=$rd data=$spare ipa=0\nhost RMI_REALM_ACTIVATE rd=$rd\nexplore\n"
		"host RMI_DATA_DESTROY rd=$rd ipa=0\n"
		"host RMI_RTT_SET_RIPAS rd=$rd rec=$rec base=pending top=pending\n"
		"host RMI_REC_ENTER rec=$rec when pending $rec RIPAS_CHANGE\n"
		"realm $rec RSI_IPA_STATE_SET base=0 top=4K ripas=RAM|EMPTY\nrealm $rec READ ipa=64K\nend\n", here);
	const char *path = folder_add(folder, "told.ripas", text, -1);
	PartedSide sides[2];
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	PartedRequest request = { .sides = sides, .sight = PARTING_TOLD_TO_REALM };
	Parted parted;

	ck_assert(parted_sides_parse(told[_i].sides, sides, NULL));
	parted_explore(path, &request, diagnostics, &parted);
	ck_assert(parted.explorable);
	ck_assert_uint_eq(parted.result.partings->len, told[_i].command == CMD_NONE ? 0 : 1);
	if (parted.result.partings->len) {
		ck_assert_int_eq(parting_at(&parted, 0)->kind, told[_i].kind);
		ck_assert_int_eq(parting_at(&parted, 0)->made[0].call.command, told[_i].command);
	}
	parted_clear(&parted);
	parted_sides_clear(sides);
}
END_TEST

/* Actions have a name where versions have other commands for the same thing. */
START_TEST(test_versions)
{
	static const struct {
		const char *sides;
		enum rmm_command_id first, second;
	} pairs[] = {
		{ "1.0,2.0-bet3", CMD_RMI_DATA_DESTROY, CMD_RMI_RTT_DATA_UNMAP },
		{ "2.0-bet0,2.0-bet3", CMD_RMI_GRANULE_RANGE_UNDELEGATE,
		  CMD_RMI_GRANULE_RANGE_UNDELEGATE },
	};
	PartedSide sides[2];
	Parted parted;
	gboolean found = FALSE;

	part(pairs[_i].sides, "scenarios/explore/one-page.ripas", TRUE, sides, &parted);
	ck_assert_uint_eq(parted.result.alone[0] + parted.result.alone[1], 0);
	ck_assert_uint_gt(parted.result.states, 10000);
	for (guint i = 0; i < parted.result.partings->len; i++) {
		const Parting *parting = parting_at(&parted, i);

		found |= parting->made[0].call.command == pairs[_i].first &&
			 parting->made[1].call.command == pairs[_i].second &&
			 parting->kind == DIFFERENCE_RESULT;
		if (i)
			ck_assert_uint_ge(parting->actions->len,
					  parting_at(&parted, i - 1)->actions->len);
	}
	ck_assert(found);
	parted_clear(&parted);
	parted_sides_clear(sides);
}
END_TEST

/* ---- scenarios ---- */

static guint failing_steps(const char *text, const struct rmm_version *version,
			   enum rmm_variant variant)
{
	ParseOptions options = { .version = version };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const RunOptions run = { .keep_all = FALSE };
	g_autoptr(Scenario) scenario = NULL;
	RunResult result;
	guint failed;

	if (variant != VARIANT_NONE)
		rmm_add_variant(&options.variants, variant);
	scenario = scenario_parse_text("part.ripas", g_strdup(text), strlen(text), &options,
				       diagnostics);
	ck_assert_msg(scenario != NULL, "%s", text);
	scenario_run(scenario, &run, &result);
	failed = result.failed;
	run_result_clear(&result);
	return failed;
}

/* Of variants: as the first says, and not as the second does. */
START_TEST(test_scenario_of_variants)
{
	g_autoptr(GString) text = g_string_new(NULL);
	PartedSide sides[2];
	Parted parted;

	part("init-ripas-stops-at-destroyed", "scenarios/explore/one-page.ripas", FALSE, sides,
	     &parted);
	parted_append_scenario(text, &parted, 0, NULL);
	ck_assert_uint_eq(failing_steps(text->str, NULL, VARIANT_NONE), 0);
	ck_assert_uint_eq(failing_steps(text->str, NULL, sides[1].variant), 1);
	parted_clear(&parted);
	parted_sides_clear(sides);
}
END_TEST

/* Of versions: as each of them says, also where they have other commands. */
static const struct {
	const char *sides, *path;
	PartingSight sight;
	guint least;
} of_versions[] = {
	{ "2.0-bet0,2.0-bet3", "scenarios/explore/one-page.ripas", PARTING_SEEN, 4 },
	{ "1.0,2.0-bet3", "scenarios/explore/one-page.ripas", PARTING_SEEN, 8 },
	/* what the Host is refused in one of them is on the way */
	{ "1.0,2.0-bet3", "scenarios/explore/one-page.ripas", PARTING_TOLD_TO_REALM, 2 },
	{ "2.0-bet0,2.0-bet3", "scenarios/explore/kvm-fault-race.ripas", PARTING_SEEN, 4 },
	{ "v12,v14", "scenarios/explore/kvm-two-vcpus.ripas", PARTING_SEEN, 2 },
};

/* The Host may do to an image before activation what breaks a rule in 2.0 (C6). */
static guint failing_but_c6(const GString *text, const PartedSide *side)
{
	const char *setup_end = g_strrstr(text->str, "\n\n");
	g_autofree char *setup = g_strndup(text->str, (gsize)(setup_end - text->str));
	g_autofree char *all = g_strconcat(setup, "\nin rmm-2.0 check off lost-contents-not-ram",
					   setup_end, NULL);

	return failing_steps(all, side->kvm ? side->kvm->rmm : side->version, VARIANT_NONE);
}

START_TEST(test_scenario_of_versions)
{
	PartedSide sides[2];
	Parted parted;

	part_seen(of_versions[_i].sides, of_versions[_i].path, TRUE, of_versions[_i].sight, sides,
		  &parted);
	ck_assert_uint_ge(parted.result.partings->len, of_versions[_i].least);
	for (guint i = 0; i < parted.result.partings->len; i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		parted_append_scenario(text, &parted, i, NULL);
		for (guint side = 0; side < 2; side++)
			ck_assert_msg(failing_but_c6(text, &sides[side]) == 0, "%s", text->str);
	}
	parted_clear(&parted);
	parted_sides_clear(sides);
}
END_TEST

/* ---- sides ---- */

START_TEST(test_sides)
{
	static const char *const wrong[] = { "", "1.0,2.0,1.0", "banana", "1.0,banana", "B999",
					     "v13", "kvm-", "v14,v99" };
	PartedSide sides[2];

	for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
		ck_assert_msg(!parted_sides_parse(wrong[i], sides, NULL), "%s", wrong[i]);
		parted_sides_clear(sides);
	}
	ck_assert(parted_sides_parse("1.0,2.0-bet0", sides, NULL));
	ck_assert_ptr_eq(sides[0].version, version_find("1.0"));
	ck_assert_ptr_eq(sides[1].version, version_find("2.0-bet0"));
	parted_sides_clear(sides);
	ck_assert(parted_sides_parse("v14,kvm-next", sides, NULL));
	ck_assert_str_eq(sides[0].kvm->name, "v14");
	ck_assert_str_eq(sides[1].kvm->name, "next");
	parted_sides_clear(sides);
}
END_TEST

/* ---- KVM ---- */

static const struct {
	const char *sides;
	guint actions;          /* 0: they never part */
	DifferenceKind kind;
	enum rmm_command_id commands[2];
} series[] = {
	/* what becomes shared: v14 unmaps its alias, too */
	{ "v14,v16", 1, DIFFERENCE_CALL,
	  { CMD_RMI_RTT_UNPROT_UNMAP, CMD_RMI_RTT_DATA_UNMAP } },
	{ "v16,v16", 0, DIFFERENCE_NONE, { CMD_NONE, CMD_NONE } },
	/* the file's own */
	{ "none,v16", 0, DIFFERENCE_NONE, { CMD_NONE, CMD_NONE } },
	/* each on the RMM that it is for, which tells one of what the other is not told */
	{ "v16,next", 2, DIFFERENCE_RESULT,
	  { CMD_RMI_RTT_UNPROT_UNMAP, CMD_RMI_RTT_UNPROT_UNMAP } },
};

START_TEST(test_series)
{
	PartedSide sides[2];
	Parted parted;

	part(series[_i].sides, "scenarios/explore/kvm-takes-memory.ripas", FALSE, sides, &parted);
	ck_assert_uint_eq(parted.result.partings->len, series[_i].actions ? 1 : 0);
	if (series[_i].actions) {
		const Parting *parting = parting_at(&parted, 0);
		g_autoptr(GString) text = g_string_new(NULL);

		ck_assert_int_eq(parting->kind, series[_i].kind);
		ck_assert_uint_eq(parting->actions->len, series[_i].actions);
		for (guint i = 0; i < 2; i++)
			ck_assert_int_eq(parting->made[i].call.command, series[_i].commands[i]);
		parted_append_scenario(text, &parted, 0, NULL);
		ck_assert_uint_eq(failing_steps(text->str, sides[0].kvm->rmm, VARIANT_NONE), 0);
	}
	parted_clear(&parted);
	parted_sides_clear(sides);
}
END_TEST

/* Sides that could never part in a file: that is no answer. */
static const struct {
	const char *sides, *path, *message;
} never_part[] = {
	{ "v14,v16", "scenarios/explore/interrupted.ripas", "no KVM has a part" },
	{ "init-ripas-void-only", "scenarios/explore/one-page.ripas", "bends nothing in rmm-1.0-rel0" },
};

START_TEST(test_never_part)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	PartedSide sides[2];
	PartedRequest request = { .sides = sides };
	Parted parted;

	ck_assert(parted_sides_parse(never_part[_i].sides, sides, NULL));
	parted_explore(never_part[_i].path, &request, diagnostics, &parted);
	ck_assert(!parted.explorable);
	ck_assert_uint_eq(diagnostics->messages->len, 1);
	ck_assert_ptr_nonnull(strstr(diagnostics->messages->pdata[0], never_part[_i].message));
	parted_clear(&parted);
	parted_sides_clear(sides);
}
END_TEST

/* ---- what states have in common ---- */

/* Each byte of a part that is compared, changed, is seen; and which part it is of. */
START_TEST(test_common)
{
	PartedSide sides[2];
	Parted parted;
	const struct explore_alphabet *a, *b;
	g_autoptr(Common) common = NULL;
	g_autofree struct rmm *changed = NULL;
	struct rmm_part part_found;
	guint seen = 0;

	part("1.0,2.0-bet3", "scenarios/explore/one-page.ripas", FALSE, sides, &parted);
	a = &parted.explored[0].exploration->alphabet;
	b = &parted.explored[1].exploration->alphabet;
	common = common_new(a->model, a->initial, b->model, b->initial);
	ck_assert(common_equal(common, a->initial, b->initial));
	ck_assert(!common_difference(common, a->initial, b->initial, &part_found));
	changed = g_memdup2(b->initial, b->state_size);
	for (size_t i = 0; i < b->model->layout.size; i++) {
		*(guint8 *)rmm_part(changed, i) ^= 1;
		if (!common_equal(common, a->initial, changed)) {
			ck_assert(common_difference(common, a->initial, changed, &part_found));
			ck_assert(part_found.offset <= i && i < part_found.offset + part_found.size);
			ck_assert(part_found.kind != PART_UNUSED);
			seen++;
		}
		*(guint8 *)rmm_part(changed, i) ^= 1;
	}
	/* At least the entries of the table and the states of Granules. */
	ck_assert_uint_ge(seen, 4 * 8 + 6);
	parted_clear(&parted);
	parted_sides_clear(sides);
}
END_TEST

Suite *suite_parting(void)
{
	Suite *suite = suite_create("parting");
	TCase *tcase = tcase_create("parting");

	tcase_add_loop_test(tcase, test_told_to_realm, 0, G_N_ELEMENTS(told));
	tcase_add_loop_test(tcase, test_variants, 0, G_N_ELEMENTS(cases));
	tcase_add_loop_test(tcase, test_versions, 0, 2);
	tcase_add_test(tcase, test_scenario_of_variants);
	tcase_add_loop_test(tcase, test_scenario_of_versions, 0, G_N_ELEMENTS(of_versions));
	tcase_add_test(tcase, test_sides);
	tcase_add_loop_test(tcase, test_series, 0, G_N_ELEMENTS(series));
	tcase_add_loop_test(tcase, test_never_part, 0, (int)G_N_ELEMENTS(never_part));
	tcase_add_test(tcase, test_common);
	suite_add_tcase(suite, tcase);
	return suite;
}
