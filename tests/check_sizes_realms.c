/* SPDX-License-Identifier: BSD-3-Clause */
/* What is proven for every number of Realms, and what is not. */
#include <string.h>

#include "explore/engine.h"
#include "inquiry.h"
#include "report/sized_words.h"
#include "sized.h"
#include "suites.h"

/* Five Realms with a page and a REC each, and the lines of a block. */
static void sized_with_realms(const char *spec, const char *lines, enum rmm_variant variant,
			      Sized *result, Diagnostics *diagnostics)
{
	gboolean is_1_0 = strstr(spec, "1.0") != NULL;
	g_autofree char *text = g_strdup_printf(
		"title \"Realms\"\nspec %s\nmemory 0x8800_0000 +84K\n"
		"geometry entries=2 realms=5 recs=5 rtts=5 operations=1 descriptors=1\n"
		"platform ipa_width_min=13 ipa_width_max=13 vmid_bits=8\n"
		"let $spare = 0x8800_0000\nlet $rd = $spare + 20K\nlet $end = $rd + 60K\n"
		"for $h in $rd .. $end step 4K\n"
		"in rmm-1.0 host RMI_GRANULE_DELEGATE addr=$h\n"
		"in rmm-2.0 host RMI_GRANULE_RANGE_DELEGATE base=$h top=$h+4K\nend\n"
		"for $n in 0 .. 5 step 1\n"
		"host RMI_REALM_CREATE rd=$rd+$n*12K s2sz=13 rtt_base=$rd+$n*12K+4K rtt_level_start=3%s\n"
		"host RMI_REC_CREATE rd=$rd+$n*12K rec=$rd+$n*12K+8K\nend\n"
		"explore\nany $r in $rd .. $end step 12K\nany $e in $rd+8K .. $end step 12K\n"
		"any $g in $spare .. $spare+20K step 4K\n"
		"in rmm-1.0 host RMI_GRANULE_DELEGATE addr=$g\n"
		"in rmm-1.0 host RMI_GRANULE_UNDELEGATE addr=$g\n"
		"in rmm-1.0 host RMI_DATA_CREATE_UNKNOWN rd=$r data=$g ipa=0\n"
		"in rmm-1.0 host RMI_DATA_DESTROY rd=$r ipa=0\n"
		"in rmm-2.0 host RMI_GRANULE_RANGE_DELEGATE base=$g top=$g+4K\n"
		"in rmm-2.0 host RMI_RTT_DATA_MAP rd=$r base=0 top=4K oaddr=$g/3/1\n"
		"in rmm-2.0 host RMI_RTT_DATA_UNMAP rd=$r base=0 top=4K oaddr_type=SINGLE\n"
		"%sghosts off\nend\n", spec, is_1_0 ? " vmid=$n+1" : "", lines);

	sized_of_text(text, 0, variant, result, diagnostics);
}

static RowState row_of(const Sized *result, const char *id)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (guint i = 0; i < count; i++)
		if (strcmp(rows[i].id, id) == 0)
			return sized_row(result, i);
	ck_abort_msg("no invariant %s", id);
	return ROW_OPEN;
}

/* RECs ask for RAM, and are answered; they and their Realms end. */
#define PEND \
	"host RMI_REC_DESTROY rec=$e\n" \
	"host RMI_REALM_DESTROY rd=$r\n" \
	"host RMI_REALM_ACTIVATE rd=$r\n" \
	"host RMI_RTT_SET_RIPAS rd=$r rec=$e base=0 top=4K\n" \
	"realm $e RSI_IPA_STATE_SET base=0 top=4K ripas=RAM\n"

/* Where a world does not fit into memory no more is known, and nothing fails. */
static void check_too_large(Sized *result)
{
	g_autofree char *text = NULL;

	result->uniform.interrupted = TRUE;
	ck_assert(!sized_holds(result) && sized_is_open(result));
	text = sized_part_failure(result, PART_UNIFORM);
	ck_assert_msg(strstr(text, "too large to be learned") != NULL, "%s", text);
}

