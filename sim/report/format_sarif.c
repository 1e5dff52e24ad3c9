/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reports for code scanners: SARIF 2.1.0. A result is what did not pass; its
 * rule is the invariant, the condition or the variant that it is about.
 */
#include "report/formats.h"

#include "report/json_line.h"

struct state {
	JsonBuilder *results;
	GPtrArray *rules;       /* of JsonNode: reportingDescriptor, in order */
	GHashTable *indices;    /* id to its index in @rules, plus 1 */
};

static void begin(Report *report, guint files)
{
	struct state *state = report->state;

	state->results = json_builder_new();
	state->rules = g_ptr_array_new_with_free_func((GDestroyNotify)json_node_unref);
	state->indices = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	json_builder_begin_array(state->results);
}

/* { "text": @text } as member @name. */
static void add_message(JsonBuilder *builder, const char *name, const char *text)
{
	json_line_begin_object(builder, name);
	json_line_string(builder, "text", text);
	json_builder_end_object(builder);
}

static JsonNode *make_rule(const ReportRule *rule)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();

	json_builder_begin_object(builder);
	json_line_string(builder, "id", rule->id);
	if (rule->text)
		add_message(builder, "shortDescription", rule->text);
	if (rule->section && *rule->section) {
		json_line_begin_object(builder, "properties");
		json_line_string(builder, "section", rule->section);
		json_builder_end_object(builder);
	}
	json_builder_end_object(builder);
	return json_builder_get_root(builder);
}

static guint rule_index(struct state *state, const ReportRule *rule)
{
	guint index = GPOINTER_TO_UINT(g_hash_table_lookup(state->indices, rule->id));

	if (index == 0) {
		g_ptr_array_add(state->rules, make_rule(rule));
		index = state->rules->len;
		g_hash_table_insert(state->indices, g_strdup(rule->id), GUINT_TO_POINTER(index));
	}
	return index - 1;
}

/* Paths are relative to where the tool runs; bytes that a URI has not are escaped. */
static void add_location(JsonBuilder *builder, const ReportEvent *event)
{
	g_autofree char *uri = g_uri_escape_string(event->path, "/", FALSE);

	json_line_begin_array(builder, "locations");
	json_builder_begin_object(builder);
	json_line_begin_object(builder, "physicalLocation");
	json_line_begin_object(builder, "artifactLocation");
	json_line_string(builder, "uri", uri);
	json_builder_end_object(builder);
	if (event->line) {
		json_line_begin_object(builder, "region");
		json_line_number(builder, "startLine", event->line);
		if (event->column)
			json_line_number(builder, "startColumn", event->column);
		json_builder_end_object(builder);
	}
	json_builder_end_object(builder);
	json_builder_end_object(builder);
	json_builder_end_array(builder);
}

static void add_result(struct state *state, const ReportEvent *event, const ReportRule *rule,
		       const char *text)
{
	JsonBuilder *builder = state->results;

	json_builder_begin_object(builder);
	json_line_string(builder, "ruleId", rule->id);
	json_line_number(builder, "ruleIndex", rule_index(state, rule));
	json_line_string(builder, "level", event->verdict == VERDICT_SKIPPED ? "note" :
			 rule->is_expected ? "warning" : "error");
	add_message(builder, "message", text);
	if (event->path)
		add_location(builder, event);
	json_builder_end_object(builder);
}

/* What is told of an event: its message, and the lines of its detail. */
static char *text_of(const Report *report, const ReportEvent *event)
{
	g_autofree char *message = report_message(report, event);
	g_autofree char *detail = report_detail(report, event);

	return g_strstrip(g_strconcat(message, *message && *detail ? "\n" : "", detail, NULL));
}

static void add_event(Report *report, const ReportEvent *event)
{
	g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(ReportRule));
	g_autofree char *text = text_of(report, event);

	if (report_words(report, event)->rules)
		report_words(report, event)->rules(event, rules);
	for (guint i = 0; i < rules->len; i++)
		add_result(report->state, event, &g_array_index(rules, ReportRule, i), text);
}

static void add_tool(JsonBuilder *builder, const struct state *state)
{
	json_line_begin_object(builder, "tool");
	json_line_begin_object(builder, "driver");
	json_line_string(builder, "name", "ripas-sim");
	json_line_begin_array(builder, "rules");
	for (guint i = 0; i < state->rules->len; i++)
		json_builder_add_value(builder, json_node_ref(state->rules->pdata[i]));
	json_builder_end_array(builder);
	json_builder_end_object(builder);
	json_builder_end_object(builder);
}

static void print(const Report *report)
{
	struct state *state = report->state;
	JsonBuilder *builder = json_line_new(NULL);

	json_line_string(builder, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	json_line_string(builder, "version", "2.1.0");
	json_line_begin_array(builder, "runs");
	json_builder_begin_object(builder);
	add_tool(builder, state);
	json_line_string(builder, "columnKind", "utf16CodeUnits");
	json_builder_set_member_name(builder, "results");
	json_builder_add_value(builder, json_builder_get_root(state->results));
	json_builder_end_object(builder);
	json_builder_end_array(builder);
	json_line_print(report->output->file, builder);
}

static void tell(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;

	if (event->kind != EVENT_END) {
		if (event->verdict != VERDICT_PASSED && event->kind != EVENT_ITEM)
			add_event(report, event);
		return;
	}
	json_builder_end_array(state->results);
	print(report);
	g_object_unref(state->results);
	g_ptr_array_unref(state->rules);
	g_hash_table_unref(state->indices);
}

const ReportFormat format_sarif = { "sarif", begin, tell, sizeof(struct state), FALSE };
