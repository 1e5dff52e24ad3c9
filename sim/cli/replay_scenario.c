/* SPDX-License-Identifier: BSD-3-Clause */
/* replay --to-scenario. */
#include "cli/replay_scenario.h"

#include "cli/replay_platform.h"
#include "rebuild/rebuild.h"

gboolean replay_to_scenario(const ConsoleReplay *console, const char *name, const LogPart *part,
			    const struct rmm_variants *variants, const char *path, GError **error)
{
	g_autoptr(GArray) told = console_told(console, part->dialect);
	const RebuildOptions options = {
		.name = name, .version = console_version(console, part->dialect),
		.variants = *variants, .realms = told,
	};
	RebuildCount count = { 0 };
	g_autofree char *text = rebuild_scenario(part, &options, &count, error);

	if (!text || !replay_write_text(path, text, error)) {
		g_prefix_error(error, "1:1: error: ");
		return FALSE;
	}
	g_printerr("%s: %u of %u lines, %u statements inferred\n", path, count.kept, count.lines,
		   count.inferred);
	return TRUE;
}
