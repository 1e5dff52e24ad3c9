/* SPDX-License-Identifier: BSD-3-Clause */
/* N lines that watch a page each, over N steps: what a step costs must not grow with N. */
#include "bench.h"

#include <string.h>

#include "language/parser.h"
#include "run/runner.h"

/* Each step changes a page that nobody watches. */
static char *scenario_of(const struct rmm_version *version, guint count)
{
	GString *text = g_string_new("memory 0x8800_0000 +256M\n");

	for (guint i = 0; i < count; i++)
		g_string_append_printf(text, "never granule 0x88000000+%u*4K RD\n", i);
	for (guint i = 0; i < count; i++)
		g_string_append_printf(text, version == &rmm_version_1_0
				       ? "host RMI_GRANULE_DELEGATE addr=0x90000000+%u*4K\n"
				       : "host RMI_GRANULE_RANGE_DELEGATE base=0x90000000+%u*4K "
					 "top=0x90001000+%u*4K\n", i, i);
	return g_string_free(text, FALSE);
}

/* Microseconds that a line takes, read and run. */
static double cost(const struct rmm_version *version, guint count)
{
	const ParseOptions parse = { .version = version };
	const RunOptions options = { .keep_all = FALSE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	char *text = scenario_of(version, count);
	double start = bench_seconds();
	Scenario *scenario = scenario_parse_text("bench", text, strlen(text), &parse, diagnostics);
	RunResult result;

	if (!scenario)
		return 0;
	scenario_run(scenario, &options, &result);
	run_result_clear(&result);
	scenario_free(scenario);
	return (bench_seconds() - start) * 1e6 / (2 * count);
}

void bench_watch(const struct rmm_version *version)
{
	static const guint counts[] = { 1000, 4000, 16000 };

	for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
		g_autofree char *text = g_strdup_printf("%u 'never' lines over %u steps, a line",
							counts[i], counts[i]);

		bench_print(text, cost(version, counts[i]), "us");
	}
}
