/* SPDX-License-Identifier: BSD-3-Clause */
/* Running a text once more. */
#include "reduce/attempt.h"

#include <string.h>

#include "language/parser.h"
#include "replay/console.h"
#include "replay/detect.h"

Scenario *attempt_parse(const FailureOptions *options, const char *text)
{
	const ParseOptions parse = { .version = options->version, .variants = options->variants };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();

	return scenario_parse_text(options->path, g_strdup(text), strlen(text), &parse,
				   diagnostics);
}

const struct rmm_version *attempt_version(const FailureOptions *options, const Trace *trace)
{
	return options->version ? options->version : detect_version(trace);
}

/* Replays of traces of a version; they explain a divergence, or do not. */
struct attempt_cache {
	const struct rmm_version *version;
	Replay *replay[2];
};

AttemptCache *attempt_cache_new(void)
{
	return g_new0(AttemptCache, 1);
}

static void forget_replays(AttemptCache *cache)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cache->replay); i++) {
		replay_free(cache->replay[i]);
		cache->replay[i] = NULL;
	}
}

void attempt_cache_free(AttemptCache *cache)
{
	if (!cache)
		return;
	forget_replays(cache);
	g_free(cache);
}

Replay *attempt_replay(AttemptCache *cache, const FailureOptions *options, const Trace *trace,
		       gboolean unexplained)
{
	const ReplayOptions replay_options = {
		.version = attempt_version(options, trace), .variants = options->variants,
		.unexplained = unexplained,
	};

	if (cache->version != replay_options.version)
		forget_replays(cache);
	cache->version = replay_options.version;
	if (!cache->replay[unexplained])
		cache->replay[unexplained] = replay_new(&replay_options, NULL);
	return cache->replay[unexplained];
}

gboolean attempt_trace(const FailureOptions *options, const char *text, gboolean unexplained,
		       ReplayFunction *function, gpointer user, ReplayCount *count)
{
	g_autoptr(Trace) trace = trace_parse(options->path, g_strdup(text), strlen(text));
	AttemptCache *own = options->cache ? NULL : attempt_cache_new();
	Replay *replay = attempt_replay(own ? own : options->cache, options, trace, unexplained);
	gboolean good = replay && replay_run(replay, trace, function, user, count, NULL);

	attempt_cache_free(own);
	return good;
}

const struct rmm_version *attempt_console(const FailureOptions *options, const char *text,
					  gboolean unexplained, ReplayFunction *function,
					  gpointer user, char *const *found, ReplayCount *count)
{
	const ConsoleOptions console_options = {
		.version = options->version, .variants = options->variants,
		.unexplained = unexplained,
	};
	g_autoptr(ConsoleReplay) console = console_new(&console_options);
	g_autoptr(GArray) parts = log_parts(text, strlen(text), NULL);
	ConsoleSummary summary = { .dialect = NULL };
	const struct rmm_version *version = NULL;

	for (guint i = 0; i < parts->len && !(found && *found); i++) {
		const LogPart *part = &g_array_index(parts, LogPart, i);

		version = console_version(console, part->dialect);
		console_replay(console, options->path, part, function, user, count, &summary,
			       NULL);
	}
	console_summary_clear(&summary);
	return version;
}
