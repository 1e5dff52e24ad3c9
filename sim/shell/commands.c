/* SPDX-License-Identifier: BSD-3-Clause */
/* What the shell understands beside statements. */
#include "shell/commands.h"

#include <string.h>

#include "language/words.h"
#include "text/nearest.h"
#include "text/wrap.h"

static gboolean command_help(Shell *shell, const char *rest);

static gboolean command_quit(Shell *shell, const char *rest)
{
	shell->over = TRUE;
	return TRUE;
}

static const Command commands[] = {
	{ { "undo [N]", "take back the last statement, or the last N" }, command_undo, NULL },
	{ { "redo [N]", "carry out again what was taken back, or what comes next in the file" },
	  command_redo, NULL },
	{ { "goto N", "go to where line N has been carried out; 0: to the beginning" }, command_goto,
	  NULL },
	{ { "why", "the last refusal: each condition of the command, what it found, which may be "
	    "reported" }, command_why, NULL },
	{ { "what [COMMAND]", "what may be called now, with arguments; COMMAND may end with *" },
	  command_what, NULL },
	{ { "how PREDICATE", "the shortest way to a state where it holds, found by exploring" },
	  command_how, NULL },
	{ { "show WHAT", "the state: ripas, rtt, granules, rec or rim" }, command_show,
	  "ripas|rtt|granules|rec|rim" },
	{ { "diff [N]", "what changed since line N had been carried out, or by the last statement" },
	  command_diff, NULL },
	{ { "watch WHAT", "show this after each statement: a predicate, an expression, or a place "
	    "(ripas $dram, granule $data, realm, rim); off: nothing more" }, command_watch, NULL },
	{ { "variant ID on|off", "bend a rule, or not: carries all out again, says where it parts" },
	  command_variant, NULL },
	{ { "spec ID", "the same under another version of the specification" }, command_spec, NULL },
	{ { "save FILE", "write a scenario that runs, with results" }, command_save, NULL },
	{ { "history", "statements so far, with their results, and those that were taken back" },
	  command_history, NULL },
	{ { "help [WORD]", "this list; or what a word of it, or of the language, is for" },
	  command_help, NULL },
	{ { "quit", "end; so does the end of the input" }, command_quit, NULL },
};

const Command *command_at(guint index)
{
	return index < G_N_ELEMENTS(commands) ? &commands[index] : NULL;
}

const Term *command_term(guint index)
{
	return index < G_N_ELEMENTS(commands) ? &commands[index].term : NULL;
}

char *command_word(const Command *command)
{
	return g_strndup(command->term.term, strcspn(command->term.term, " "));
}

static const Command *find(const char *word)
{
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
		g_autofree char *name = command_word(&commands[i]);

		if (strcmp(name, word) == 0)
			return &commands[i];
	}
	return NULL;
}

/* ---- help ---- */

static void print_term(const Shell *shell, const char *term, const char *text)
{
	fprintf(shell_file(shell), "  %-18s ", term);
	wrap_print(shell_file(shell), 21, shell->report.output->width, "%s", text);
}

static gboolean help_of(Shell *shell, const char *word)
{
	const Command *command = find(word);
	gboolean found = command != NULL;
	const LanguageWord *language;

	if (command)
		print_term(shell, command->term.term, command->term.text);
	for (guint i = 0; (language = language_word(i)); i++) {
		g_autofree char *term = NULL;

		if (strcmp(language->word, word) != 0 || language->kind == WORD_EXPLORE)
			continue;
		term = g_strdup_printf("%s %s", language->word, language->syntax);
		print_term(shell, term, language->summary);
		found = TRUE;
	}
	return found || shell_error(shell, "'%s' is no word of the shell or of the language", word);
}

static gboolean command_help(Shell *shell, const char *rest)
{
	if (*rest)
		return help_of(shell, rest);
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		print_term(shell, commands[i].term.term, commands[i].term.text);
	fputs("Any other line is a statement of a scenario: host, guest, expect, let, for, include, …\n",
	      shell_file(shell));
	return TRUE;
}

/* ---- running ---- */

gboolean command_number(Shell *shell, const char *text, guint least, guint *number)
{
	guint64 value;

	if (!g_ascii_string_to_unsigned(text, 10, least, G_MAXINT, &value, NULL))
		return shell_error(shell, "expected a number, not '%s'", text);
	*number = (guint)value;
	return TRUE;
}

/* These two begin lines of a header as well. */
static gboolean is_statement(const Shell *shell, const char *word, const char *rest)
{
	gboolean in_header = !shell->draft->before.began;

	if (strcmp(word, "variant") == 0)
		return !g_str_has_suffix(rest, " on") && !g_str_has_suffix(rest, " off") &&
		       (in_header || strstr(rest, " must "));
	return in_header && strcmp(word, "spec") == 0 && !shell->draft->options.version;
}

/* No statement begins so: is it a command, misspelt? */
static gboolean is_misspelt(Shell *shell, const char *word)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *hint = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		g_ptr_array_add(names, command_word(&commands[i]));
	hint = nearest_hint(word, names);
	if (!strstr(hint, "did you mean"))
		return FALSE;
	for (WordKind kind = 0; kind < WORD_PREDICATE; kind++)
		if (language_word_find(word, kind))
			return FALSE;
	shell_error(shell, "unknown command '%s'%s", word, hint);
	return TRUE;
}

gboolean command_run(Shell *shell, const char *line)
{
	g_autofree char *copy = g_strstrip(g_strdup(line));
	gsize size = strcspn(copy, " \t");
	g_autofree char *word = g_strndup(copy, size);
	const char *rest = copy + size + strspn(copy + size, " \t");
	const Command *command = find(word);

	if (!command)
		return *word && *word != '#' && is_misspelt(shell, word);
	if (is_statement(shell, word, rest))
		return FALSE;
	command->run(shell, rest);
	return TRUE;
}
