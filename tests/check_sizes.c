/* SPDX-License-Identifier: BSD-3-Clause */
/* What is proven for every number of pages and Granules, and what is not. */
#include <string.h>

#include "explore/engine.h"
#include "inquiry.h"
#include "inquiry/sized.h"
#include "library.h"
#include "sized.h"
#include "sizes/pack.h"
#include "text/variants.h"
#include "suites.h"

#define ONE_TABLE "scenarios/explore/one-table.ripas"

/* Of a build that learns; another says that it cannot, and proves nothing. */
static void check_uniform(const Uniform *uniform)
{
	ck_assert_int_eq(uniform->is_learned, explore_engine("symbolic") != NULL);
	ck_assert_int_eq(uniform_holds(uniform), uniform->is_learned);
	if (!uniform->is_learned)
		return;
	ck_assert_uint_eq(uniform->from.pages, 3);
	ck_assert_uint_eq(uniform->from.granules, 2);
	ck_assert_uint_eq(uniform->degree, 4);
	ck_assert_uint_gt(uniform->predicted, 500);
	ck_assert_uint_gt(uniform->lemma.kept[2], 1000);
	ck_assert_uint_eq(uniform->lemma.kept[3], 0);
}

/* Each of the reports alone keeps it from being proven. */
static void check_each_report(Sized *result)
{
	if (!sized_holds(result))
		return;
	result->closing.has_effect = TRUE;
	ck_assert(!sized_holds(result) && !sized_part_was_tried(result, PART_LEMMA));
	result->closing.has_effect = FALSE;
	result->lemma.kept[result->lemma.allowed + 1]++;
	ck_assert(!sized_holds(result) && !sized_part_was_tried(result, PART_LARGER));
	result->lemma.kept[result->lemma.allowed + 1]--;
	result->uniform.fault = "planted";
	ck_assert(!sized_holds(result) && sized_part_was_tried(result, PART_UNIFORM));
	ck_assert_int_eq(sized_row(result, 0), ROW_OPEN);
	result->uniform.fault = NULL;
	ck_assert(sized_holds(result));
}

/*
 * With two pages and a Granule every view is met that the closure has, and no
 * other: what is proven is about states that there are.
 */
START_TEST(test_views_are_real)
{
	Sized result;

	inquiry_sized(ONE_TABLE, VARIANT_NONE, &result);
	ck_assert(sized_holds(&result) || sized_is_open(&result));
	ck_assert_uint_eq(views_count(result.closing.views), 412);
	ck_assert_uint_eq(result.lemma.kept[3], 0);
	ck_assert_uint_gt(result.lemma.kept[2], 100000);
	ck_assert_uint_gt(result.larger.steps, 50000);
	check_uniform(&result.uniform);
	ck_assert_uint_eq(sized_real_views(&result, (WorldSize){ 2, 1, 0 }), 412);
	check_each_report(&result);
	sized_clear(&result);
}
END_TEST

/* ---- operations ---- */

/* A world of one table in which operations wait, with the lines of a block. */
static void sized_with_operations(const char *lines, guint operations, enum rmm_variant variant,
				  Sized *result, Diagnostics *diagnostics)
{
	g_autofree char *text = g_strdup_printf(
		"title \"Operations\"\nspec rmm-2.0-bet0\nmemory 0x8800_0000 +28K\n"
		"geometry entries=32 realms=1 recs=1 rtts=1 operations=%u descriptors=1\n"
		"platform ipa_width_min=17 ipa_width_max=17 can_cancel=1\n"
		"let $spare = 0x8800_0000\nlet $rd = $spare + 16K\nlet $rtt = $rd + 4K\n"
		"host RMI_GRANULE_RANGE_DELEGATE base=$rd top=$rtt+4K\n"
		"host RMI_REALM_CREATE rd=$rd s2sz=17 rtt_base=$rtt rtt_level_start=3\n"
		"explore\nany $p in 4K .. 36K step 4K\nany $g in $spare .. $spare+16K step 4K\n"
		"host RMI_GRANULE_RANGE_DELEGATE base=$g top=$g+4K\n%s"
		"host RMI_OP_CONTINUE handle=0 irq after=0 .. 1\nghosts off\nend\n",
		operations, lines);
	sized_of_text(text, 0, variant, result, diagnostics);
}

