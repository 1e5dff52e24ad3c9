/* SPDX-License-Identifier: BSD-3-Clause */
/* Files: which there are, and what they hold. */
#include "system/files.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int compare(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Deeper folders are not looked into. */
#define DEPTH_MAX 32

/* A link to a folder may lead back to where it stands. */
static gboolean is_linked_folder(const char *path)
{
	return g_file_test(path, G_FILE_TEST_IS_SYMLINK) && g_file_test(path, G_FILE_TEST_IS_DIR);
}

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
	GDir *folder = NULL;
	const char *name;

	if (depth > 0 && is_linked_folder(path))
		return;
	if (depth < DEPTH_MAX)
		folder = g_dir_open(path, 0, NULL);
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

static gboolean cannot_read(int code, GError **error)
{
	g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code), "cannot read: %s",
		    g_strerror(code));
	return FALSE;
}

gboolean files_read(const char *path, char **text, gsize *size, GError **error)
{
	g_autoptr(GString) all = g_string_new(NULL);
	FILE *file = fopen(path, "rb");
	char part[16384];
	gsize count;
	int code;

	if (!file)
		return cannot_read(errno, error);
	while (all->len <= FILES_SIZE_MAX && (count = fread(part, 1, sizeof(part), file)))
		g_string_append_len(all, part, (gssize)count);
	code = ferror(file) ? errno : 0;
	fclose(file);
	if (code)
		return cannot_read(code, error);
	if (all->len > FILES_SIZE_MAX) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
			    "file larger than %d bytes", FILES_SIZE_MAX);
		return FALSE;
	}
	*size = all->len;
	*text = g_string_free(g_steal_pointer(&all), FALSE);
	return TRUE;
}
