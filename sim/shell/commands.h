/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the shell understands beside statements. To add a command: its function
 * below, a row in commands.c; help, the manual page and completion follow.
 */
#ifndef SHELL_COMMANDS_H
#define SHELL_COMMANDS_H

#include "options/verb.h"
#include "shell/shell.h"

typedef struct {
	Term term;              /* "goto N", and what it does in a line */
	/* @rest: what stands behind the word, without blanks around it. */
	gboolean (*run)(Shell *shell, const char *rest);
	/* What may stand behind the word: "ripas|rtt"; NULL: other things, or nothing. */
	const char *choices;
} Command;

/* The row at @index, NULL behind the last. */
const Command *command_at(guint index);
const Term *command_term(guint index);
/* The word that calls it; the caller frees it. */
char *command_word(const Command *command);

/* Runs the command that @line is. FALSE: it is a statement. */
gboolean command_run(Shell *shell, const char *line);

/* ---- command_history.c ---- */
gboolean command_undo(Shell *shell, const char *rest);
gboolean command_redo(Shell *shell, const char *rest);
gboolean command_goto(Shell *shell, const char *rest);
gboolean command_history(Shell *shell, const char *rest);
gboolean command_save(Shell *shell, const char *rest);

/* ---- command_ask.c ---- */
gboolean command_why(Shell *shell, const char *rest);
gboolean command_what(Shell *shell, const char *rest);
gboolean command_how(Shell *shell, const char *rest);

/* ---- command_look.c ---- */
gboolean command_show(Shell *shell, const char *rest);
gboolean command_diff(Shell *shell, const char *rest);
gboolean command_watch(Shell *shell, const char *rest);

/* ---- command_bend.c ---- */
gboolean command_variant(Shell *shell, const char *rest);
gboolean command_spec(Shell *shell, const char *rest);

/* A number of at least @least; FALSE, which is said, if @text is none. */
gboolean command_number(Shell *shell, const char *text, guint least, guint *number);

#endif
