/* SPDX-License-Identifier: BSD-3-Clause */
/* Splitting the lines of traces, and reading their words. */
#include <string.h>

#include "replay/read.h"
#include "replay/value.h"
#include "suites.h"
#include "system/platform.h"
#include "version/make.h"

static const char *const kinds[] = {
	[TRACE_NOTHING] = "nothing", [TRACE_HOST_COMMAND] = "command", [TRACE_OTHER_PE] = "other",
	[TRACE_GUEST] = "guest", [TRACE_RESUME] = "resume", [TRACE_PEEK] = "peek",
	[TRACE_HOST_ACCESS] = "access", [TRACE_SET_GPT] = "gpt", [TRACE_END] = "end",
};

static void append_pairs(GString *out, const TracePair *pairs, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		g_string_append_printf(out, " %s:%s", pairs[i].name, pairs[i].value);
}

/* "2 guest READ ipa:1000 > OK pa:0" for each line. */
static char *describe(const Trace *trace)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < trace->lines->len; i++) {
		const TraceLine *line = trace->lines->pdata[i];

		g_string_append_printf(out, "%s%u %s %s", i ? " | " : "", line->number,
				       kinds[line->kind], line->subject ? line->subject :
				       line->verb ? line->verb : "-");
		append_pairs(out, line->in, line->in_count);
		if (line->status)
			g_string_append_printf(out, " > %s", line->status);
		append_pairs(out, line->out, line->out_count);
	}
	return g_string_free(out, FALSE);
}

static const struct {
	const char *text, *lines;
} good[] = {
	{ "", "" }, { "# only\n\n  # comments", "" },
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS lower=10000\n",
	  "1 command SMC_RMI_VERSION req:10000 > RMI_SUCCESS lower:10000" },
	{ "\n  SMC_RMI_X  a=1\tb=   >   Y\r\n", "2 command SMC_RMI_X a:1 b: > Y" },
	{ "guest READ ipa=0 > OK value=1\nresume FETCH ipa=2 > EXIT\nguest WFI",
	  "1 guest READ ipa:0 > OK value:1 | 2 resume FETCH ipa:2 > EXIT | 3 guest WFI" },
	{ "pe1 SMC_RMI_X a=1 > Y\nhost READ pa=0 > GPF\nset_gpt pa=0 pas=NS > OK",
	  "1 other SMC_RMI_X a:1 > Y | 2 access READ pa:0 > GPF | 3 gpt set_gpt pa:0 pas:NS > OK" },
	{ "peek granule=1000 > state=NS\npeek rim rd=1 > rim=00\npeek rd=1 > no_rd",
	  "1 peek granule granule:1000 >  state:NS | 2 peek rim rd:1 >  rim:00 | 3 peek rd rd:1 > no_rd" },
	{ "ASSERT \"x\" f.c:1 cmd=[RTT_FOLD rd=1]", "1 end RTT_FOLD rd:1" },
	{ "!ASSERT \"x\" during: RTT_FOLD rd=1 ipa=2", "1 end RTT_FOLD rd:1 ipa:2" },
	{ "!PANIC", "1 end -" },
};

START_TEST(test_split)
{
	g_autoptr(Trace) trace = trace_parse("t", g_strdup(good[_i].text), strlen(good[_i].text));
	g_autofree char *lines = NULL;

	lines = describe(trace);
	ck_assert_str_eq(lines, good[_i].lines);
}
END_TEST

static const struct {
	const char *text;
	gboolean is_number;
	guint64 number;
} numbers[] = {
	{ "0", TRUE, 0 }, { "10", TRUE, 16 }, { "0x1f", TRUE, 31 }, { "FFFF", TRUE, 65535 },
	{ "ffffffffffffffff", TRUE, G_MAXUINT64 }, { "", FALSE, 0 }, { "0x", FALSE, 0 },
	{ "-1", FALSE, 0 }, { "1 ", FALSE, 0 }, { "g", FALSE, 0 },
	{ "10000000000000000", FALSE, 0 },
};

START_TEST(test_number)
{
	guint64 number = 0;

	ck_assert_int_eq(value_number(numbers[_i].text, &number), numbers[_i].is_number);
	if (numbers[_i].is_number)
		ck_assert(number == numbers[_i].number);
}
END_TEST

START_TEST(test_lookup)
{
	static const char text[] = "SMC_RMI_X a=1 b=2 > Y a=3";
	g_autoptr(Trace) trace = trace_parse("t", g_strdup(text), strlen(text));
	const TraceLine *line = trace->lines->pdata[0];

	ck_assert_str_eq(line->text, text);
	ck_assert_str_eq(trace_input(line, "a"), "1");
	ck_assert_str_eq(trace_output(line, "a"), "3");
	ck_assert_ptr_null(trace_output(line, "b"));
}
END_TEST

