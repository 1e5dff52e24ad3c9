/* SPDX-License-Identifier: BSD-3-Clause */
/* What may stand at the end of a line of the shell. */
#include "shell/completion.h"

#include <string.h>

#include "calls/object.h"
#include "editor/candidates.h"
#include "shell/commands.h"
#include "system/version.h"
#include "text/spelling.h"
#include "text/variants.h"

/* ---- of statements ---- */

static GPtrArray *variables(gconstpointer user)
{
	const Draft *draft = user;
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iter;
	gpointer name;

	if (draft->course)
		g_hash_table_iter_init(&iter, course_end(draft->course).variables);
	while (draft->course && g_hash_table_iter_next(&iter, &name, NULL))
		g_ptr_array_add(names, g_strdup(name));
	return names;
}

static gint by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "host RMI_X rd=": the command and the input whose value is asked for. */
static gboolean asked_input(const struct rmm_model *model, const char *line,
			    enum rmm_command_id *command, SpelledValue *input)
{
	g_auto(GStrv) words = g_strsplit_set(line, " \t", -1);
	const char *last = "";
	g_autofree char *name = NULL;

	*command = CMD_NONE;
	for (char **word = words; *word; word++) {
		if (**word && *command == CMD_NONE)
			*command = spelling_command(model, *word, INTERFACES);
		last = *word;
	}
	if (*command == CMD_NONE || !strchr(last, '='))
		return FALSE;
	name = g_strndup(last, strcspn(last, "="));
	return spelling_input(rmm_command(model, *command), name, input);
}

/* Addresses that there are: what the input may name in this state. */
static void add_addresses(const Shell *shell, const char *line, GPtrArray *words)
{
	g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	CallScope scope = { .level = RMM_PAGE_LEVEL };
	const CallObject *object;
	SpelledValue input;
	RunEnd now;

	if (!shell->draft->course)
		return;
	now = course_end(shell->draft->course);
	scope.model = now.model;
	scope.state = now.state;
	if (!asked_input(now.model, line, &scope.command, &input))
		return;
	object = call_object(&scope, input.value);
	if (!object || !object->list)
		return;
	object->list(&scope, values);
	for (guint i = 0; i < values->len; i++)
		g_ptr_array_add(words, g_strdup_printf("0x%" G_GINT64_MODIFIER "x",
						       g_array_index(values, uint64_t, i)));
}

static void add_of_statement(const Shell *shell, const char *line, GPtrArray *words)
{
	const CandidateScope scope = { draft_version(shell->draft), variables, shell->draft };
	g_autoptr(GPtrArray) found = candidates_of(line, &scope);

	for (guint i = 0; i < found->len; i++)
		g_ptr_array_add(words, g_strdup(found->pdata[i]));
	if (g_str_has_suffix(line, "=")) {
		g_autoptr(GPtrArray) names = variables(shell->draft);

		for (guint i = 0; i < names->len; i++)
			g_ptr_array_add(words, g_strconcat("$", names->pdata[i], NULL));
	}
	add_addresses(shell, line, words);
}

/* ---- of commands of the shell ---- */

static void add_choices(const char *choices, GPtrArray *words)
{
	g_auto(GStrv) split = g_strsplit(choices, "|", -1);

	for (char **choice = split; *choice; choice++)
		g_ptr_array_add(words, g_strdup(*choice));
}

static void add_command_names(GPtrArray *words)
{
	const Command *command;

	for (guint i = 0; (command = command_at(i)); i++)
		g_ptr_array_add(words, command_word(command));
}

static void add_commands_of_rmm(const Shell *shell, GPtrArray *words)
{
	const struct rmm_command *const *commands = version_commands(draft_version(shell->draft));

	for (unsigned id = 0; id < COMMANDS; id++)
		if (commands[id])
			g_ptr_array_add(words, g_strdup(commands[id]->name));
}

static void add_variants(GPtrArray *words)
{
	g_autoptr(GPtrArray) ids = variant_ids();

	for (guint i = 0; i < ids->len; i++)
		g_ptr_array_add(words, g_strdup(ids->pdata[i]));
}

/* As behind "expect". */
static void add_predicates(const Shell *shell, const char *rest, GPtrArray *words)
{
	g_autofree char *line = g_strconcat("expect ", rest, NULL);

	add_of_statement(shell, line, words);
}

/* FALSE: the line begins with no command that has something to say. */
static gboolean add_of_command(const Shell *shell, const char *line, GPtrArray *words)
{
	gsize size = strcspn(line, " \t");
	const char *rest = line + size + strspn(line + size, " \t");
	const Command *command = NULL;

	for (guint i = 0; (command = command_at(i)); i++) {
		g_autofree char *name = command_word(command);

		if (line[size] && strlen(name) == size && strncmp(line, name, size) == 0)
			break;
	}
	if (!command)
		return FALSE;
	if (command->choices)
		add_choices(command->choices, words);
	else if (command->run == command_what)
		add_commands_of_rmm(shell, words);
	else if (command->run == command_how || command->run == command_watch)
		add_predicates(shell, rest, words);
	else if (command->run == command_variant)
		strchr(rest, ' ') ? add_choices("on|off", words) : add_variants(words);
	else if (command->run == command_spec)
		for (guint i = 0; i < version_count(); i++)
			g_ptr_array_add(words, g_strdup(version_at(i)->id));
	else
		return FALSE;
	return TRUE;
}

/* ---- all ---- */

GPtrArray *completion_find(const Shell *shell, const char *line, const char *word)
{
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

	line += strspn(line, " \t");
	if (!add_of_command(shell, line, words)) {
		if (!strpbrk(line, " \t"))
			add_command_names(words);
		add_of_statement(shell, line, words);
	}
	g_ptr_array_sort(words, by_name);
	for (guint i = words->len; i > 0; i--)
		if (!g_str_has_prefix(words->pdata[i - 1], word) ||
		    (i > 1 && strcmp(words->pdata[i - 1], words->pdata[i - 2]) == 0))
			g_ptr_array_remove_index(words, i - 1);
	return words;
}
