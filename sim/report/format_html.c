/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A page that stands by itself: statements and results as text, which needs no
 * scripts; all objects of JSON Lines as data beside it, which scripts draw.
 * What failed comes first.
 */
#include "report/formats.h"
#include "report/json_line.h"
#include "report/json_live.h"
#include "page/page.h"

#include <string.h>

/* Bytes of statements that are shown without scripts, of all files. */
#define TEXT_MAX 1000000

struct state {
	gsize text_max;         /* of a file */
	GString *data;          /* of files: objects, with commas between */
	GString *items;         /* of the file that is being told, the same */
	GString *failed, *rest; /* files, as HTML */
	GString *file;          /* statements of the file that is being told */
	guint files, failures, skipped, others; /* others: statements that are not shown */
};

static void begin(Report *report, guint files)
{
	struct state *state = report->state;

	if (state->data)
		return;
	state->data = g_string_new(NULL);
	state->items = g_string_new(NULL);
	state->failed = g_string_new(NULL);
	state->rest = g_string_new(NULL);
	state->file = g_string_new(NULL);
	state->text_max = TEXT_MAX / MAX(files, 1);
}

/* ---- data ---- */

/* NULL: there is none, or it is no string. */
static const char *string_member(JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member(object, name);

	return node && json_node_get_value_type(node) == G_TYPE_STRING
	       ? json_node_get_string(node) : NULL;
}

/* What the other formats ask for as well. */
static void add_words(JsonBuilder *builder, const ReportEvent *event, const char *message,
		      const char *detail)
{
	static const char *const verdicts[] = {
		[VERDICT_PASSED] = "passed", [VERDICT_FAILED] = "failed",
		[VERDICT_SKIPPED] = "skipped", [VERDICT_ERROR] = "error",
	};

	if (event->verdict != VERDICT_PASSED || event->kind == EVENT_FILE)
		json_line_string(builder, "verdict", verdicts[event->verdict]);
	json_line_string(builder, "message", *message ? message : NULL);
	json_line_string(builder, "detail", *detail ? detail : NULL);
}

