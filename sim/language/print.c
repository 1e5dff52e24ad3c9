/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing a scenario's header in the language it was read in. */
#include "language/print.h"

#include "language/setting.h"
#include "system/platform.h"
#include "system/version.h"
#include "text/variants.h"

static void append_string(GString *out, const char *word, const char *text)
{
	if (text)
		g_string_append_printf(out, "%s \"%s\"\n", word, text);
}

static void append_memory(GString *out, const struct rmm_config *config)
{
	for (unsigned i = 0; i < config->region_count; i++)
		g_string_append_printf(out, "memory 0x%" G_GINT64_MODIFIER "x +0x%"
				       G_GINT64_MODIFIER "x%s\n", config->regions[i].base,
				       config->regions[i].size,
				       !config->regions[i].device ? "" :
				       config->regions[i].delegable ? " device delegable" : " device");
}

static void append_settings(GString *out, const char *word, SettingKind kind,
			    const struct rmm_config *config)
{
	g_autoptr(GString) settings = g_string_new(NULL);
	struct rmm_config base;

	platform_for_scenarios(&base, config->version, NULL);
	setting_append_changed(settings, kind, config, &base);
	if (settings->len)
		g_string_append_printf(out, "%s%s\n", word, settings->str);
}

void scenario_append_configuration(GString *out, const struct rmm_config *config)
{
	append_memory(out, config);
	append_settings(out, "geometry", SETTING_GEOMETRY, config);
	append_settings(out, "platform", SETTING_PLATFORM, config);
}

void scenario_append_header(GString *out, const Scenario *scenario)
{
	const struct rmm_config *config = &scenario->config;

	append_string(out, "title", scenario->title);
	append_string(out, "question", scenario->question);
	append_string(out, "origin", scenario->origin);
	g_string_append_printf(out, "spec %s\n", config->version->id);
	scenario_append_configuration(out, config);
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		/* One that bends nothing there would be bad input. */
		if (rmm_has_variant(&config->variants, i) &&
		    variant_applies(rmm_variant_info(i), config->version))
			g_string_append_printf(out, "variant %s\n", rmm_variant_info(i)->id);
}
