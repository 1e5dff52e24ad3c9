/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports of replayed logs for programs: JSON Lines. "type" is "begin" (once,
 * with the version of this format), "finding", "file" or "end".
 */
#include "report/json_line.h"
#include "report/replay_report.h"
#include "system/version.h"

#define SCHEMA 1

static void begin(ReplayStyle *style, guint files)
{
	JsonBuilder *builder = json_line_new("begin");

	json_line_number(builder, "schema", SCHEMA);
	json_line_number(builder, "files", files);
	json_line_print(style->output->file, builder);
}

static void add_variants(JsonBuilder *builder, const Trace *trace, const ReplayFinding *finding)
{
	json_builder_set_member_name(builder, "variants");
	json_builder_begin_array(builder);
	for (unsigned i = 0; i < G_N_ELEMENTS(finding->explained); i++) {
		const struct rmm_variant_info *info = rmm_variant_info(finding->explained[i]);

		if (!info)
			continue;
		json_builder_begin_object(builder);
		json_line_string(builder, "id", info->id);
		json_line_string(builder, "section", version_section(trace->version, info->section));
		json_line_string(builder, "text", info->text);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

static void finding(ReplayStyle *style, const Trace *trace, const ReplayFinding *finding)
{
	JsonBuilder *builder = json_line_new("finding");

	json_line_string(builder, "file", trace->name);
	json_line_number(builder, "line", finding->line->number);
	json_line_string(builder, "kind", replay_finding_kind(finding));
	if (finding->not_judged)
		json_line_number(builder, "last", finding->last->number);
	json_line_string(builder, "why", finding->not_judged ? finding->not_judged
							      : finding->unsound);
	json_line_string(builder, "log", finding->line->text);
	json_line_string(builder, "model", finding->permitted);
	json_line_string(builder, "state", finding->about);
	add_variants(builder, trace, finding);
	json_line_print(style->output->file, builder);
}

static void add_count(JsonBuilder *builder, const ReplayCount *count)
{
	json_line_number(builder, "lines", count->lines);
	json_line_number(builder, "agree", count->agree);
	json_line_number(builder, "diverge", count->diverge);
	json_line_number(builder, "not_judged", count->not_judged);
	json_line_number(builder, "self_check", count->findings);
	json_line_truth(builder, "limit", count->limit);
}

static void file(ReplayStyle *style, const char *path, const struct rmm_version *version,
		 const ReplayCount *count)
{
	JsonBuilder *builder = json_line_new("file");

	json_line_string(builder, "file", path);
	json_line_number(builder, "number", ++style->number);
	json_line_string(builder, "spec", version->id);
	json_line_truth(builder, "passed", replay_passed(count));
	json_line_truth(builder, "errors", FALSE);
	add_count(builder, count);
	json_line_print(style->output->file, builder);
}

static void broken(ReplayStyle *style, const char *path)
{
	JsonBuilder *builder = json_line_new("file");

	json_line_string(builder, "file", path);
	json_line_number(builder, "number", ++style->number);
	json_line_truth(builder, "passed", FALSE);
	json_line_truth(builder, "errors", TRUE);
	json_line_print(style->output->file, builder);
}

static void end(ReplayStyle *style, const ReplayTotals *totals)
{
	JsonBuilder *builder = json_line_new("end");

	json_line_number(builder, "files", totals->files);
	json_line_number(builder, "errors", totals->broken);
	add_count(builder, &totals->count);
	json_line_print(style->output->file, builder);
}

const ReplayFormat replay_jsonl = { "jsonl", begin, finding, file, broken, end };
