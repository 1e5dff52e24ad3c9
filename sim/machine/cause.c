/* SPDX-License-Identifier: BSD-3-Clause */
/* What a condition that refused found: the values of what it names. */
#include "machine/cause.h"

#include <string.h>

#include "state/diff.h"
#include "text/notation.h"

char *cause_text(const struct rmm_model *model, const struct rmm_result *result)
{
	const struct rmm_failure *failure =
		model->rules[result->command].failure[result->condition];

	return notation_expand(failure->violated, failure->operands,
			       rmm_command(model, result->command), model->config.version);
}

/* ---- finding ---- */

struct search {
	const struct rmm_model *model;
	const struct rmm *state;
	const struct rmm_call *call;
	GArray *values;
};

static void add(const struct search *search, uint64_t value, const struct rmm_enumeration *names)
{
	const CauseValue found = { value, names };

	g_array_append_val(search->values, found);
}

/* An attribute of @object by its name. */
static void add_field(const struct search *search, const struct rmm_field *fields, guint count,
		      const char *name, const void *object)
{
	for (guint i = 0; i < count; i++)
		if (strcmp(fields[i].name, name) == 0 && !fields[i].is_private)
			add(search, rmm_field_value(&fields[i], object), fields[i].names);
}

static void add_rec_field(const struct search *search, const char *name)
{
	const struct rmm_command *command = rmm_command(search->model, search->call->command);
	uint64_t address = command->rec ? search->call->in[SLOT(command->rec)] : search->call->rec;
	uint32_t rec = rmm_rec_at(search->model, search->state, address);

	if (rec != RMM_NONE)
		add_field(search, rmm_rec_fields, REC_FIELDS, name,
			  rmm_rec(search->model, search->state, rec));
}

static void add_realm_field(const struct search *search, const char *name)
{
	const struct rmm_command *command = rmm_command(search->model, search->call->command);
	uint32_t realm = !command->rd ? RMM_NONE :
			 rmm_realm_at(search->model, search->state,
				      search->call->in[SLOT(command->rd)]);

	if (realm != RMM_NONE)
		add_field(search, rmm_realm_fields, REALM_FIELDS, name,
			  rmm_realm(search->model, search->state, realm));
}

/* An input by its name; of a list, it is in the call. */
static void add_input(const struct search *search, const char *name)
{
	const struct rmm_command *command = rmm_command(search->model, search->call->command);

	for (unsigned i = 0; i < command->input_count; i++) {
		const struct rmm_value *value = &command->inputs[i];

		if (value->count == 1 && strcmp(value->name, name) == 0)
			add(search, rmm_value_get(value, search->call->in, 0), value->type->names);
	}
}

static void add_name(const struct search *search, const char *name)
{
	if (g_str_has_prefix(name, "rec."))
		add_rec_field(search, name + strlen("rec."));
	else if (g_str_has_prefix(name, "realm."))
		add_realm_field(search, name + strlen("realm."));
	else
		add_input(search, name);
}

void cause_find(const struct rmm_model *model, const struct rmm *state,
		const struct rmm_call *call, const struct rmm_result *result, GArray *values)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.";
	const struct search search = { model, state, call, values };
	g_autofree char *text = cause_text(model, result);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (const char *at = text; *at;) {
		gsize size = strspn(at, letters);
		char *name = g_strndup(at, size);

		/* What it names twice has one value. */
		if (size && !g_hash_table_contains(seen, name))
			add_name(&search, name);
		g_hash_table_add(seen, name);
		at += size ? size : 1;
	}
}

/* ---- words ---- */

void cause_append_values(GString *out, const struct rmm_model *model, const GArray *values)
{
	for (guint i = 0; i < values->len; i++) {
		const CauseValue *found = &g_array_index(values, CauseValue, i);
		const char *name = found->names ? rmm_name(found->names, model->config.version,
							   found->value) : NULL;

		g_string_append(out, i ? ", " : "");
		if (name)
			g_string_append(out, name);
		else
			g_string_append_printf(out, "0x%" G_GINT64_MODIFIER "x", found->value);
	}
}

void cause_append(GString *out, const struct rmm_model *model, const struct rmm_result *result,
		  const GArray *values)
{
	g_autofree char *text = cause_text(model, result);

	g_string_append(out, text);
	if (values->len == 0)
		return;
	g_string_append(out, " (");
	cause_append_values(out, model, values);
	g_string_append_c(out, ')');
}
