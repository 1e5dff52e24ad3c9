/* SPDX-License-Identifier: BSD-3-Clause */
/* The words that a scenario may have, from the tables of language, model and actors. */
#include "editor/vocabulary.h"

#include <string.h>

#include "actor/actors.h"
#include "engine/command.h"
#include "language/words.h"
#include "system/version.h"

static void add(GPtrArray *names, const char *name)
{
	g_ptr_array_add(names, g_strdup(name));
}

static void add_words(GPtrArray *names, gboolean predicates)
{
	for (guint i = 0; language_word(i); i++)
		if ((language_word(i)->kind == WORD_PREDICATE) == predicates)
			add(names, language_word(i)->word);
}

static void add_lines(GPtrArray *names)
{
	add_words(names, FALSE);
}

static void add_predicates(GPtrArray *names)
{
	add_words(names, TRUE);
}

/* Calls @each for every command of every version. */
static void for_commands(void (*each)(GPtrArray *names, const struct rmm_command *command),
			 GPtrArray *names)
{
	for (guint i = 0; i < version_count(); i++)
		for (unsigned id = 0; id < COMMANDS; id++)
			if (version_commands(version_at(i))[id])
				each(names, version_commands(version_at(i))[id]);
}

static void add_command(GPtrArray *names, const struct rmm_command *command)
{
	add(names, command->name);
}

static void add_commands(GPtrArray *names)
{
	for_commands(add_command, names);
}

static void add_procedures(GPtrArray *names)
{
	for (guint i = 0; actors[i]; i++)
		for (guint j = 0; j < actors[i]->count; j++)
			g_ptr_array_add(names, g_strdup_printf("%s.%s", actors[i]->name,
							       actors[i]->procedures[j].name));
}

static void add_statuses(GPtrArray *names)
{
	static const char *const prefixes[] = { "RMI_", "RSI_", "PSCI_" };
	static const char *const loose[] = { "any", "fails", "succeeds" };

	for (unsigned i = 0; i < STATUSES; i++) {
		const char *name = rmm_status(i)->name;

		add(names, name);
		for (gsize j = 0; j < G_N_ELEMENTS(prefixes); j++)
			if (g_str_has_prefix(name, prefixes[j]))
				add(names, name + strlen(prefixes[j]));
	}
	for (gsize i = 0; i < G_N_ELEMENTS(loose); i++)
		add(names, loose[i]);
	for (guint i = 0; i < ENDINGS; i++)
		add(names, ending_name((Ending)i));
}

static void add_enumeration(GPtrArray *names, const struct rmm_enumeration *enumeration)
{
	for (guint i = 0; enumeration && i < version_count(); i++)
		for (unsigned value = 0; value < enumeration->count; value++) {
			const char *name = rmm_name(enumeration, version_at(i), value);
			const char *prefix = rmm_prefix(enumeration, version_at(i));

			if (!name)
				continue;
			add(names, name);
			if (prefix)
				g_ptr_array_add(names, g_strconcat(prefix, name, NULL));
		}
}

static void add_values_of(GPtrArray *names, const struct rmm_command *command)
{
	for (unsigned i = 0; i < command->input_count; i++)
		add_enumeration(names, command->inputs[i].type->names);
	for (unsigned i = 0; i < command->output_count; i++)
		add_enumeration(names, command->outputs[i].type->names);
}

static void add_values(GPtrArray *names)
{
	static const struct rmm_enumeration *const of_state[] = {
		&rmm_ripas_values, &rmm_rtte_states, &rmm_granule_states, &rmm_realm_states,
		&rmm_pending_names,
	};

	for (gsize i = 0; i < G_N_ELEMENTS(of_state); i++)
		add_enumeration(names, of_state[i]);
	for_commands(add_values_of, names);
	add(names, "yes");
	add(names, "no");
}

static int compare(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *vocabulary(VocabularyKind kind)
{
	static void (*const adders[VOCABULARY_KINDS])(GPtrArray *names) = {
		[VOCABULARY_LINE] = add_lines, [VOCABULARY_PREDICATE] = add_predicates,
		[VOCABULARY_COMMAND] = add_commands, [VOCABULARY_PROCEDURE] = add_procedures,
		[VOCABULARY_STATUS] = add_statuses, [VOCABULARY_VALUE] = add_values,
	};
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	adders[kind](names);
	g_ptr_array_sort(names, compare);
	for (guint i = names->len; i > 1; i--)
		if (strcmp(names->pdata[i - 1], names->pdata[i - 2]) == 0)
			g_ptr_array_remove_index(names, i - 1);
	return names;
}