/* ---- reading ---- */

static const struct {
	const char *text;
	const struct rmm_version *version;
	gboolean is_x0, is_named;
	guint64 number;         /* X0, or the status */
	int kind;               /* of the first output */
	gboolean readable;
	guint64 single;
	const char *flaw;       /* a part; NULL: none */
} words[] = {
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS lower=10000", &rmm_version_1_0, FALSE, TRUE,
	  RMI_SUCCESS, OUTPUT_VALUE, TRUE, 0x10000, NULL },
	{ "SMC_RMI_VERSION req=10000 > 1 ~x9=zz", &rmm_version_1_0, TRUE, FALSE, 1, OUTPUT_ASIDE,
	  FALSE, 0, NULL },
	{ "SMC_RMI_VERSION req=10000 > x0=204 x1=5", &rmm_version_1_0, TRUE, FALSE, 0x204,
	  OUTPUT_ASIDE, FALSE, 0, NULL },
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS x1=5", &rmm_version_1_0, FALSE, TRUE,
	  RMI_SUCCESS, OUTPUT_REGISTER, FALSE, 0, NULL },
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS lower=untracked", &rmm_version_1_0, FALSE, TRUE,
	  RMI_SUCCESS, OUTPUT_ASIDE, FALSE, 0, NULL },
	{ "SMC_RMI_RTT_READ_ENTRY rd=0 ipa=0 level=3 > RMI_SUCCESS ripas=RAM", &rmm_version_1_0,
	  FALSE, TRUE, RMI_SUCCESS, OUTPUT_VALUE, TRUE, RIPAS_RAM, NULL },
	{ "SMC_RMI_RTT_READ_ENTRY rd=0 ipa=0 level=3 > RMI_SUCCESS ripas=ROM", &rmm_version_1_0,
	  FALSE, TRUE, RMI_SUCCESS, OUTPUT_VALUE, FALSE, 0, "1:57: error: bad value for 'ripas'" },
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS upper=1", &rmm_version_1_0, FALSE, TRUE,
	  RMI_SUCCESS, OUTPUT_VALUE, FALSE, 0, "1:41: error: unknown output 'upper'" },
	{ "SMC_RMI_VERSION req=10000 > BANANA", &rmm_version_1_0, FALSE, FALSE, STATUS_UNMODELLED,
	  OUTPUT_VALUE, FALSE, 0, "1:29: error: unknown result 'BANANA'" },
	{ "SMC_RMI_VERSION req=zz > RMI_SUCCESS", &rmm_version_1_0, FALSE, TRUE, RMI_SUCCESS,
	  OUTPUT_VALUE, FALSE, 0, "1:17: error: bad value for 'req'" },
	{ "SMC_RMI_VERSION request=1 > RMI_SUCCESS", &rmm_version_1_0, FALSE, TRUE, RMI_SUCCESS,
	  OUTPUT_VALUE, FALSE, 0, "1:17: error: unknown input 'request'" },
	/* a range command tells how far it came; its address, beside the failure */
	{ "SMC_RMI_GRANULE_RANGE_DELEGATE base=0 top=2000 > RMI_SUCCESS out_top=1000",
	  &rmm_version_2_0_bet0, FALSE, TRUE, RMI_SUCCESS, OUTPUT_VALUE, TRUE, 0x1000, NULL },
	{ "SMC_RMI_RTT_CREATE rd=0 rtt=0 ipa=0 level=3 > RMI_ERROR_TRACKING addr=88000000",
	  &rmm_version_2_0_bet3, FALSE, TRUE, RMI_ERROR_TRACKING, OUTPUT_VALUE, TRUE, 0x88000000,
	  NULL },
};

START_TEST(test_read)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autoptr(Trace) trace = trace_parse("t", g_strdup(words[_i].text), strlen(words[_i].text));
	const TraceLine *line = trace->lines->pdata[0];
	const RecordedOutput *output = NULL;
	struct rmm_config config;

	platform_for_traces(&config, words[_i].version, NULL);
	ck_assert(rmm_model_init(model, &config) == CONFIG_OK);
	trace_read(model, trace);
	ck_assert_int_eq(line->result.is_x0, words[_i].is_x0);
	ck_assert_int_eq(line->result.is_named, words[_i].is_named);
	ck_assert_uint_eq(line->result.is_x0 ? line->result.x0 : line->result.status,
			  words[_i].number);
	output = line->out_count ? &line->result.outputs[0] : NULL;
	if (output) {
		ck_assert_int_eq(output->kind, words[_i].kind);
		ck_assert_int_eq(output->value.readable, words[_i].readable);
		ck_assert_uint_eq(output->value.single, words[_i].single);
	}
	ck_assert_int_eq(line->flaw != NULL, words[_i].flaw != NULL);
	ck_assert_msg(!line->flaw || strstr(line->flaw, words[_i].flaw), "%s", line->flaw);
	ck_assert_int_eq(line->call != NULL, !line->unreadable);
}
END_TEST

