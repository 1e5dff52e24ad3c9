/* SPDX-License-Identifier: BSD-3-Clause */
/* A folder of files that a test makes and that goes away with it. */
#include "folder.h"

#include <check.h>
#include <glib/gstdio.h>

Folder *folder_new(void)
{
	Folder *folder = g_new0(Folder, 1);

	folder->files = g_ptr_array_new_with_free_func(g_free);
	folder->path = g_dir_make_tmp("ripas-sim-XXXXXX", NULL);
	ck_assert_ptr_nonnull(folder->path);
	return folder;
}

/* What a program wrote there. */
static void remove_written(const char *path)
{
	GDir *dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *file = g_build_filename(path, name, NULL);

		if (g_file_test(file, G_FILE_TEST_IS_REGULAR))
			g_remove(file);
	}
	g_clear_pointer(&dir, g_dir_close);
}

void folder_free(Folder *folder)
{
	if (!folder)
		return;
	remove_written(folder->path);
	/* Folders within are empty when their turn comes. */
	for (guint i = folder->files->len; i > 0; i--)
		g_remove(folder->files->pdata[i - 1]);
	g_rmdir(folder->path);
	g_ptr_array_unref(folder->files);
	g_free(folder->path);
	g_free(folder);
}

const char *folder_add(Folder *folder, const char *name, const char *text, gssize size)
{
	char *path = g_build_filename(folder->path, name, NULL);
	char *inner = g_path_get_dirname(path);

	if (!g_file_test(inner, G_FILE_TEST_IS_DIR)) {
		ck_assert_int_eq(g_mkdir(inner, 0700), 0);
		g_ptr_array_add(folder->files, inner);
	} else {
		g_free(inner);
	}
	ck_assert(g_file_set_contents(path, text, size, NULL));
	g_ptr_array_add(folder->files, path);
	return path;
}