#define INTERRUPTED \
	"host RMI_GRANULE_RANGE_UNDELEGATE base=$g top=$g+4K\n" \
	"host RMI_RTT_DATA_MAP_INIT rd=$rd data=$g ipa=$p irq after=0 when operations == 0\n" \
	"host RMI_RTT_DATA_MAP rd=$rd base=$p top=$p+4K oaddr=$g/3/1\n" \
	"host RMI_RTT_DATA_MAP rd=$rd base=$p top=$p+4K oaddr=$g/3/1 irq after=1 when operations == 0\n" \
	"host RMI_RTT_DATA_UNMAP rd=$rd base=$p top=$p+4K oaddr_type=SINGLE irq after=0\n" \
	"host RMI_OP_CANCEL handle=0\n"

/* An operation that waits is a component, whatever becomes of what it has in hand. */
START_TEST(test_operations)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_with_operations(INTERRUPTED, 1, VARIANT_NONE, &result, diagnostics);
	ck_assert(result.world && result.world->has_operations);
	ck_assert(sized_part_was_tried(&result, PART_UNIFORM));
	ck_assert(sized_holds(&result) || sized_is_open(&result));
	ck_assert_uint_gt(result.lemma.kept[2], 1000);
	ck_assert_uint_eq(result.lemma.kept[3], 0);
	ck_assert_uint_gt(result.larger.kept[2], 1000);
	/* Another page may have mapped what an operation has in hand. */
	ck_assert_uint_eq(views_count(result.closing.views),
			  sized_real_views(&result, (WorldSize){ 2, 2, 0 }));
	sized_clear(&result);
}
END_TEST

/* What an operation leaves behind is found, and shown. */
START_TEST(test_operation_mistake)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_with_operations(INTERRUPTED, 1, VARIANT_OPERATION_LEAVES_MARKS, &result, diagnostics);
	ck_assert(result.world && !closing_holds(&result.closing) && !sized_is_open(&result));
	ck_assert(result.witness && result.witness->confirmed);
	sized_clear(&result);
}
END_TEST

/* Of two pages at once, or of two operations, nothing is said. */
START_TEST(test_operation_too_large)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(GString) said = g_string_new(NULL);
	Sized result;

	sized_with_operations("host RMI_RTT_DATA_UNMAP rd=$rd base=$p top=$p+8K oaddr_type=SINGLE "
			      "irq after=0 where $p < 32K\n", 1, VARIANT_NONE, &result, diagnostics);
	ck_assert(result.world && result.closing.is_open && sized_is_open(&result));
	sized_clear(&result);
	sized_with_operations(INTERRUPTED, 2, VARIANT_NONE, &result, diagnostics);
	ck_assert(!result.world);
	diagnostics_append(said, diagnostics);
	ck_assert_msg(strstr(said->str, "one operation"), "%s", said->str);
	sized_clear(&result);
}
END_TEST

/* Tables and blocks: Granules by twos, beside tables that come and go. */
START_TEST(test_tables)
{
	static const char text[] =
		"title \"Tables\"\nspec rmm-1.0-rel0\nmemory 0x8800_0000 +56K\n"
		"geometry entries=2 realms=1 recs=1 rtts=2\n"
		"platform ipa_width_min=14 ipa_width_max=14\n"
		"let $spare = 0x8800_0000\nlet $rtt3 = $spare + 40K\nlet $rd = $rtt3 + 4K\n"
		"let $rtt = $rd + 4K\nfor $h in $rtt3 .. $rtt+4K step 4K\n"
		"host RMI_GRANULE_DELEGATE addr=$h\nend\n"
		"host RMI_REALM_CREATE rd=$rd s2sz=14 rtt_base=$rtt rtt_level_start=2\n"
		"explore\nany $p in 0 .. 8K step 4K\nany $g in $spare .. $spare+40K step 4K\n"
		"host RMI_GRANULE_DELEGATE addr=$g\nhost RMI_GRANULE_UNDELEGATE addr=$g\n"
		"host RMI_RTT_CREATE rd=$rd rtt=$rtt3 ipa=0 level=3\n"
		"host RMI_RTT_DESTROY rd=$rd ipa=0 level=3\nhost RMI_RTT_FOLD rd=$rd ipa=0 level=3\n"
		"host RMI_DATA_CREATE_UNKNOWN rd=$rd data=$g ipa=$p\n"
		"host RMI_DATA_DESTROY rd=$rd ipa=$p\nghosts off\nend\n";
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_of_text(text, 0, VARIANT_NONE, &result, diagnostics);
	ck_assert(result.world->is_tree);
	ck_assert_uint_eq(result.world->unit, 2);
	ck_assert_uint_eq(result.world->most.granules, 5);
	ck_assert(sized_part_was_tried(&result, PART_UNIFORM));
	ck_assert(sized_holds(&result) || sized_is_open(&result));
	ck_assert_uint_gt(result.lemma.kept[1], 100);
	ck_assert_uint_eq(result.lemma.kept[2], 0);
	ck_assert_uint_eq(views_count(result.closing.views), sized_real_views(&result, (WorldSize){ 0, 3, 0 }));
	sized_clear(&result);
}
END_TEST

