/* SPDX-License-Identifier: BSD-3-Clause */
/* How a scenario, a trace or a console fails. */
#include "reduce/failure.h"

#include <string.h>

#include "language/parser.h"
#include "replay/console.h"
#include "replay/detect.h"
#include "replay/found_platform.h"
#include "replay/replay.h"
#include "run/outcome_words.h"
#include "run/runner.h"
#include "system/platform.h"

ReduceInput failure_input(const char *path, const char *text, gsize size)
{
	return g_str_has_suffix(path, ".ripas") ? INPUT_SCENARIO :
	       !g_str_has_suffix(path, ".trace") && log_is_console(text, size) ? INPUT_CONSOLE
									       : INPUT_TRACE;
}

/* ---- scenarios ---- */

/* What is wrong, without what shrinking changes: addresses and lines. */
static char *of_finding(const RunResult *result, const StepOutcome *outcome,
			const RunFinding *finding)
{
	const struct rmm_command *command = rmm_command(result->model, outcome->called);
	const char *condition = outcome_condition(result, outcome);
	const char *status = outcome_status(outcome);

	switch (finding->kind) {
	case RUN_RESULT:
		return g_strdup_printf("%s %s %s", command ? command->name : "-",
				       status ? status : "-", condition ? condition : "-");
	case RUN_STEP:
		return g_strdup_printf("%s breaks %s", command ? command->name : "-",
				       finding->step.id ? finding->step.id : "-");
	case RUN_PREDICATE:
		return g_strdup_printf("state %d", (int)finding->demand);
	default:
		return g_strdup("error");
	}
}

static char *of_scenario(const FailureOptions *options, const char *text, guint *line)
{
	const ParseOptions parse = { .version = options->version, .variants = options->variants };
	const RunOptions run = { .first_only = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse_text(options->path, g_strdup(text),
							   strlen(text), &parse, diagnostics);
	RunResult result;
	char *failure = NULL;

	if (!scenario)
		return NULL;
	scenario_run(scenario, &run, &result);
	for (guint i = 0; !failure && i < result.outcomes->len; i++) {
		const StepOutcome *outcome = result.outcomes->pdata[i];

		if (outcome->passed || !outcome->findings || outcome->findings->len == 0)
			continue;
		failure = of_finding(&result, outcome,
				     &g_array_index(outcome->findings, RunFinding, 0));
		*line = outcome->step->at.line;
	}
	run_result_clear(&result);
	return failure;
}

/* ---- traces and consoles ---- */

struct divergence {
	char *what;
	guint line;
};

/* What the model returns instead: its status, and the condition that refuses. */
static char *answer_of(const ReplayEvent *event)
{
	const Answer *answer = event->answers && event->answers->len
		? &g_array_index(event->answers, Answer, 0) : NULL;
	const struct rmm_result *result = answer ? &answer->result : NULL;

	if (event->permitted)
		return g_strndup(event->permitted, strcspn(event->permitted, ",="));
	if (!result)
		return g_strdup("-");
	return g_strdup_printf("%s %s", rmm_status(result->status)->name,
			       result->condition == RMM_NO_CONDITION ? "-" :
			       rmm_condition_id(event->model, result->command, result->condition));
}

/* The command as it is written; what came of it; what the model has; what explains it. */
static void note(gpointer user, const ReplayEvent *event)
{
	struct divergence *found = user;
	const char *mark = strstr(event->line->text, "> ");
	const struct rmm_variant_info *info = rmm_variant_info(event->explained[0]);
	g_autofree char *answer = NULL;

	if (found->what || (event->kind != REPLAY_DIVERGES && event->kind != REPLAY_FINDING &&
			    event->kind != REPLAY_ENDS))
		return;
	if (event->kind == REPLAY_FINDING && info)
		return;
	answer = answer_of(event);
	found->line = event->line->number;
	found->what = event->finding
		? g_strdup_printf("breaks %s", event->finding->id ? event->finding->id : "-")
		: g_strdup_printf("%.*s > %.*s, model %s%s%s",
				  (int)strcspn(event->line->text, " "), event->line->text,
				  mark ? (int)strcspn(mark + 2, " ") : 0, mark ? mark + 2 : "",
				  answer, info ? ", " : "", info ? info->id : "");
}

static const struct rmm_version *version_of_trace(const FailureOptions *options, const Trace *trace)
{
	return options->version ? options->version : detect_version(trace);
}

/* Replays of traces of a version; they explain a divergence, or do not. */
struct failure_cache {
	const struct rmm_version *version;
	Replay *replay[2];
};

FailureCache *failure_cache_new(void)
{
	return g_new0(FailureCache, 1);
}

static void forget_replays(FailureCache *cache)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cache->replay); i++) {
		replay_free(cache->replay[i]);
		cache->replay[i] = NULL;
	}
}

