/* SPDX-License-Identifier: BSD-3-Clause */
/* What all reports of replayed logs have in common. */
#include "report/replay_report.h"

#include <string.h>

const ReplayFormat *replay_format(const char *name)
{
	const ReplayFormat *const formats[] = {
		&replay_text, &replay_tap, &replay_junit, &replay_jsonl
	};

	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
		if (strcmp(formats[i]->name, name ? name : "text") == 0)
			return formats[i];
	return NULL;
}

const char *replay_finding_kind(const ReplayFinding *finding)
{
	return finding->not_judged ? "not judged" :
	       finding->unsound ? "self-check" :
	       finding->end ? "ends here" :
	       finding->explained[0] ? "diverges, explained" : "diverges";
}

static void append(GString *out, const char *indent, const char *keyword, const char *text)
{
	if (text && *text)
		g_string_append_printf(out, "%s%-9s %s\n", indent, keyword, text);
}

char *replay_finding_detail(const Trace *trace, const ReplayFinding *finding,
			    const char *indent)
{
	GString *out = g_string_new(NULL);

	append(out, indent, "log", finding->line->text);
	append(out, indent, "unsound", finding->unsound);
	append(out, indent, "model", finding->permitted);
	append(out, indent, "state", finding->about);
	for (unsigned i = 0; i < G_N_ELEMENTS(finding->explained); i++) {
		const struct rmm_variant_info *info = rmm_variant_info(finding->explained[i]);
		g_autofree char *text = !info ? NULL :
			g_strdup_printf("%s (%s): %s", info->id, version_section(trace->version, info->section),
					info->text);

		append(out, indent, "variant", text);
	}
	return g_string_free(out, FALSE);
}

gboolean replay_passed(const ReplayCount *count)
{
	return count->diverge == 0 && count->findings == 0 && !count->limit;
}
