/* SPDX-License-Identifier: BSD-3-Clause */
/* replay --platform and --write-platform. */
#include "cli/replay_platform.h"

#include <stdio.h>
#include <string.h>

#include "language/parser.h"
#include "language/print.h"
#include "rebuild/regions.h"
#include "system/files.h"
#include "version/make.h"

gboolean replay_read_platform(const char *path, const struct rmm_version *version,
			      struct rmm_platform *platform)
{
	const ParseOptions options = { .version = version };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse(path, &options, diagnostics);

	if (scenario)
		*platform = scenario->config.platform;
	else
		diagnostics_print(diagnostics);
	return scenario != NULL;
}

gboolean replay_write_text(const char *path, const char *text, GError **error)
{
	if (strcmp(path, "-") != 0)
		return files_write(path, text, strlen(text), error);
	fputs(text, stdout);
	return TRUE;
}

gboolean replay_write_platform(const char *path, const LogPart *part,
			       const struct rmm_version *version, GError **error)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autoptr(GString) text = g_string_new(NULL);
	struct rmm_config config;
	guint64 spare;

	platform_for_scenarios(&config, version, NULL);
	rmm_model_init(model, &config);
	regions_find(part, model, &config, &spare);
	scenario_append_configuration(text, &config);
	if (replay_write_text(path, text->str, error))
		return TRUE;
	g_prefix_error(error, "1:1: error: ");
	return FALSE;
}
