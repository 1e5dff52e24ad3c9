/* SPDX-License-Identifier: BSD-3-Clause */
/* replay --platform and --write-platform. */
#include "cli/replay_platform.h"

#include <string.h>

#include "language/parser.h"
#include "language/print.h"
#include "rebuild/from_trace.h"
#include "rebuild/regions.h"
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

char *replay_platform_lines(const LogPart *part, const struct rmm_version *version)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	GString *text = g_string_new(NULL);
	struct rmm_config config;
	guint64 spare;

	platform_for_scenarios(&config, version, NULL);
	rmm_model_init(model, &config);
	regions_find(part, model, &config, &spare);
	scenario_append_configuration(text, &config);
	return g_string_free(text, FALSE);
}

gboolean replay_trace_platform(const char *name, const char *text,
			       const struct rmm_version *version, ReplayOutput *output,
			       GError **error)
{
	static const struct rmm_variants none;
	g_autoptr(Trace) trace = trace_parse(name, g_strdup(text), strlen(text));
	g_autoptr(GString) lines = g_string_new(NULL);
	g_autofree char *path = NULL;
	struct rmm_config config;

	if (!rebuild_configuration(trace, version, &none, &config, error))
		return FALSE;
	scenario_append_configuration(lines, &config);
	if (replay_output_write(output, lines->str, &path, error))
		return TRUE;
	g_prefix_error(error, "1:1: error: ");
	return FALSE;
}
