/* SPDX-License-Identifier: BSD-3-Clause */
/* Why a suite that is made from the model does not reach a goal. */
#include <string.h>

#include "suites.h"
#include "suites/covering.h"
#include "system/version.h"

static const struct {
	const char *version;
	GoalsKind kind;
	const char *goal, *by;
	MissedKind missed;
	const char *said;
} missed[] = {
	{ "1.0", GOALS_CONDITIONS, "RMI_RTT_DESTROY rtt_walk", NULL, MISSED_BOUNDS,
	  "bounds: of this world and its actions" },
	{ "1.0", GOALS_CONDITIONS, "RMI_RTT_DESTROY rtt_walk", "acs/x.ripas", MISSED_BOUNDS,
	  "bounds: acs/x.ripas reaches it" },
	{ "1.0", GOALS_CONDITIONS, "RSI_ATTESTATION_TOKEN_CONTINUE unknown", NULL, MISSED_MODEL,
	  "not modelled: a reason that only an implementation knows" },
	{ "2.0-bet0", GOALS_CONDITIONS, "RMI_RMM_CONFIG_SET tracked", NULL, MISSED_TEXT,
	  "impossible by the text: tracking is set when ACTIVE only (C15)" },
	/* may be reported, beside another */
	{ "2.0-bet0", GOALS_CONDITIONS, "RMI_RTT_SET_RIPAS ram_invalid", NULL, MISSED_BOUNDS,
	  "bounds: of this world and its actions" },
	{ "2.0-bet3", GOALS_ORDERINGS, "PSCI_CPU_ON mpidr < runnable", NULL, MISSED_TEXT,
	  "impossible by the text: an MPIDR of no REC leads to none that runs" },
	{ "1.0", GOALS_ORDERINGS, "RMI_RTT_DESTROY rtt_walk < rtt_live", NULL, MISSED_BOUNDS,
	  "bounds: of this world and its actions" },
	{ "1.0", GOALS_PAIRS, "RMI_RTT_DESTROY rd_align or ipa_align", NULL, MISSED_OPEN,
	  "open: no scenario is known that does" },
	{ "1.0", GOALS_TRANSITIONS, "RIPAS none -> EMPTY by RMI_REALM_CREATE", NULL,
	  MISSED_BOUNDS, "bounds: of this world and its actions" },
	{ "2.0-bet3", GOALS_TRANSITIONS, "RIPAS none -> EMPTY by RMI_REALM_CREATE", NULL,
	  MISSED_OPEN, "open: no scenario is known that does" },
};

/* A world of all commands, of which nothing is explored. */
static void cover_nothing(const char *version, GoalsKind kind, char **library, Covering *covering)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	const CoveringRequest request = {
		.kind = kind, .parse.version = version_find(version), .options.states = 1,
		.library = library
	};

	covering_find("tests/suites/all-commands.ripas", &request, diagnostics, covering);
	ck_assert(covering->explorable);
}

START_TEST(test_missed)
{
	Covering covering;
	g_autoptr(GString) said = g_string_new(NULL);
	const Goals *goals;
	guint number = 0;
	Missed why;

	cover_nothing(missed[_i].version, missed[_i].kind, NULL, &covering);
	goals = covering.reach.goals;
	for (; number < goals->all->len; number++) {
		g_autoptr(GString) text = g_string_new(NULL);

		goal_append(text, goals, goals_at(goals, number));
		if (strcmp(text->str, missed[_i].goal) == 0)
			break;
	}
	ck_assert_msg(number < goals->all->len, "no goal is '%s'", missed[_i].goal);
	why = missed_why(goals, number, missed[_i].by, NULL, TRUE);
	ck_assert_int_eq(why.kind, missed[_i].missed);
	missed_append(said, &why);
	ck_assert_str_eq(said->str, missed[_i].said);
	covering_clear(&covering);
}
END_TEST

typedef struct {
	guint bounds, reached, text, others;
} Reasons;

static void count_reason(gpointer user, guint goal, const Missed *why)
{
	Reasons *reasons = user;

	reasons->bounds += why->kind == MISSED_BOUNDS ? 1 : 0;
	reasons->reached += why->by ? 1 : 0;
	reasons->text += why->kind == MISSED_TEXT ? 1 : 0;
	reasons->others += why->kind == MISSED_MODEL || why->kind == MISSED_OPEN ? 1 : 0;
}

/*
 * What scenarios for all conditions reach is out of bounds, and all the rest is said to be
 * impossible: nothing that is said to be is reached by one.
 */
START_TEST(test_elsewhere)
{
	static const char *const versions[] = { "1.0", "2.0-bet0", "2.0-bet3" };
	g_autofree char *folder = g_strdup_printf("scenarios/conditions/%s",
						  version_find(versions[_i])->id);
	char *library[] = { folder, NULL };
	Reasons reasons = { 0 };
	Covering covering;

	cover_nothing(versions[_i], GOALS_CONDITIONS, library, &covering);
	covering_missed(&covering, count_reason, &reasons);
	ck_assert_uint_gt(reasons.reached, 200);
	ck_assert_uint_eq(reasons.bounds, reasons.reached);
	ck_assert_uint_eq(reasons.text, _i == 1 ? 1 : 0);
	ck_assert_uint_eq(reasons.others, _i == 0 ? 1 : 2);
	covering_clear(&covering);
}
END_TEST

Suite *suite_missed(void)
{
	Suite *suite = suite_create("missed");
	TCase *tcase = tcase_create("missed");

	tcase_add_loop_test(tcase, test_missed, 0, G_N_ELEMENTS(missed));
	tcase_add_loop_test(tcase, test_elsewhere, 0, 3);
	suite_add_tcase(suite, tcase);
	return suite;
}