void failure_cache_free(FailureCache *cache)
{
	if (!cache)
		return;
	forget_replays(cache);
	g_free(cache);
}

/* That of @cache. NULL: no model can be made. */
static Replay *replay_of(FailureCache *cache, const FailureOptions *options, const Trace *trace,
			 gboolean unexplained)
{
	const ReplayOptions replay_options = {
		.version = version_of_trace(options, trace), .variants = options->variants,
		.unexplained = unexplained,
	};

	if (cache->version != replay_options.version)
		forget_replays(cache);
	cache->version = replay_options.version;
	if (!cache->replay[unexplained])
		cache->replay[unexplained] = replay_new(&replay_options, NULL);
	return cache->replay[unexplained];
}

/* Replays a trace; FALSE: it cannot be. */
static gboolean replay_trace(const FailureOptions *options, const char *text,
			     gboolean unexplained, ReplayFunction *function, gpointer user,
			     ReplayCount *count)
{
	g_autoptr(Trace) trace = trace_parse(options->path, g_strdup(text), strlen(text));
	FailureCache *own = options->cache ? NULL : failure_cache_new();
	Replay *replay = replay_of(own ? own : options->cache, options, trace, unexplained);
	gboolean good = replay && replay_run(replay, trace, function, user, count, NULL);

	failure_cache_free(own);
	return good;
}

/* The first divergence; NULL: there is none, or a line cannot be read. */
static char *find_in_trace(const FailureOptions *options, const char *text, gboolean unexplained,
			   guint *line)
{
	struct divergence found = { NULL, 0 };
	ReplayCount count = { 0 };

	if (!replay_trace(options, text, unexplained, note, &found, &count) || count.flawed)
		g_clear_pointer(&found.what, g_free);
	*line = found.line;
	return found.what;
}

/* To look for a variant takes long: only if it is what is expected otherwise. */
static char *of_trace(const FailureOptions *options, const char *text, guint *line)
{
	g_autofree char *brief = NULL;

	if (options->expected) {
		brief = find_in_trace(options, text, TRUE, line);
		if (!brief || !g_str_has_prefix(options->expected, brief))
			return g_steal_pointer(&brief);
	}
	return find_in_trace(options, text, FALSE, line);
}

/* Replays the parts of a console, until something is found. */
static const struct rmm_version *replay_console(const FailureOptions *options, const char *text,
						struct divergence *found, ReplayCount *count)
{
	const ConsoleOptions console_options = {
		.version = options->version, .variants = options->variants,
	};
	g_autoptr(ConsoleReplay) console = console_new(&console_options);
	g_autoptr(GArray) parts = log_parts(text, strlen(text), NULL);
	ConsoleSummary summary = { .dialect = NULL };
	const struct rmm_version *version = NULL;

	for (guint i = 0; i < parts->len && !found->what; i++) {
		const LogPart *part = &g_array_index(parts, LogPart, i);

		version = console_version(console, part->dialect);
		console_replay(console, options->path, part, note, found, count, &summary, NULL);
	}
	console_summary_clear(&summary);
	return version;
}

