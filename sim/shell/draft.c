/* SPDX-License-Identifier: BSD-3-Clause */
/* Statements one by one, and back. */
#include "shell/draft.h"

#include <string.h>

#include "shell/statements.h"
#include "version/make.h"

/* ---- making and freeing ---- */

static void entry_free(gpointer data)
{
	Entry *entry = data;

	g_free(entry->text);
	g_clear_pointer(&entry->steps, g_ptr_array_unref);
	refusal_free(entry->refusal);
	g_free(entry);
}

static void note_refusal(gpointer user, Machine *machine, const struct rmm_call *call,
			 const struct rmm_result *result)
{
	Draft *draft = user;
	Entry *entry = draft_entry(draft, draft->now);
	Refusal *refusal = refusal_new(machine, call, result);

	if (!refusal)
		return;
	refusal_free(entry->refusal);
	entry->refusal = refusal;
}

/* Without any statement. */
static void begin(Draft *draft)
{
	g_autoptr(Diagnostics) none = diagnostics_new();
	Source *source = source_from_text(draft->path, g_strdup(""), 0, none);

	draft->scenario = scenario_new(source, &draft->options);
	draft->before = (PieceBefore){ .scenario = draft->scenario,
					 .version_chosen = draft->options.version != NULL };
	draft->now = 0;
}

/* Statements first: outcomes point to them, and they into their sources. */
static void end(Draft *draft)
{
	g_clear_pointer(&draft->course, course_free);
	for (guint i = 0; i < draft->now; i++) {
		g_clear_pointer(&draft_entry(draft, i)->steps, g_ptr_array_unref);
		g_clear_pointer(&draft_entry(draft, i)->refusal, refusal_free);
	}
	g_clear_pointer(&draft->scenario, scenario_free);
}

Draft *draft_new(const char *path, const ParseOptions *options, const RunOptions *run)
{
	Draft *draft = g_new0(Draft, 1);

	draft->path = g_strdup(path);
	draft->options = *options;
	draft->run = (RunOptions){ .keep_all = TRUE, .changes = run->changes,
				   .self_check = run->self_check, .refused = note_refusal,
				   .user = draft };
	draft->entries = g_ptr_array_new_with_free_func(entry_free);
	begin(draft);
	return draft;
}

void draft_free(Draft *draft)
{
	if (!draft)
		return;
	end(draft);
	g_ptr_array_unref(draft->entries);
	g_free(draft->path);
	g_free(draft);
}

/* ---- statements ---- */

Entry *draft_entry(const Draft *draft, guint index)
{
	return draft->entries->pdata[index];
}

void draft_forget_rest(Draft *draft)
{
	g_ptr_array_set_size(draft->entries, (gint)draft->now);
}

unsigned draft_next_line(const Draft *draft)
{
	const Entry *last = draft_last(draft);

	return last ? last->line + last->lines : 1;
}

gboolean draft_add(Draft *draft, const char *text, gboolean typed)
{
	g_autoptr(GPtrArray) statements = statements_split(text);
	unsigned line = draft_next_line(draft);

	if (!statements)
		return FALSE;
	draft_forget_rest(draft);
	for (guint i = 0; i < statements->len; i++) {
		Entry *entry = g_new0(Entry, 1);

		entry->text = g_strdup(statements->pdata[i]);
		entry->line = line;
		entry->lines = statements_lines(entry->text);
		entry->typed = typed;
		line += entry->lines;
		g_ptr_array_add(draft->entries, entry);
	}
	return TRUE;
}

/* ---- carrying out ---- */

/* What a user tries may come to anything. */
static void loosen(GPtrArray *steps, const Source *source)
{
	for (guint i = 0; i < steps->len; i++) {
		Step *step = steps->pdata[i];

		if (step->at.source == source && step->expectation.kind == EXPECT_DEFAULT)
			step->expectation.kind = EXPECT_ANY;
		if (step->body)
			loosen(step->body, source);
	}
}

static void go_on(Draft *draft, Entry *entry)
{
	if (!draft->course)
		return;
	entry->turns = machine_past_turns(course_past(draft->course));
	entry->first = course_result(draft->course)->outcomes->len;
	if (entry->steps->len)
		course_go_on(draft->course, entry->steps);
}

static gboolean start_course(Draft *draft, const Entry *entry, Diagnostics *diagnostics)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	enum rmm_config_error error = rmm_model_init(model, &draft->scenario->config);
	const Position at = { draft->scenario->sources->pdata[0],
			      entry ? entry->line : draft_next_line(draft), 1 };

	g_clear_pointer(&draft->course, course_free);
	if (error != CONFIG_OK) {
		diagnostics_error(diagnostics, at, "%s", rmm_config_error_text(error));
		return FALSE;
	}
	draft->course = course_new(draft->scenario, &draft->run);
	for (guint i = 0; i < draft->now; i++)
		go_on(draft, draft_entry(draft, i));
	return TRUE;
}

gboolean draft_begin(Draft *draft, Diagnostics *diagnostics)
{
	return draft->course || start_course(draft, NULL, diagnostics);
}

static void refer_to(Draft *draft)
{
	g_autoptr(Diagnostics) none = diagnostics_new();

	/* A header that allows no model so far may have variables. */
	if (draft->now)
		draft_begin(draft, none);
	draft->before.variables = draft->course ? course_end(draft->course).variables : NULL;
	draft->before.marks = draft->course ? course_marks(draft->course) : NULL;
	draft->before.model = draft->course && draft->before.began
			      ? course_end(draft->course).model : NULL;
}

