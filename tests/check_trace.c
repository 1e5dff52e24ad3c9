/* SPDX-License-Identifier: BSD-3-Clause */
/* Splitting the lines of traces. */
#include <string.h>

#include "suites.h"
#include "replay/trace.h"

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

	ck_assert_int_eq(trace_number(numbers[_i].text, &number), numbers[_i].is_number);
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

Suite *suite_trace(void)
{
	Suite *suite = suite_create("trace");
	TCase *tcase = tcase_create("trace");

	tcase_add_loop_test(tcase, test_split, 0, G_N_ELEMENTS(good));
	tcase_add_loop_test(tcase, test_number, 0, G_N_ELEMENTS(numbers));
	tcase_add_test(tcase, test_lookup);
	suite_add_tcase(suite, tcase);
	return suite;
}
