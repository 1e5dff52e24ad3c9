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

static void add_variants(JsonBuilder *builder, const ReplayEvent *event)
{
	json_builder_set_member_name(builder, "variants");
	json_builder_begin_array(builder);
	for (unsigned i = 0; i < G_N_ELEMENTS(event->explained); i++) {
		const struct rmm_variant_info *info = rmm_variant_info(event->explained[i]);

		if (!info)
			continue;
		json_builder_begin_object(builder);
		json_line_string(builder, "id", info->id);
		json_line_string(builder, "section",
				 version_section(event->trace->version, info->section));
		json_line_string(builder, "text", info->text);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

static char *places_text(const ReplayEvent *event)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < event->places->len; i++) {
		if (i)
			g_string_append(out, "; ");
		describe_append_place(out, event->model, &g_array_index(event->places, Place, i),
				      event->trace->name);
	}
	return g_string_free(out, FALSE);
}

static void add_description(JsonBuilder *builder, const ReplayEvent *event)
{
	g_autofree char *permitted = replay_permitted(event);
	g_autofree char *state = event->places ? places_text(event) : NULL;

	json_line_string(builder, "model", *permitted ? permitted : NULL);
	json_line_string(builder, "state", state);
}

static void add_changes(JsonBuilder *builder, const ReplayEvent *event)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (!event->changes)
		return;
	changes_append(text, event->model->config.version, event->changes);
	json_line_array(builder, "changes", text->str);
}

static void add_finding(JsonBuilder *builder, const ReplayEvent *event)
{
	const Finding *finding = event->finding;

	json_line_string(builder, "id", finding->id);
	json_line_string(builder, "section", finding->section);
	json_line_string(builder, "why", finding->text);
}

static void tell(ReplayStyle *style, const ReplayEvent *event)
{
	JsonBuilder *builder = json_line_new(event->kind == REPLAY_LINE ? "line" : "finding");
	g_autofree char *why = event->kind == REPLAY_NOT_JUDGED ? replay_why(event) : NULL;

	json_line_string(builder, "file", event->trace->name);
	json_line_number(builder, "line", event->line->number);
	json_line_string(builder, "kind", replay_kind(event));
	if (event->kind == REPLAY_NOT_JUDGED)
		json_line_number(builder, "last", event->last->number);
	json_line_string(builder, "why", why);
	if (event->finding)
		add_finding(builder, event);
	json_line_string(builder, "log", event->line->text);
	add_description(builder, event);
	add_changes(builder, event);
	if (event->kind != REPLAY_LINE)
		add_variants(builder, event);
	json_line_print(style->output->file, builder);
}

static void add_count(JsonBuilder *builder, const ReplayCount *count)
{
	json_line_number(builder, "lines", count->lines);
	json_line_number(builder, "agree", count->agree);
	json_line_number(builder, "diverge", count->diverge);
	json_line_number(builder, "not_judged", count->not_judged);
	json_line_number(builder, "self_check", count->unsound);
	json_line_number(builder, "invariants", count->broken);
	json_line_number(builder, "invariants_explained", count->caused);
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

const ReplayFormat replay_jsonl = { "jsonl", begin, tell, file, broken, end };
