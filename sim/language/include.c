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

/* @path as it is seen from the folder of @from; both as the user wrote them. */
static char *seen_from(const char *path, const char *from)
{
	g_autofree char *folder = from ? g_path_get_dirname(from) : g_strdup(".");
	g_autofree char *base = g_canonicalize_filename(folder, NULL);
	g_autofree char *target = g_canonicalize_filename(path, NULL);
	GString *up = g_string_new(NULL);
	gsize size = strlen(base);

	while (size > 1 && !(g_str_has_prefix(target, base) && target[size] == '/')) {
		char *slash = strrchr(base, '/');

		*slash = '\0';
		size = strlen(base);
		g_string_append(up, "../");
	}
	g_string_append(up, target + (size > 1 ? size + 1 : 1));
	return g_string_free(up, FALSE);
}

/* Where the folder of @from has no such file, it is found by name from anywhere. */
static char *moved_name(const char *name, const char *from, const char *to)
{
	g_autofree char *folder = g_path_get_dirname(from);
	g_autofree char *beside = g_build_filename(folder, name, NULL);

	return g_path_is_absolute(name) || !g_file_test(beside, G_FILE_TEST_EXISTS)
	       ? g_strdup(name) : seen_from(beside, to);
}

void include_append_moved(GString *out, const char *line, const char *from, const char *to)
{
	const char *quote = strchr(line, '"'), *end = quote ? strrchr(line, '"') : NULL;
	g_autofree char *name = NULL, *moved = NULL;

	if (!g_str_has_prefix(line + strspn(line, " \t"), "include ") || !quote || end == quote) {
		g_string_append(out, line);
		return;
	}
	name = g_strndup(quote + 1, (gsize)(end - quote - 1));
	moved = moved_name(name, from, to);
	g_string_append_printf(out, "%.*s%s%s", (int)(quote + 1 - line), line, moved, end);
}
