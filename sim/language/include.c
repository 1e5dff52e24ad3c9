/* SPDX-License-Identifier: BSD-3-Clause */
/* Where the file is that another one includes. */
#include "language/include.h"

#include <string.h>

#include "system/files.h"
#include "system/search.h"

/* The path without "x/..", if that leads to the same file: x may be a link. */
static char *shortened(char *whole)
{
	g_autoptr(GPtrArray) kept = g_ptr_array_new();
	g_auto(GStrv) parts = g_strsplit(whole, "/", -1);
	g_autofree char *path = NULL;

	for (char **part = parts; *part; part++) {
		const char *last = kept->len ? kept->pdata[kept->len - 1] : NULL;

		if (strcmp(*part, "..") == 0 && last && *last && strcmp(last, "..") != 0)
			g_ptr_array_set_size(kept, (gint)kept->len - 1);
		else if (strcmp(*part, ".") != 0)
			g_ptr_array_add(kept, *part);
	}
	g_ptr_array_add(kept, NULL);
	path = g_strjoinv("/", (char **)kept->pdata);
	if (g_file_test(whole, G_FILE_TEST_EXISTS) && !files_same(whole, path))
		return whole;
	g_free(whole);
	return g_steal_pointer(&path);
}

char *include_path(const char *from, const char *name)
{
	g_autofree char *folder = g_path_get_dirname(from);
	char *beside, *found;

	if (g_path_is_absolute(name))
		return g_strdup(name);
	beside = shortened(g_build_filename(folder, name, NULL));
	if (g_file_test(beside, G_FILE_TEST_EXISTS))
		return beside;
	found = search_find(name);
	if (!found)
		return beside;
	g_free(beside);
	return found;
}
