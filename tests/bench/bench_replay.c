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
}
