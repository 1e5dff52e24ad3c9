/* SPDX-License-Identifier: BSD-3-Clause */
/* What does not fail. */
#include <string.h>

#include "reduce/failure.h"
#include "replay/found_platform.h"
#include "system/platform.h"

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
	platform_for_traces(&usual, attempt_version(options, trace), NULL);
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

	*readable = attempt_trace(options, text, TRUE, keep_flaw, &flaw, &count) && !count.flawed;
	if (!*readable)
		return flaw ? flaw : g_strdup("1:1: error: its header cannot be read");
	agrees = counted(&count, attempt_version(options, trace));
	return g_strconcat(agrees, where_of_trace(options, trace), NULL);
}

static void pass_over(gpointer user, const ReplayEvent *event)
{
}

static char *none_of_console(const FailureOptions *options, const char *text, gboolean *readable)
{
	ReplayCount count = { 0 };
	const struct rmm_version *version = attempt_console(options, text, TRUE, pass_over, NULL,
							    NULL, &count);

	return version ? counted(&count, version) : g_strdup("there is no call of an RMM in it");
}

/* What cannot be read has been told. */
static char *none_of_scenario(const FailureOptions *options, const char *text, gboolean *readable)
{
	g_autoptr(Scenario) scenario = attempt_parse(options, text);

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
