/* SPDX-License-Identifier: BSD-3-Clause */
/* Replayed commands per second, without and with self-check. */
#include "bench.h"

#include "replay/detect.h"
#include "system/files.h"
#include "replay/replay.h"

/* The traces of @version below @folder, parsed. */
static GPtrArray *load(const struct rmm_version *version, const char *folder, guint *lines)
{
	static const char *const suffixes[] = { ".trace", NULL };
	GPtrArray *traces = g_ptr_array_new_with_free_func((GDestroyNotify)trace_free);
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

	*lines = 0;
	files_collect(folder, suffixes, files);
	for (guint i = 0; i < files->len; i++) {
		Trace *trace;
		char *text;
		gsize size;

		if (!g_file_get_contents(files->pdata[i], &text, &size, NULL))
			continue;
		trace = trace_parse(files->pdata[i], text, size);
		if (trace && detect_version(trace) == version) {
			g_ptr_array_add(traces, trace);
			*lines += trace->lines->len;
		} else {
			trace_free(trace);
		}
	}
	return traces;
}

/* Lines that agree per second, over about half a second. */
static double rate(const struct rmm_version *version, const GPtrArray *traces,
		   gboolean invariants, gboolean self_check)
{
	ReplayOptions options = {
		.version = version, .no_invariants = !invariants, .self_check = self_check,
		.variants = rmm_implementation_variants(version == &rmm_version_1_0 ? TF_RMM_1_0
										    : TF_RMM_2_0),
	};
	g_autoptr(Replay) replay = replay_new(&options, NULL);
	double start, used;
	guint lines = 0;

	/* Once without the clock: contents are hashed and cached. */
	for (guint i = 0; i < traces->len; i++)
		replay_fast(replay, traces->pdata[i]);
	start = bench_seconds();
	do {
		for (guint i = 0; i < traces->len; i++)
			lines += replay_fast(replay, traces->pdata[i]);
		used = bench_seconds() - start;
	} while (used < 0.5);
	return lines / used;
}

static void note_nothing(gpointer user, const ReplayEvent *event)
{
	(*(guint *)user)++;
}

/* Seconds to judge all traces, explaining what TF-RMM does otherwise, or expecting it. */
static double seconds(const struct rmm_version *version, const GPtrArray *traces, gboolean expected)
{
	ReplayOptions options = { .version = version };
	g_autoptr(Replay) replay = NULL;
	ReplayCount count = { 0 };
	double start;
	guint told = 0;

	if (expected)
		options.variants = rmm_implementation_variants(version == &rmm_version_1_0
							       ? TF_RMM_1_0 : TF_RMM_2_0);
	replay = replay_new(&options, NULL);
	start = bench_seconds();
	for (guint i = 0; i < traces->len; i++)
		replay_run(replay, traces->pdata[i], note_nothing, &told, &count, NULL);
	return bench_seconds() - start;
}

/* A Granule that comes and goes, @lines of that. */
static Trace *long_trace(const struct rmm_version *version, guint lines)
{
	const gboolean one = version == &rmm_version_1_0;
	GString *text = g_string_new(NULL);
	gsize size;

	for (guint i = 0; i < lines; i++)
		g_string_append_printf(text, one ? "SMC_RMI_GRANULE_%sDELEGATE addr=88000000 > "
				       "RMI_SUCCESS\n" : "SMC_RMI_GRANULE_RANGE_%sDELEGATE "
				       "base=88000000 top=88001000 > RMI_SUCCESS out_top=88001000\n",
				       i % 2 ? "UN" : "");
	size = text->len;
	return trace_open("long", lines_of_text(g_string_free(text, FALSE), size));
}

/* What a line costs in a trace of @lines, read in pieces: ns. */
static double line_cost(const struct rmm_version *version, guint lines)
{
	const ReplayOptions options = { .version = version };
	g_autoptr(Replay) replay = replay_new(&options, NULL);
	g_autoptr(Trace) trace = long_trace(version, lines);
	ReplayCount count = { 0 };
	double start = bench_seconds();
	guint told = 0;

	replay_run(replay, trace, note_nothing, &told, &count, NULL);
	return (bench_seconds() - start) / lines * 1e9;
}

/* Both are compared in one run: other figures depend on the machine. */
static void bench_growth(const struct rmm_version *version)
{
	double few = line_cost(version, 10000);

	bench_print("a line in a trace of 10,000, read in pieces", few, "ns");
	bench_print("in one of 100,000, times as much", line_cost(version, 100000) / few, "");
	bench_print("in one of 1,000,000, times as much", line_cost(version, 1000000) / few, "");
}

void bench_replay(const struct rmm_version *version, const char *folder)
{
	guint lines;
	g_autoptr(GPtrArray) traces = load(version, folder, &lines);
	double plain, invariants, checked;
	g_autofree char *text = NULL;

	if (traces->len == 0)
		return;
	text = g_strdup_printf("replay of %u lines in %u traces", lines, traces->len);
	plain = rate(version, traces, FALSE, FALSE);
	invariants = rate(version, traces, TRUE, FALSE);
	checked = rate(version, traces, FALSE, TRUE);
	bench_print(text, plain, "commands/s");
	bench_print("the same with invariants", invariants, "commands/s");
	bench_print("the same with self-check", checked, "commands/s");
	bench_print("invariants cost a factor of", plain / invariants, "");
	bench_print("self-check costs a factor of", plain / checked, "");
	bench_print("explaining all departures costs a factor of",
		    seconds(version, traces, FALSE) / seconds(version, traces, TRUE), "");
	bench_growth(version);
	if (version == &rmm_version_1_0)
		bench_console(1e9 / invariants);
}