static char *of_console(const FailureOptions *options, const char *text, guint *line)
{
	struct divergence found = { NULL, 0 };
	ReplayCount count = { 0 };

	replay_console(options, text, &found, &count);
	*line = found.line;
	return found.what;
}

/* ---- what does not fail ---- */

static void keep_flaw(gpointer user, const ReplayEvent *event)
{
	char **flaw = user;

	if (!*flaw && event->kind == REPLAY_NOT_JUDGED && event->line->flaw)
		*flaw = g_strdup(event->line->flaw);
}

/* "its 4 lines agree with rmm-1.0-rel0, 2 more are not judged" */
static char *counted(const ReplayCount *count, const struct rmm_version *version)
{
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "its %u line%s agree%s with %s", count->agree,
			       count->agree == 1 ? "" : "s", count->agree == 1 ? "s" : "",
			       version->id);
	if (count->not_judged)
		g_string_append_printf(out, ", %u more %s not judged", count->not_judged,
				       count->not_judged == 1 ? "is" : "are");
	return g_string_free(out, FALSE);
}

/* What the lines agree on, if it is not as usual. */
static const char *where_of_trace(const FailureOptions *options, const Trace *trace)
{
	struct rmm_config config, usual;

	if (trace->header)
		return ", on the memory and platform of its header";
	platform_for_traces(&usual, version_of_trace(options, trace), NULL);
	config = usual;
	found_platform(trace, &config.platform);
	return memcmp(&config.platform, &usual.platform, sizeof(usual.platform)) == 0
	       ? "" : ", on the platform that its lines tell";
}

static char *none_of_trace(const FailureOptions *options, const char *text, gboolean *readable)
{
	g_autoptr(Trace) trace = trace_parse(options->path, g_strdup(text), strlen(text));
	g_autofree char *agrees = NULL;
	ReplayCount count = { 0 };
	char *flaw = NULL;

	*readable = replay_trace(options, text, TRUE, keep_flaw, &flaw, &count) && !count.flawed;
	if (!*readable)
		return flaw ? flaw : g_strdup("1:1: error: its header cannot be read");
	agrees = counted(&count, version_of_trace(options, trace));
	return g_strconcat(agrees, where_of_trace(options, trace), NULL);
}

static char *none_of_console(const FailureOptions *options, const char *text, gboolean *readable)
{
	struct divergence found = { NULL, 0 };
	ReplayCount count = { 0 };
	const struct rmm_version *version = replay_console(options, text, &found, &count);

	g_free(found.what);
	return version ? counted(&count, version) : g_strdup("there is no call of an RMM in it");
}

/* What cannot be read has been told. */
static char *none_of_scenario(const FailureOptions *options, const char *text, gboolean *readable)
{
	const ParseOptions parse = { .version = options->version, .variants = options->variants };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse_text(options->path, g_strdup(text),
							   strlen(text), &parse, diagnostics);

	return scenario ? g_strdup_printf("its %u statements hold in %s", scenario->command_steps,
					  scenario->config.version->id)
			: g_strdup("it cannot be read");
}

char *failure_none(const FailureOptions *options, const char *text, gboolean *readable)
{
	static char *(*const words[])(const FailureOptions *, const char *, gboolean *) = {
		[INPUT_SCENARIO] = none_of_scenario, [INPUT_TRACE] = none_of_trace,
		[INPUT_CONSOLE] = none_of_console,
	};

	*readable = TRUE;
	return words[options->input](options, text, readable);
}

char *failure_find(const FailureOptions *options, const char *text, guint *line)
{
	static char *(*const finders[])(const FailureOptions *, const char *, guint *) = {
		[INPUT_SCENARIO] = of_scenario, [INPUT_TRACE] = of_trace,
		[INPUT_CONSOLE] = of_console,
	};

	*line = 0;
	return finders[options->input](options, text, line);
}
