/* SPDX-License-Identifier: BSD-3-Clause */
/* replay --to-scenario. */
#include "cli/replay_scenario.h"

#include <string.h>

#include "rebuild/from_trace.h"
#include "rebuild/rebuild.h"

gboolean replay_to_scenario(const ConsoleReplay *console, const char *name, const LogPart *part,
			    const struct rmm_variants *variants, ReplayOutput *output,
			    GError **error)
{
	g_autoptr(GArray) told = console_told(console, part->dialect);
	const RebuildOptions options = {
		.name = name, .version = console_version(console, part->dialect),
		.variants = *variants, .realms = told,
	};
	RebuildCount count = { 0 };
	g_autofree char *text = rebuild_scenario(part, &options, &count, error), *path = NULL;

	if (!text || !replay_output_write(output, text, &path, error)) {
		g_prefix_error(error, "%u:1: error: ", part->first);
		return FALSE;
	}
	g_printerr("%s: %u of %u lines, %u statements inferred", path, count.kept, count.lines,
		   count.inferred);
	if (output->count > 1 || part->first > 1)
		g_printerr(", of %s:%u", name, part->first);
	g_printerr("\n");
	return TRUE;
}

gboolean replay_trace_to_scenario(const char *name, const char *text,
				  const struct rmm_version *version,
				  const struct rmm_variants *variants, ReplayOutput *output,
				  GError **error)
{
	g_autoptr(Trace) trace = trace_parse(name, g_strdup(text), strlen(text));
	g_autofree char *scenario = NULL, *path = NULL;
	RebuildCount count;

	scenario = rebuild_from_trace(trace, version, variants, &count, error);
	if (!scenario)
		return FALSE;
	if (!replay_output_write(output, scenario, &path, error)) {
		g_prefix_error(error, "1:1: error: ");
		return FALSE;
	}
	g_printerr("%s: %u of %u lines", path, count.kept, count.lines);
	if (output->count > 1)
		g_printerr(", of %s", name);
	g_printerr("\n");
	return TRUE;
}
