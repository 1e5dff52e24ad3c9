/* SPDX-License-Identifier: BSD-3-Clause */
/* Where lines come from. */
#include "shell/prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shell/completion.h"

/* ---- as they are ---- */

static char *read_plain(const char *prompt)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t size;
	char *copy;

	if (prompt) {
		fputs(prompt, stdout);
		fflush(stdout);
	}
	size = getline(&line, &room, stdin);
	if (size < 0) {
		free(line);
		return NULL;
	}
	while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r'))
		size--;
	copy = g_strndup(line, (gsize)size);
	free(line);
	return copy;
}

#if defined(SHELL_LIBEDIT) || defined(SHELL_READLINE)

#ifdef SHELL_LIBEDIT
#include <editline/readline.h>
#else
#include <readline/history.h>
#include <readline/readline.h>
#endif

#define HISTORY_MAX 1000

/* Where a word begins that is completed: "$name" and "a.b" are words. */
static char breaks[] = " \t=,|><()+";

static Shell *served;
static GPtrArray *found;        /* candidates of the word, while they are asked for */
static guint next;

static char *next_candidate(const char *word, int again)
{
	if (!again)
		next = 0;
	/* The library frees it. */
	return next < found->len ? strdup(found->pdata[next++]) : NULL;
}

static char **complete(const char *word, int start, int end)
{
	g_autofree char *before = g_strndup(rl_line_buffer, (gsize)end);
	char **matches;

	/* Names of files are not what is meant. */
	rl_attempted_completion_over = 1;
	found = completion_find(served, before, word);
	/* "name=" goes on at once. */
	rl_completion_append_character =
		found->len == 1 && g_str_has_suffix(found->pdata[0], "=") ? '\0' : ' ';
	matches = rl_completion_matches(word, next_candidate);
	g_ptr_array_unref(found);
	found = NULL;
	return matches;
}

static char *history_path(void)
{
	g_autofree char *folder = g_build_filename(g_get_user_state_dir(), "ripas-sim", NULL);

	return g_mkdir_with_parents(folder, 0700) == 0 ? g_build_filename(folder, "history", NULL)
						       : NULL;
}

void prompt_open(Shell *shell)
{
	g_autofree char *path = NULL;

	if (!shell->terminal)
		return;
	path = history_path();
	served = shell;
	rl_readline_name = "ripas-sim";
	/* Ctrl-C is not the editor's: it would give the terminal back, and edit no more. */
	rl_catch_signals = 0;
	using_history();
	stifle_history(HISTORY_MAX);
	/* One library looks at these, the other at those. */
	rl_basic_word_break_characters = breaks;
	rl_completer_word_break_characters = breaks;
	rl_attempted_completion_function = complete;
	if (path)
		read_history(path);
}

char *prompt_read(const Shell *shell, const char *prompt)
{
	char *line, *copy;

	if (!shell->terminal)
		return read_plain(NULL);
	line = readline(prompt);
	if (!line)
		return NULL;
	if (*line)
		add_history(line);
	copy = g_strdup(line);
	free(line);
	return copy;
}

void prompt_close(const Shell *shell)
{
	g_autofree char *path = shell->terminal ? history_path() : NULL;

	if (path)
		write_history(path);
	served = NULL;
}

const char *prompt_editor(void)
{
#ifdef SHELL_LIBEDIT
	return "libedit";
#else
	return "readline";
#endif
}

#else

void prompt_open(Shell *shell)
{
}

char *prompt_read(const Shell *shell, const char *prompt)
{
	return read_plain(shell->terminal ? prompt : NULL);
}

void prompt_close(const Shell *shell)
{
}

const char *prompt_editor(void)
{
	return "nothing: it was built without libedit and readline";
}

#endif
