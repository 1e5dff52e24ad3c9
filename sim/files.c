/* SPDX-License-Identifier: BSD-3-Clause */
/* The files that paths on the command line stand for. */
#include "files.h"

#include <string.h>

static int compare(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Folders that symbolic links make endless end somewhere. */
#define DEPTH_MAX 32

static gboolean has_suffix(const char *path, const char *const *suffixes)
{
	for (; *suffixes; suffixes++)
		if (g_str_has_suffix(path, *suffixes))
			return TRUE;
	return FALSE;
}

static void collect(const char *path, const char *const *suffixes, unsigned depth,
		    GPtrArray *files)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	GDir *folder = depth < DEPTH_MAX ? g_dir_open(path, 0, NULL) : NULL;
	const char *name;

	if (!folder) {
		/* What cannot be read is told when it is opened. */
		if (depth == 0 || has_suffix(path, suffixes) ||
		    g_file_test(path, G_FILE_TEST_IS_DIR))
			g_ptr_array_add(files, g_strdup(path));
		return;
	}
	while ((name = g_dir_read_name(folder)))
		if (name[0] != '.')
			g_ptr_array_add(names, g_build_filename(path, name, NULL));
	g_dir_close(folder);
	g_ptr_array_sort(names, compare);
	for (guint i = 0; i < names->len; i++)
		collect(names->pdata[i], suffixes, depth + 1, files);
}

void files_collect(const char *path, const char *const *suffixes, GPtrArray *files)
{
	collect(path, suffixes, 0, files);
}