/* The first, @count of them, anew. */
static void make_anew(Draft *draft, guint count)
{
	g_autoptr(Diagnostics) none = diagnostics_new();

	end(draft);
	begin(draft);
	while (draft->now < count && draft_forward(draft, none))
		continue;
}

/*
 * Up to the first step the header may change: then the course begins anew. A
 * header that allows none may be one that is not complete.
 */
static gboolean adapt(Draft *draft, const Entry *entry, Diagnostics *diagnostics)
{
	g_clear_pointer(&draft->course, course_free);
	return (entry->steps->len == 0 && !draft->before.began) ||
	       start_course(draft, entry, diagnostics);
}

gboolean draft_forward(Draft *draft, Diagnostics *diagnostics)
{
	Entry *entry = draft_entry(draft, draft->now);
	gboolean began = draft->before.began;
	Source *source = source_from_lines(draft->path, entry->line, g_strdup(entry->text),
					   strlen(entry->text), diagnostics);

	if (!source)
		return FALSE;
	entry->sources = draft->scenario->sources->len;
	refer_to(draft);
	entry->steps = parse_piece(&draft->before, source, diagnostics);
	if (!entry->steps)
		return FALSE;
	/* What may happen behind statements is asked by other means. */
	g_clear_pointer(&draft->scenario->explore, explore_block_free);
	if (entry->typed)
		loosen(entry->steps, source);
	entry->in_header = !began;
	if (entry->in_header && !adapt(draft, entry, diagnostics)) {
		g_clear_pointer(&entry->steps, g_ptr_array_unref);
		make_anew(draft, draft->now);
		return FALSE;
	}
	go_on(draft, entry);
	draft->now++;
	return TRUE;
}

/* ---- and back ---- */

Draft *draft_again(const Draft *draft, const ParseOptions *options,
		   Diagnostics *diagnostics)
{
	g_autoptr(Draft) again = draft_new(draft->path, options, &draft->run);

	for (guint i = 0; i < draft->entries->len; i++) {
		const Entry *entry = draft_entry(draft, i);
		Entry *copy = g_new0(Entry, 1);

		copy->text = g_strdup(entry->text);
		copy->line = entry->line;
		copy->lines = entry->lines;
		copy->typed = entry->typed;
		g_ptr_array_add(again->entries, copy);
	}
	while (again->now < draft->now)
		if (!draft_forward(again, diagnostics))
			return NULL;
	return g_steal_pointer(&again);
}

/* What its turns changed goes, and it with it. FALSE: that cannot be. */
static gboolean take_back(Draft *draft, Entry *entry)
{
	/* What it said in the header is not taken back so; without statements it made no turn. */
	if (entry->in_header || entry->steps->len == 0 || !course_go_back(draft->course))
		return FALSE;
	g_clear_pointer(&entry->steps, g_ptr_array_unref);
	g_clear_pointer(&entry->refusal, refusal_free);
	g_ptr_array_set_size(draft->scenario->sources, (gint)entry->sources);
	draft->now--;
	return TRUE;
}

void draft_back_to(Draft *draft, guint count)
{
	while (draft->now > count)
		if (!take_back(draft, draft_last(draft)))
			make_anew(draft, count);
}

/* ---- beside it ---- */

GPtrArray *draft_parse(const Draft *draft, const char *text, Scenario **scenario,
		       Diagnostics *diagnostics)
{
	g_autoptr(Diagnostics) none = diagnostics_new();
	PieceBefore before = draft->before;
	Source *source;

	*scenario = scenario_new(source_from_text(draft->path, g_strdup(""), 0, none),
				 &draft->options);
	(*scenario)->config = draft->scenario->config;
	before.scenario = *scenario;
	if (draft->course) {
		before.variables = course_end(draft->course).variables;
		before.marks = course_marks(draft->course);
		before.model = course_end(draft->course).model;
	}
	source = source_from_lines(draft->path, draft_next_line(draft), g_strdup(text),
				   strlen(text), diagnostics);
	return source ? parse_piece(&before, source, diagnostics) : NULL;
}

/* ---- where it is ---- */

Entry *draft_last(const Draft *draft)
{
	return draft->now ? draft_entry(draft, draft->now - 1) : NULL;
}

guint draft_end_of(const Draft *draft, const Entry *entry)
{
	const Entry *next = entry == draft_last(draft) ? NULL : entry;

	for (guint i = 0; next == entry && i + 1 < draft->now; i++)
		if (draft_entry(draft, i) == entry)
			next = draft_entry(draft, i + 1);
	return next ? next->first : course_result(draft->course)->outcomes->len;
}

const struct rmm_version *draft_version(const Draft *draft)
{
	return draft->scenario->config.version;
}

const Refusal *draft_refusal(const Draft *draft)
{
	for (guint i = draft->now; i > 0; i--)
		if (draft_entry(draft, i - 1)->refusal)
			return draft_entry(draft, i - 1)->refusal;
	return NULL;
}

char *draft_text(const Draft *draft)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < draft->now; i++)
		g_string_append(text, draft_entry(draft, i)->text);
	return g_string_free(text, FALSE);
}