/* Realms that compete for Granules: a rule about pairs of them, too, is about as many as there are. */
START_TEST(test_realms)
{
	static const struct {
		const char *spec, *lines;
	} worlds[] = { { "rmm-1.0-rel0", PEND }, { "rmm-2.0-bet3", "" } };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_with_realms(worlds[_i].spec, worlds[_i].lines, VARIANT_NONE, &result, diagnostics);
	ck_assert(result.world && result.world->realms);
	ck_assert_uint_eq(result.world->most.pages, 5);
	ck_assert(sized_part_was_tried(&result, PART_UNIFORM));
	ck_assert(sized_holds(&result) || sized_is_open(&result));
	ck_assert_uint_gt(result.lemma.kept[2], 20);
	ck_assert_uint_eq(result.lemma.kept[3], 0);
	/* Refused for another's sake: never taken for it. */
	ck_assert_uint_gt(result.lemma.kept_recs[1], 20);
	ck_assert_uint_eq(result.lemma.kept_recs[2], 0);
	ck_assert_uint_gt(result.larger.kept[2], 1000);
	if (result.uniform.is_learned) {
		ck_assert_uint_eq(result.uniform.from.pages, 2);
		ck_assert_int_eq(row_of(&result, "vmid-unique"), ROW_PROVEN);
		ck_assert_int_eq(row_of(&result, "assigned-owns-data"), ROW_PROVEN);
	}
	/* No view that is of no state, and none that is missing. */
	ck_assert_uint_eq(views_count(result.closing.views),
			  sized_real_views(&result, (WorldSize){ 2, 1, 0 }));
	check_too_large(&result);
	sized_clear(&result);
}
END_TEST

/* A Granule that two Realms have is found, and shown where two Realms really have it. */
START_TEST(test_mistake)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_with_realms("rmm-1.0-rel0", "", VARIANT_DATA_MAPPED_TWICE, &result, diagnostics);
	ck_assert(result.world && !closing_holds(&result.closing) && !sized_is_open(&result));
	ck_assert(result.witness && result.witness->confirmed);
	ck_assert_uint_eq(result.witness_size.pages, 2);
	ck_assert_int_eq(row_of(&result, "assigned-owns-data"), ROW_BROKEN);
	sized_clear(&result);
}
END_TEST

/* A REC that is made anew may be in another's slot, or of another Realm: nothing is said. */
START_TEST(test_open)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_with_realms("rmm-1.0-rel0", PEND "host RMI_REC_CREATE rd=$r rec=$e mpidr=1\n",
			  VARIANT_NONE, &result, diagnostics);
	ck_assert(result.world && result.closing.is_open && sized_is_open(&result));
	ck_assert(!sized_holds(&result) && !result.witness && !result.closing.broken);
	sized_clear(&result);
}
END_TEST

/* What is not about each Realm alike, or about two pages, is not looked at. */
START_TEST(test_not_for_it)
{
	static const struct {
		const char *lines, *said;
	} blocks[] = {
		{ "host RMI_REALM_TERMINATE rd=$rd\n", "not about each Granule and Realm alike" },
		{ "host RMI_DATA_CREATE_UNKNOWN rd=$r data=$g ipa=4K\n", "one page in each" },
	};
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(GString) said = g_string_new(NULL);
	Sized result;

	sized_with_realms(_i ? "rmm-1.0-rel0" : "rmm-2.0-bet3", blocks[_i].lines, VARIANT_NONE, &result,
			  diagnostics);
	ck_assert(!result.world);
	diagnostics_append(said, diagnostics);
	ck_assert_msg(strstr(said->str, blocks[_i].said) != NULL, "%s", said->str);
	sized_clear(&result);
}
END_TEST

Suite *suite_sizes_realms(void)
{
	Suite *suite = suite_create("sizes_realms");
	TCase *tcase = tcase_create("sizes_realms");

	tcase_set_timeout(tcase, 300);
	tcase_add_loop_test(tcase, test_realms, 0, 2);
	tcase_add_test(tcase, test_mistake);
	tcase_add_test(tcase, test_open);
	tcase_add_loop_test(tcase, test_not_for_it, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
