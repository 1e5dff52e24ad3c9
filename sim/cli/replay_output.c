/* SPDX-License-Identifier: BSD-3-Clause */
/* Files that replay writes, one for each boot. */
#include "cli/replay_output.h"

#include <stdio.h>
#include <string.h>

#include "system/files.h"

/* "out/boot-2.ripas" */
static char *numbered(const char *file, guint number)
{
	const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
	const char *dot = strrchr(name, '.');
	const char *end = dot && dot > name ? dot : file + strlen(file);

	if (number == 1)
		return g_strdup(file);
	return g_strdup_printf("%.*s-%u%s", (int)(end - file), file, number, end);
}

gboolean replay_output_write(ReplayOutput *output, const char *text, char **path, GError **error)
{
	*path = numbered(output->file, output->count + 1);
	if (strcmp(output->file, "-") != 0) {
		if (!files_write(*path, text, strlen(text), error))
			return FALSE;
	} else if (output->count > 0) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "an RMM boots here once more: "
			    "each boot is written by itself, which takes a FILE in the place of -");
		return FALSE;
	} else {
		fputs(text, stdout);
	}
	output->count++;
	return TRUE;
}
