/* SPDX-License-Identifier: BSD-3-Clause */
/* What a line of a console costs that leaves out calls, as it grows. */
#include "bench.h"

#include "dialect/recognise.h"
#include "replay/console.h"

/* Realms that are there one after the other at so many addresses. */
#define REALMS 200
/* Rounds of a Realm: it gives memory back, and asks what it has. */
#define ROUNDS 40

static void append_round(GString *text, guint rd, guint round)
{
	const guint base = 0x8b200000 + round * 0x20000, page = 0x50000000 + round * 0x1000;

	g_string_append_printf(text,
		"SMC_RSI_IPA_STATE_SET         %x %x 0 1 > RSI_SUCCESS %x 0\n"
		"[    1.2] noise of another program\n"
		"SMC_RMI_DATA_DESTROY          %x %x > RMI_ERROR_RTT 3 0 %x\n"
		"SMC_RSI_IPA_STATE_GET         %x %x > RSI_SUCCESS %x 0\n"
		"SMC_RSI_HOST_CALL             82e14000 > c4000199\n",
		base, base + 0x10000, base + 0x10000, rd, base, base + 0x10000,
		page, page + 0x1000, page + 0x1000);
}

static void append_realm(GString *text, guint rd)
{
	g_string_append_printf(text,
		"SMC_RMI_REALM_CREATE          %x 20ff0000 > RMI_SUCCESS\n"
		"SMC_RMI_REC_CREATE            %x %x 20ff1000 > RMI_SUCCESS\n"
		"SMC_RMI_REALM_ACTIVATE        %x > RMI_SUCCESS\n"
		"SMC_RSI_IPA_STATE_SET         80000000 90000000 1 0 > RSI_SUCCESS 90000000 0\n",
		rd, rd, rd + 0x1000, rd);
	for (guint i = 0; i < ROUNDS; i++)
		append_round(text, rd, i);
	g_string_append_printf(text,
		"SMC_RMI_REC_DESTROY           %x > RMI_SUCCESS\n"
		"SMC_RMI_REALM_DESTROY         %x > RMI_SUCCESS\n", rd + 0x1000, rd);
}

static void note_nothing(gpointer user, const ReplayEvent *event)
{
}

/* What a line costs in a console of @lines calls: ns. */
static double line_cost(guint lines)
{
	const ConsoleOptions options = { .unexplained = TRUE };
	g_autoptr(ConsoleReplay) console = console_new(&options);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) parts = NULL;
	ConsoleSummary summary = { .dialect = NULL };
	ReplayCount count = { 0 };
	double start;

	for (guint i = 0; i * (4 * ROUNDS + 6) < lines; i++)
		append_realm(text, 0x21000000 + i % REALMS * 0x40000);
	start = bench_seconds();
	parts = log_parts(text->str, text->len, NULL);
	for (guint i = 0; i < parts->len; i++)
		console_replay(console, "long", &g_array_index(parts, LogPart, i), note_nothing,
			       NULL, &count, &summary, NULL);
	console_summary_clear(&summary);
	g_assert(count.agree == count.lines && count.lines >= lines);
	return (bench_seconds() - start) / count.lines * 1e9;
}

void bench_console(double line_of_trace)
{
	double few = line_cost(10000);

	bench_print("a line of a console of 10,000", few, "ns");
	bench_print("one of a named trace costs", line_of_trace, "ns");
	bench_print("that of a console, times as much", few / line_of_trace, "");
	bench_print("in a console of 100,000, times as much", line_cost(100000) / few, "");
	bench_print("in one of 1,000,000, times as much", line_cost(1000000) / few, "");
}