/* A world of one table and four RECs, with the lines of a block. */
static void sized_with_recs(const char *lines, Sized *result, Diagnostics *diagnostics)
{
	g_autofree char *text = g_strdup_printf(
		"title \"RECs\"\nspec rmm-1.0-rel0\nmemory 0x8800_0000 +44K\n"
		"geometry entries=16 realms=1 recs=4 rtts=1\n"
		"platform ipa_width_min=16 ipa_width_max=16\n"
		"let $spare = 0x8800_0000\nlet $rd = $spare + 16K\nlet $rtt = $rd + 4K\n"
		"let $rec = $rtt + 4K\nfor $h in $rd .. $rec+16K step 4K\n"
		"host RMI_GRANULE_DELEGATE addr=$h\nend\n"
		"host RMI_REALM_CREATE rd=$rd s2sz=16 rtt_base=$rtt rtt_level_start=3\n"
		"for $n in 0 .. 4 step 1\nhost RMI_REC_CREATE rd=$rd rec=$rec+$n*4K mpidr=$n\nend\n"
		"host RMI_REALM_ACTIVATE rd=$rd\n"
		"explore\nany $p in 0 .. 32K step 4K\nany $g in $spare .. $spare+16K step 4K\n"
		"any $r in $rec .. $rec+16K step 4K\nhost RMI_GRANULE_DELEGATE addr=$g\n"
		"host RMI_DATA_CREATE_UNKNOWN rd=$rd data=$g ipa=$p\n%sghosts off\nend\n", lines);
	sized_of_text(text, 0, VARIANT_NONE, result, diagnostics);
}

/* RECs that ask for RAM, and are answered, as many as there are: each as if alone. */
START_TEST(test_recs)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_with_recs("host RMI_RTT_SET_RIPAS rd=$rd rec=$r base=$p top=$p+4K\n"
			"host RMI_REC_ENTER rec=$r ripas_response=any when pending $r RIPAS_CHANGE\n"
			"realm $r RSI_IPA_STATE_SET base=$p top=$p+4K ripas=RAM\n", &result, diagnostics);
	ck_assert(result.world);
	ck_assert_uint_eq(result.world->most.recs, 4);
	ck_assert(sized_part_was_tried(&result, PART_UNIFORM));
	ck_assert(sized_holds(&result) || sized_is_open(&result));
	ck_assert_uint_gt(result.lemma.kept_recs[1], 100);
	ck_assert_uint_eq(result.lemma.kept_recs[2], 0);
	ck_assert_uint_gt(result.larger.kept_recs[1], 100);
	if (result.uniform.is_learned)
		ck_assert_uint_le(result.uniform.from.recs, 2);
	/* No view that is of no state, and none that is missing. */
	ck_assert_uint_eq(views_count(result.closing.views),
			  sized_real_views(&result, (WorldSize){ 2, 1, 2 }));
	sized_clear(&result);
}
END_TEST

/* What RECs come and go in is not proven, and not broken either. */
START_TEST(test_open)
{
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	Sized result;

	sized_with_recs("host RMI_REC_DESTROY rec=$r\n", &result, diagnostics);
	ck_assert(result.world && result.closing.is_open);
	ck_assert(!sized_holds(&result) && sized_is_open(&result));
	ck_assert(!result.witness && !result.closing.broken);
	sized_clear(&result);
}
END_TEST

