/* SPDX-License-Identifier: BSD-3-Clause */
/* Files: which there are, and what they hold. */
#include "system/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int compare(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Deeper folders are not looked into. */
#define DEPTH_MAX 32

gboolean files_same(const char *a, const char *b)
{
	struct stat one, other;

	return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
	       one.st_ino == other.st_ino;
}

static gboolean has_suffix(const char *path, const char *const *suffixes)
{
	for (; *suffixes; suffixes++)
		if (g_str_has_suffix(path, *suffixes))
			return TRUE;
	return FALSE;
}

/* A link to a folder may lead back to where it stands. */
static gboolean is_open(const GPtrArray *open, const char *path)
{
	for (guint i = 0; i < open->len; i++)
		if (files_same(open->pdata[i], path))
			return TRUE;
	return FALSE;
}

/* Names without a '.' before them, in their order. */
static GPtrArray *names_in(GDir *folder, const char *path)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while ((name = g_dir_read_name(folder)))
		if (name[0] != '.')
			g_ptr_array_add(names, g_build_filename(path, name, NULL));
	g_ptr_array_sort(names, compare);
	return names;
}

/* @open: the folders that @path stands in. */
static void collect(char *path, const char *const *suffixes, GPtrArray *open, GPtrArray *files)
{
	g_autoptr(GPtrArray) names = NULL;
	GDir *folder = NULL;

	if (is_open(open, path))
		return;
	if (open->len < DEPTH_MAX)
		folder = g_dir_open(path, 0, NULL);
	if (!folder) {
		/* What cannot be read is told when it is opened. */
		if (open->len == 0 || has_suffix(path, suffixes) ||
		    g_file_test(path, G_FILE_TEST_IS_DIR))
			g_ptr_array_add(files, g_strdup(path));
		return;
	}
	names = names_in(folder, path);
	g_dir_close(folder);
	g_ptr_array_add(open, path);
	for (guint i = 0; i < names->len; i++)
		collect(names->pdata[i], suffixes, open, files);
	g_ptr_array_set_size(open, (gint)open->len - 1);
}

void files_collect(const char *path, const char *const *suffixes, GPtrArray *files)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new();
	g_autofree char *copy = g_strdup(path);

	collect(copy, suffixes, open, files);
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
	gboolean given = strcmp(path, "-") == 0;
	FILE *file = given ? stdin : fopen(path, "rb");
	char part[16384];
	gsize count;
	int code;

	if (!file)
		return cannot_read(errno, error);
	while (all->len <= FILES_SIZE_MAX && (count = fread(part, 1, sizeof(part), file)))
		g_string_append_len(all, part, (gssize)count);
	code = ferror(file) ? errno : 0;
	if (!given)
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

static gboolean cannot_write(const char *path, int code, GError **error)
{
	g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code), "cannot write %s: %s",
		    path, g_strerror(code));
	return FALSE;
}

/* Even for who may write anything: a mode without 'w' means it. */
static gboolean is_read_only(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 &&
	       (status.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0;
}

gboolean files_write(const char *path, const char *text, gsize size, GError **error)
{
	int descriptor = is_read_only(path) ? -1 : open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
	gboolean good;
	int code;

	if (!file)
		return cannot_write(path, is_read_only(path) ? EACCES : errno, error);
	good = fwrite(text, 1, size, file) == size && fflush(file) == 0 &&
	       ftruncate(fileno(file), (off_t)size) == 0;
	code = errno;
	good &= fclose(file) == 0;
	return good || cannot_write(path, code, error);
}

const char *files_skip_mark(const char *text)
{
	static const char mark[] = "\xef\xbb\xbf";

	return g_str_has_prefix(text, mark) ? text + strlen(mark) : text;
}
