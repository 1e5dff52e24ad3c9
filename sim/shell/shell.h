/* SPDX-License-Identifier: BSD-3-Clause */
/* The shell: what its parts share. */
#ifndef SHELL_SHELL_H
#define SHELL_SHELL_H

#include "report/report.h"
#include "shell/draft.h"
#include "shell/watched.h"

typedef struct {
	Draft *draft;
	Report report;          /* where answers go */
	gboolean terminal;      /* somebody types, and sees what went wrong */
	GPtrArray *watched;     /* of Watched */
	GString *pending;       /* lines of a statement that is not complete */
	gboolean over;
	ExitCode code;          /* of what lines came to so far */
} Shell;

/* A line came to @code; of all the highest counts. */
static inline void shell_note(Shell *shell, ExitCode code)
{
	shell->code = MAX(shell->code, code);
}

/* Says what was wrong with a line. Always FALSE. */
gboolean shell_error(Shell *shell, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The same for what is wrong with a statement. */
gboolean shell_diagnose(Shell *shell, const Diagnostics *diagnostics);

/* Where answers go. */
static inline FILE *shell_file(const Shell *shell)
{
	return shell->report.output->file;
}

/* The course, begun if nothing has been done yet; NULL, which is said: the header allows none. */
Course *shell_course(Shell *shell);

void shell_show_watched(const Shell *shell);
/* Prints what a statement came to, and what is watched. */
void shell_answer(const Shell *shell, const Entry *entry);

/* Makes @draft the one of the shell, and frees the other. */
void shell_take(Shell *shell, Draft *draft);

#endif
