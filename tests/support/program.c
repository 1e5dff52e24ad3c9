/* SPDX-License-Identifier: BSD-3-Clause */
/* Running the program that is tested. */
#include "program.h"

#include <check.h>
#include <sys/wait.h>

/* The shell finds the program that is tested first. */
static void find_program(void)
{
	static gboolean found;
	const char *program = g_getenv("RIPAS_SIM");
	g_autofree char *folder = g_path_get_dirname(program ? program : "./ripas-sim");
	g_autofree char *absolute = g_canonicalize_filename(folder, NULL);
	g_autofree char *path = g_strjoin(":", absolute, g_getenv("PATH"), NULL);

	if (found)
		return;
	found = TRUE;
	g_setenv("PATH", path, TRUE);
	g_setenv("LC_ALL", "C.UTF-8", TRUE);
	g_unsetenv("NO_COLOR");
	g_unsetenv("COLUMNS");
	g_unsetenv("RIPAS_PATH");
}

char *program_run(const char *command, int *code)
{
	g_autofree char *merged = g_strdup_printf("{ %s\n} 2>&1", command);
	char *arguments[] = { (char *)"sh", (char *)"-c", merged, NULL };
	g_autoptr(GError) error = NULL;
	char *text = NULL;
	int status;

	find_program();
	if (!g_spawn_sync(NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
			  &status, &error))
		ck_abort_msg("%s", error->message);
	*code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	/* What the shell makes of a signal. */
	if (*code > 128)
		*code = -1;
	return text;
}

gboolean program_is_slow(void)
{
	return g_strcmp0(g_getenv("CK_FORK"), "no") == 0;
}
