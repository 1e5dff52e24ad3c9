/* SPDX-License-Identifier: BSD-3-Clause */
/* The rules that events are about. */
#include "report/rules.h"

#include "system/version.h"

void rules_add_invariant(GArray *rules, const struct rmm_version *version,
			 const struct rmm_invariant *row)
{
	report_add_rule(rules, row->id, version_section(version, row->section), row->text, FALSE);
}

void rules_add_not_run(GArray *rules)
{
	report_add_rule(rules, "not-run", NULL, "what is written can be carried out", FALSE);
}

void rules_of_file(const ReportEvent *event, GArray *rules)
{
	if (event->verdict == VERDICT_ERROR)
		rules_add_not_run(rules);
}

void rules_add_variant(GArray *rules, const struct rmm_version *version,
		       enum rmm_variant variant, gboolean is_expected)
{
	const struct rmm_variant_info *info = rmm_variant_info(variant);

	report_add_rule(rules, info->id, version_section(version, info->section), info->text,
			is_expected);
}

gboolean rules_add_condition(GArray *rules, const struct rmm_model *model,
			     const struct rmm_result *result)
{
	if (result->condition == RMM_NO_CONDITION)
		return FALSE;
	report_add_rule(rules, rmm_condition_id(model, result->command, result->condition),
			version_section(model->config.version,
					rmm_command(model, result->command)->section),
			NULL, FALSE);
	return TRUE;
}
