/* SPDX-License-Identifier: BSD-3-Clause */
/* What the steps of an RMM showed and changed, as members of an object. */
#include "report/json_machine.h"

#include "system/version.h"
#include "text/notation.h"

/* ---- changes ---- */

static void add_value(JsonBuilder *builder, const char *name, const struct rmm_version *version,
		      const Change *change, gboolean after)
{
	g_autoptr(GString) value = g_string_new(NULL);

	change_append_value(value, version, change, after);
	json_line_string(builder, name, value->len ? value->str : NULL);
}

static void add_change(JsonBuilder *builder, const struct rmm_version *version,
		       const Change *change)
{
	json_builder_begin_object(builder);
	json_line_string(builder, "object", change_object(change));
	if (change->kind != CHANGE_GLOBAL)
		json_line_address(builder, "address", change->base);
	if (change->kind == CHANGE_RTTE) {
		json_line_address(builder, "top", change->top);
		json_line_number(builder, "level", (guint64)(gint64)change->level);
	}
	if (change->kind == CHANGE_MEASUREMENT && change->item)
		json_line_number(builder, "index", change->item - 1);
	json_line_string(builder, "field", change_field(change));
	add_value(builder, "from", version, change, FALSE);
	add_value(builder, "to", version, change, TRUE);
	if (change->more)
		json_line_number(builder, "more", change->more);
	json_builder_end_object(builder);
}

void json_machine_changes(JsonBuilder *builder, const struct rmm_version *version,
			  const GArray *changes)
{
	json_line_begin_array(builder, "changes");
	for (guint i = 0; i < changes->len; i++)
		add_change(builder, version, &g_array_index(changes, Change, i));
	json_builder_end_array(builder);
}

/* ---- what is wrong ---- */

/* What stands at an address; a step or a pool does not. */
static gboolean has_address(const Finding *finding)
{
	return (finding->kind == FINDING_INVARIANT || finding->kind == FINDING_HINT) &&
	       finding->subject != SUBJECT_STEP;
}

void json_machine_finding(JsonBuilder *builder, const Finding *finding)
{
	static const char *const kinds[] = {
		[FINDING_INVARIANT] = "invariant", [FINDING_SELF_CHECK] = "self-check",
		[FINDING_LIMIT] = "limit", [FINDING_HINT] = "hint",
	};

	json_line_string(builder, "kind", kinds[finding->kind]);
	json_line_string(builder, "id", finding->id);
	json_line_string(builder, "section", finding->section);
	json_line_string(builder, "text", finding->text);
	if (has_address(finding))
		json_line_address(builder, "address", finding->address);
}

/* ---- who and why ---- */

void json_machine_since(JsonBuilder *builder, const struct rmm_model *model, const Since *since)
{
	if (!since->known)
		return;
	json_line_begin_object(builder, "since");
	json_line_string(builder, "command", rmm_command(model, since->command)->name);
	json_line_string(builder, "file", since->at.path);
	json_line_number(builder, "line", since->at.line);
	json_builder_end_object(builder);
}

void json_machine_condition(JsonBuilder *builder, const struct rmm_model *model,
			    const struct rmm_result *result)
{
	const struct rmm_version *version = model->config.version;
	const struct rmm_addition *addition;
	const char *id;

	if (result->condition == RMM_NO_CONDITION)
		return;
	id = rmm_condition_id(model, result->command, result->condition);
	addition = rmm_addition_of(version, result->command, id);
	json_line_string(builder, "condition", id);
	json_line_string(builder, "section",
			 version_section(version, rmm_command(model, result->command)->section));
	json_line_string(builder, "added", addition ? addition->section : NULL);
}

static void add_also(JsonBuilder *builder, const struct rmm_model *model,
		     const struct rmm_result *result, const struct rmm_rules *rules)
{
	json_line_begin_array(builder, "also");
	for (unsigned i = 0; i < rules->count; i++) {
		if ((int)i == result->condition || !(result->permitted >> i & 1))
			continue;
		json_builder_begin_object(builder);
		json_line_string(builder, "status", rmm_status(rules->failure[i]->status)->name);
		json_line_string(builder, "condition", rules->failure[i]->id);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

void json_machine_refusal(JsonBuilder *builder, const struct rmm_model *model,
			  const struct rmm_result *result)
{
	const struct rmm_rules *rules = &model->rules[result->command];
	const struct rmm_failure *failure;
	g_autofree char *text = NULL;

	if (result->condition == RMM_NO_CONDITION)
		return;
	failure = rules->failure[result->condition];
	text = notation_expand(failure->violated, failure->operands,
			       rmm_command(model, result->command), model->config.version);
	json_line_string(builder, "because", text);
	if (result->permitted & (result->permitted - 1))
		add_also(builder, model, result, rules);
}