/* What the others say already, or what goes without saying; there are thousands of objects. */
static void leave_out(JsonObject *object, const char *file)
{
	static const char *const names[] = { "type", "file", "n", "number", "passed", "errors",
					      "status", "findings" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		json_object_remove_member(object, names[i]);
	if (json_object_has_member(object, "changes") &&
	    json_array_get_length(json_object_get_array_member(object, "changes")) == 0)
		json_object_remove_member(object, "changes");
	if (g_strcmp0(string_member(object, "text"), string_member(object, "message")) == 0)
		json_object_remove_member(object, "message");
	if (g_strcmp0(string_member(object, "source"), file) == 0)
		json_object_remove_member(object, "source");
}

/* Its object; NULL: it has none. */
static JsonNode *object_of(const Report *report, const ReportEvent *event, const char *message,
			   const char *detail)
{
	const ReportWords *words = report_words(report, event);
	g_autoptr(JsonBuilder) builder = NULL;
	g_autofree char *scenario = NULL;
	JsonNode *node;

	if (!words->type)
		return NULL;
	builder = json_line_new(*words->type ? words->type : NULL);
	words->members(event, builder);
	add_words(builder, event, message, detail);
	if (words->scenario)
		scenario = words->scenario(event);
	json_line_string(builder, "scenario", scenario);
	json_builder_end_object(builder);
	node = json_builder_get_root(builder);
	leave_out(json_node_get_object(node), event->file);
	return node;
}

static void add_data(GString *out, JsonNode *node)
{
	g_autofree char *text = json_to_string(node, FALSE);

	g_string_append_printf(out, "%s%s", out->len ? ",\n" : "", text);
}

/* The objects of a file become one; @node: of the file itself. */
static void end_data(struct state *state, const char *file, JsonNode *node)
{
	g_autoptr(JsonNode) name = json_node_init_string(json_node_alloc(), file);
	g_autofree char *quoted = json_to_string(name, FALSE);
	g_autofree char *text = node ? json_to_string(node, FALSE) : g_strdup("{}");

	g_string_append_printf(state->data, "%s{\"name\":%s,\"file\":%s,\"items\":[%s]}",
			       state->data->len ? ",\n" : "", quoted, text, state->items->str);
	g_string_set_size(state->items, 0);
}

/* ---- text ---- */

static const char *member(JsonNode *node, const char *name)
{
	return node ? string_member(json_node_get_object(node), name) : NULL;
}

static void append(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The arguments are escaped. */
static void append(GString *out, const char *format, ...)
{
	g_autofree char *text = NULL, *valid = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_markup_vprintf_escaped(format, arguments);
	va_end(arguments);
	valid = g_utf8_make_valid(text, -1);
	g_string_append(out, valid);
}

/* It passed, and is of an include, or one of many: is counted. */
static gboolean is_left_out(const struct state *state, const ReportEvent *event)
{
	return event->verdict == VERDICT_PASSED &&
	       (state->file->len > state->text_max ||
		(event->path && strcmp(event->path, event->file) != 0));
}

static void add_statement(struct state *state, const Report *report, const ReportEvent *event,
			  JsonNode *node, const char *message, const char *detail)
{
	const char *text = member(node, "text"), *result = member(node, "result");
	const char *comment = member(node, "comment");
	g_autofree char *name = NULL;

	if (is_left_out(state, event)) {
		state->others++;
		return;
	}
	if (!text) {
		name = report_name(report, event);
		text = *name ? name : member(node, "log") ? member(node, "log") : message;
	}
	if (comment)
		append(state->file, "<li class=\"comment\">%s</li>\n", comment);
	append(state->file, "<li class=\"%s\"><code>%s</code>",
	       event->verdict == VERDICT_PASSED ? "ok" : event->verdict == VERDICT_SKIPPED
	       ? "skipped" : "bad", text);
	if (result)
		append(state->file, " <samp>%s</samp>", result);
	if (*detail)
		append(state->file, "<pre>%s</pre>", detail);
	g_string_append(state->file, "</li>\n");
}

static void end_file(struct state *state, const ReportEvent *event, JsonNode *node,
		     const char *message, const char *detail)
{
	static const char *const words[] = {
		[VERDICT_PASSED] = "ok", [VERDICT_FAILED] = "FAIL", [VERDICT_SKIPPED] = "skip",
		[VERDICT_ERROR] = "error",
	};
	gboolean bad = event->verdict == VERDICT_FAILED || event->verdict == VERDICT_ERROR;
	GString *out = bad ? state->failed : state->rest;
	const char *title = member(node, "title"), *question = member(node, "question");

	state->files++;
	state->failures += bad ? 1 : 0;
	state->skipped += event->verdict == VERDICT_SKIPPED ? 1 : 0;
	append(out, "<details class=\"file %s\" data-of=\"%s\"%s><summary><b>%s</b> <span>%s</span>"
	       " <small>%s</small></summary>\n<div class=\"body\">", bad ? "bad" : "ok", event->file,
	       bad ? " open=\"\"" : "", words[event->verdict], title ? title : event->file,
	       title ? event->file : "");
	if (question)
		append(out, "<p class=\"question\">%s</p>\n", question);
	if (*message)
		append(out, "<p>%s</p>\n", message);
	if (*detail)
		append(out, "<pre>%s</pre>\n", detail);
	if (state->others)
		append(out, "<p class=\"faint\">%u more statements, of included files or "
		       "after these, passed.</p>\n", state->others);
	g_string_append_printf(out, "<ol class=\"steps\">\n%s</ol></div></details>\n",
			       state->file->str);
	g_string_set_size(state->file, 0);
	state->others = 0;
}

static void event(Report *report, const ReportEvent *event)
{
	struct state *state = report->state;
	g_autofree char *message = NULL, *detail = NULL;
	g_autoptr(JsonNode) node = NULL;

	/* What it comes to is counted here. */
	if (event->kind == EVENT_END)
		return;
	begin(report, 0);
	message = report_message(report, event);
	detail = event->verdict == VERDICT_PASSED ? g_strdup("") : report_detail(report, event);
	node = object_of(report, event, message, detail);
	if (event->kind == EVENT_FILE) {
		end_data(state, event->file, node);
		end_file(state, event, node, message, detail);
		return;
	}
	if (node)
		add_data(state->items, node);
	add_statement(state, report, event, node, message, detail);
}

/* ---- the page ---- */

static void write_page(Report *report)
{
	struct state *state = report->state;
	Page page = { .title = "ripas-sim report" };
	g_autofree char *summary = NULL, *machines = report->live ? json_live_machines() : NULL;

	begin(report, 0);
	if (state->items->len)
		end_data(state, "", NULL);
	if (state->file->len)
		g_string_append_printf(state->rest, "<ol class=\"steps\">\n%s</ol>\n",
				       state->file->str);
	summary = g_strdup_printf("%u file%s, %u ok, %u failed%s", state->files,
				  state->files == 1 ? "" : "s",
				  state->files - state->failures - state->skipped,
				  state->failures, state->skipped ? ", some skipped" : "");
	g_string_append(state->failed, state->rest->str);
	page.summary = summary;
	page.body = state->failed->str;
	page.data = state->data->str;
	page.machines = machines;
	page_write(report->output->file, &page);
	g_string_free(state->data, TRUE);
	g_string_free(state->failed, TRUE);
	g_string_free(state->rest, TRUE);
	g_string_free(state->file, TRUE);
	g_string_free(state->items, TRUE);
}

const ReportFormat format_html = {
	.name = "html", .begin = begin, .event = event, .state_size = sizeof(struct state),
	.wants_items = TRUE, .wants_maps = TRUE, .close = write_page,
};