/* States are kept as few bytes, whatever numbers they have. */
START_TEST(test_packed)
{
	static const guint32 numbers[] = { 0, 1, 127, 128, 16383, 16384, 1 << 21, 1 << 28, G_MAXUINT32 };
	guint8 bytes[PACKED_MAX];
	Composition all, again;

	memset(&all, 0, sizeof(all));
	ck_assert_uint_le(composition_pack(&all, bytes), 8);
	again = composition_unpack(bytes);
	ck_assert_mem_eq(&again, &all, sizeof(all));
	all = (Composition){ .control = G_MAXUINT32, .pages = COMPONENTS_MAX, .granules = COMPONENTS_MAX,
			     .recs = RECS_MAX, .operation = G_MAXUINT32, .held = 16, .hand = 15 };
	for (guint i = 0; i < COMPONENTS_MAX; i++) {
		all.page[i] = numbers[i % G_N_ELEMENTS(numbers)];
		all.granule[i] = G_MAXUINT32;
		all.rec[i % RECS_MAX] = G_MAXUINT32 - i;
		all.position[i % POSITIONS_MAX] = 255;
	}
	ck_assert_uint_le(composition_pack(&all, bytes), PACKED_MAX);
	again = composition_unpack(bytes);
	ck_assert_mem_eq(&again, &all, sizeof(all));
}
END_TEST

/* An alphabet that knows one Granule or REC from the others proves nothing of more. */
START_TEST(test_not_alike)
{
	static const struct {
		const char *lines, *said;
	} blocks[] = {
		{ "host RMI_GRANULE_UNDELEGATE addr=$spare\n", "RMI_GRANULE_UNDELEGATE" },
		{ "realm $rec READ ipa=$p\n", "READ" },
		{ "realm $r PSCI_CPU_ON target_cpu=1 entry=0\n", "PSCI_CPU_ON" },
	};
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(GString) said = g_string_new(NULL);
	Sized result;

	sized_with_recs(blocks[_i].lines, &result, diagnostics);
	ck_assert(!result.world);
	ck_assert_uint_eq(diagnostics->messages->len, 1);
	diagnostics_append(said, diagnostics);
	ck_assert_msg(strstr(said->str, "not about each Granule and REC alike") &&
		      strstr(said->str, blocks[_i].said), "%s", said->str);
	sized_clear(&result);
}
END_TEST

/* What it is not for is said, not guessed. */
static const struct {
	const char *file, *message;
} refused[] = {
	{ "kvm-two-vcpus", "it is for calls, not for procedures of actors: host kvm.run" },
	{ "call-without-page", "its actions name no page, or no Granule" },
	{ "interrupted", "it is for one operation that is interrupted, in one table" },
	{ "accesses", "it is for one table, and at most 16 pages and Granules" },
	{ "two-pages", "to compare sizes it needs 8 pages and 4 Granules, and has 2 and 1" },
	{ "two-recs", "it needs 8 pages, 4 Granules and 4 RECs, and has 1, 1 and 2" },
	{ "tables", "to compare sizes it needs 4 blocks of 2 Granules, and has 1" },
	{ "two-realms", "to compare sizes it needs 5 Realms and 4 Granules, and has 2 and 2" },
	{ "realms", "its Realms differ in more than in their Granules and VMIDs" },
	{ "hostile-host", "of several Realms it is for one page in each" },
};

START_TEST(test_refused)
{
	const SizedRequest request = { .seconds = 0 };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autofree char *path = g_strdup_printf("scenarios/explore/%s.ripas", refused[_i].file);
	Sized result;

	sized_explore(path, &request, diagnostics, &result);
	ck_assert(result.explorable && !result.world);
	ck_assert_uint_eq(diagnostics->messages->len, 1);
	ck_assert_msg(strstr(diagnostics->messages->pdata[0], refused[_i].message), "%s",
		      (char *)diagnostics->messages->pdata[0]);
	sized_clear(&result);
}
END_TEST

Suite *suite_sizes(void)
{
	Suite *suite = suite_create("sizes");
	TCase *tcase = tcase_create("sizes");

	tcase_set_timeout(tcase, 300);
	tcase_add_test(tcase, test_packed);
	tcase_add_test(tcase, test_views_are_real);
	tcase_add_test(tcase, test_operations);
	tcase_add_test(tcase, test_operation_mistake);
	tcase_add_test(tcase, test_operation_too_large);
	tcase_add_test(tcase, test_tables);
	tcase_add_test(tcase, test_recs);
	tcase_add_test(tcase, test_open);
	tcase_add_loop_test(tcase, test_not_alike, 0, 3);
	tcase_add_loop_test(tcase, test_refused, 0, G_N_ELEMENTS(refused));
	suite_add_tcase(suite, tcase);
	return suite;
}
