/* SPDX-License-Identifier: BSD-3-Clause */
/* Predicates of conditions in short notation: the marks of command.h. */
#include "text/notation.h"

#include <string.h>

#include "state/diff.h"

struct expansion {
	const struct rmm_command *command;
	const struct rmm_version *version;
};

/* Marks that select a name from an enumeration, or a set of names. */
static const struct {
	char mark;
	gboolean set;
	const struct rmm_enumeration *names;
} enumerations[] = {
	{ 'G', FALSE, &rmm_granule_states }, { 'H', TRUE, &rmm_granule_states },
	{ 'R', FALSE, &rmm_rtte_states },    { 'Q', TRUE, &rmm_rtte_states },
	{ 'S', FALSE, &rmm_realm_states },   { 'T', TRUE, &rmm_realm_states },
	{ 'M', FALSE, &rmm_global_states },  { 'N', TRUE, &rmm_global_states },
	{ 'P', FALSE, &rmm_gpt_states },     { 'I', FALSE, &rmm_ripas_values },
};

static void append_value_name(GString *out, const struct rmm_value *values, unsigned count,
			      int slot)
{
	for (unsigned i = 0; i < count; i++) {
		if (values[i].slot != slot)
			continue;
		g_string_append(out, values[i].name);
		return;
	}
	g_string_append_printf(out, "%d", slot);
}

static void append_enumerator(GString *out, const struct expansion *e,
			      const struct rmm_enumeration *names, gboolean set, int operand)
{
	gboolean first = TRUE;

	if (set)
		g_string_append_c(out, '{');
	for (unsigned i = 0; i < names->count; i++) {
		const char *name = rmm_name(names, e->version, i);

		if (!name || (set ? !(operand >> i & 1) : operand != (int)i))
			continue;
		g_string_append_printf(out, "%s%s", first ? "" : ", ", name);
		first = FALSE;
	}
	if (set)
		g_string_append_c(out, '}');
}

/* The level that the walk aims at. */
static void append_walk_level(GString *out, const struct expansion *e)
{
	const struct rmm_command *command = e->command;

	if (command->walk == WALK_PAGE) {
		g_string_append_c(out, '3');
		return;
	}
	append_value_name(out, command->inputs, command->input_count, SLOT(command->level));
	if (command->walk == WALK_PARENT)
		g_string_append(out, " - 1");
}

/* A mark behind '$': its letter, if it has one. */
static void append_mark(GString *out, const struct expansion *e, char mark, int operand)
{
	const struct rmm_command *command = e->command;

	for (gsize i = 0; i < G_N_ELEMENTS(enumerations); i++)
		if (enumerations[i].mark == mark)
			append_enumerator(out, e, enumerations[i].names, enumerations[i].set,
					  operand);
	if (mark == '\0')
		append_value_name(out, command->inputs, command->input_count, operand);
	else if (mark == 'o')
		append_value_name(out, command->outputs, command->output_count, operand);
	else if (mark == 'F')
		g_string_append(out, rmm_rec_fields[operand].name);
}

char *notation_expand(const struct rmm_predicate *predicate, struct rmm_operands operands,
		      const struct rmm_command *command, const struct rmm_version *version)
{
	const struct expansion e = { command, version };
	GString *out = g_string_new(NULL);

	for (const char *at = predicate->text; *at; at++) {
		gboolean number = *at == '#';
		char mark = '\0';

		if (*at != '$' && !number) {
			g_string_append_c(out, *at);
			continue;
		}
		if (at[1] == 'W') {
			append_walk_level(out, &e);
			at++;
			continue;
		}
		if (at[1] != 'a' && at[1] != 'b')
			mark = *++at;
		at++;
		if (number)
			g_string_append_printf(out, "%d", *at == 'a' ? operands.a : operands.b);
		else
			append_mark(out, &e, mark, *at == 'a' ? operands.a : operands.b);
	}
	return g_string_free(out, FALSE);
}
