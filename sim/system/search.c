/* SPDX-License-Identifier: BSD-3-Clause */
/* Where scenarios are found by name, from any folder. */
#include "system/search.h"

#include <string.h>

#define SUFFIX ".ripas"

/* Adds @folder, if it is one; @scenarios: its "scenarios" goes before it. */
static void add_folder(GPtrArray *folders, const char *folder, gboolean scenarios)
{
	g_autofree char *inner = g_build_filename(folder, "scenarios", NULL);

	if (scenarios && g_file_test(inner, G_FILE_TEST_IS_DIR))
		g_ptr_array_add(folders, g_steal_pointer(&inner));
	if (g_file_test(folder, G_FILE_TEST_IS_DIR))
		g_ptr_array_add(folders, g_strdup(folder));
}

/* What was installed with the program, or stands where it was built. */
static void add_own_folders(GPtrArray *folders)
{
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = program ? g_path_get_dirname(program) : NULL;
	g_autofree char *shared = NULL, *scenarios = NULL;

	if (!folder)
		return;
	shared = g_canonicalize_filename("../share/ripas-sim", folder);
	add_folder(folders, shared, TRUE);
	scenarios = g_build_filename(folder, "scenarios", NULL);
	if (g_file_test(scenarios, G_FILE_TEST_IS_DIR))
		add_folder(folders, folder, TRUE);
}

char **search_folders(void)
{
	GPtrArray *folders = g_ptr_array_new();
	const char *path = g_getenv("RIPAS_PATH");
	g_auto(GStrv) given = g_strsplit(path ? path : "", ":", -1);

	for (char **folder = given; *folder; folder++)
		if (**folder)
			add_folder(folders, *folder, FALSE);
	add_own_folders(folders);
	g_ptr_array_add(folders, NULL);
	return (char **)g_ptr_array_free(folders, FALSE);
}

/* @name, or with the suffix that it lacks, in @folder (NULL: as it stands). */
static char *find_in(const char *folder, const char *name)
{
	g_autofree char *path = folder ? g_build_filename(folder, name, NULL) : g_strdup(name);
	g_autofree char *file = g_strconcat(path, SUFFIX, NULL);

	if (g_file_test(path, G_FILE_TEST_EXISTS))
		return g_steal_pointer(&path);
	return g_file_test(file, G_FILE_TEST_EXISTS) ? g_steal_pointer(&file) : NULL;
}

char *search_find(const char *name)
{
	g_auto(GStrv) folders = search_folders();
	char *found = NULL;

	for (char **folder = folders; *folder && !found && !g_path_is_absolute(name); folder++)
		found = find_in(*folder, name);
	return found;
}

char *search_argument(const char *argument)
{
	char *found = strcmp(argument, "-") == 0 ? g_strdup(argument) : find_in(NULL, argument);

	if (!found)
		found = search_find(argument);
	return found ? found : g_strdup(argument);
}
