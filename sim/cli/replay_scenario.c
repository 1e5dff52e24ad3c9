/* SPDX-License-Identifier: BSD-3-Clause */
/* replay --to-scenario. */
#include "cli/replay_scenario.h"

#include <stdio.h>
#include <string.h>

#include "rebuild/rebuild.h"

static gboolean write_text(const char *path, const char *text, GError **error)
{
	if (strcmp(path, "-") != 0)
		return g_file_set_contents(path, text, -1, error);
	fputs(text, stdout);
	return TRUE;
}

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

	if (!text || !write_text(path, text, error)) {
		g_prefix_error(error, "1:1: error: ");
		return FALSE;
	}
	g_printerr("%s: %u of %u lines, %u statements inferred\n", path, count.kept, count.lines,
		   count.inferred);
	return TRUE;
}