static const struct {
	const char *text;
	const struct rmm_version *version;
	TraceChoices choices;
} chosen[] = {
	{ "SMC_RMI_VERSION req=10000 > RMI_SUCCESS", &rmm_version_1_0, { .limited = FALSE } },
	{ "SMC_RMI_RTT_SET_RIPAS rd=0 rec=0 base=0 top=2000 > RMI_SUCCESS out_top=1000",
	  &rmm_version_1_0, { .limited = TRUE, .limit = 0x1000 } },
	{ "SMC_RMI_RTT_SET_RIPAS rd=0 rec=0 base=0 top=2000 > RMI_INCOMPLETE", &rmm_version_2_0_bet0,
	  { .interrupts = TRUE } },
	{ "SMC_RMI_OP_MEM_DONATE handle=1 > RMI_INCOMPLETE donated=2", &rmm_version_2_0_bet0,
	  { .limited = TRUE, .limit = 2 } },
	{ "SMC_RMI_OP_MEM_RECLAIM handle=1 > RMI_INCOMPLETE reclaimed=1 list=88000000/2/1",
	  &rmm_version_2_0_bet0, { .limited = TRUE, .limit = 512 } },
	{ "SMC_RMI_DATA_CREATE rd=0 data=0 ipa=0 src=0 flags=0 fill=30 > RMI_SUCCESS",
	  &rmm_version_1_0, { .fills = FILL_BYTE, .fill = 0x30 } },
	{ "guest WRITE ipa=0 > EMULATED val=7", &rmm_version_1_0, { .stores = TRUE, .stored = 7 } },
	{ "guest WRITE ipa=0 value=7 > EXIT", &rmm_version_1_0, { .says_value = TRUE } },
	{ "guest RSI_HOST_CALL addr=0 imm=5 > RSI_SUCCESS", &rmm_version_1_0, { .says_page = TRUE } },
	{ "guest RSI_ATTESTATION_TOKEN_CONTINUE addr=0 offset=0 size=1000 > RSI_INCOMPLETE len=10",
	  &rmm_version_1_0, { .limited = TRUE, .limit = 0x10 } },
	{ "guest RSI_ATTESTATION_TOKEN_CONTINUE addr=0 offset=0 size=1000 > RSI_SUCCESS",
	  &rmm_version_1_0, { .stops = TRUE } },
	{ "irq after=5", &rmm_version_1_0, { .limited = TRUE, .limit = 5 } },
	{ "irq after=100000000", &rmm_version_1_0, { .limited = FALSE, .limit = 0x100000000 } },
};

START_TEST(test_choices)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autoptr(Trace) trace = trace_parse("t", g_strdup(chosen[_i].text), strlen(chosen[_i].text));
	const TraceChoices *choices = &((const TraceLine *)trace->lines->pdata[0])->choices;
	const TraceChoices *wanted = &chosen[_i].choices;
	struct rmm_config config;

	platform_for_traces(&config, chosen[_i].version, NULL);
	ck_assert(rmm_model_init(model, &config) == CONFIG_OK);
	trace_read(model, trace);
	ck_assert_int_eq(choices->interrupts, wanted->interrupts);
	ck_assert_int_eq(choices->limited, wanted->limited);
	ck_assert_uint_eq(choices->limit, wanted->limit);
	ck_assert_int_eq(choices->stops, wanted->stops);
	ck_assert_int_eq(choices->fills, wanted->fills);
	ck_assert_uint_eq(choices->fill, wanted->fill);
	ck_assert_int_eq(choices->stores, wanted->stores);
	ck_assert_uint_eq(choices->stored, wanted->stored);
	ck_assert_int_eq(choices->says_value, wanted->says_value);
	ck_assert_int_eq(choices->says_page, wanted->says_page);
}
END_TEST

Suite *suite_trace(void)
{
	Suite *suite = suite_create("trace");
	TCase *tcase = tcase_create("trace");

	tcase_add_loop_test(tcase, test_split, 0, G_N_ELEMENTS(good));
	tcase_add_loop_test(tcase, test_number, 0, G_N_ELEMENTS(numbers));
	tcase_add_test(tcase, test_lookup);
	tcase_add_loop_test(tcase, test_read, 0, G_N_ELEMENTS(words));
	tcase_add_loop_test(tcase, test_choices, 0, G_N_ELEMENTS(chosen));
	suite_add_tcase(suite, tcase);
	return suite;
}
