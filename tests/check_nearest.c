/* SPDX-License-Identifier: BSD-3-Clause */
/* Near misses, and the files that a path stands for. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/files.h"
#include "folder.h"
#include "text/nearest.h"
#include "suites.h"

static const struct {
	const char *text, *near;
} misses[] = {
	{ "base", "base" }, { "bsae", "base" }, { "bas", "base" }, { "base_", "base" },
	{ "RMI_RTT_INIT_RIPSA", "RMI_RTT_INIT_RIPAS" }, { "RTT_INIT_RIPAS", "RMI_RTT_INIT_RIPAS" },
	{ "TOP", "top" }, { "xy", NULL }, { "zzz", NULL }, { "rmi_rtt_init_ripas", "RMI_RTT_INIT_RIPAS" },
	{ "rtt_init_ripas", "RMI_RTT_INIT_RIPAS" }, { "top", "top" }, { "tpo", "top" }, { "completely-else", NULL }, { "", NULL },
	{ "a-name-that-is-longer-than-any-other-name-could-be-if-anybody-were-to-choose-one", NULL },
};

START_TEST(test_nearest)
{
	static const char *const words[] = { "base", "RMI_RTT_INIT_RIPAS", "top" };
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		g_ptr_array_add(names, (gpointer)words[i]);
	ck_assert_pstr_eq(nearest(misses[_i].text, names), misses[_i].near);
}
END_TEST

/* The first of the nearest is taken. */
START_TEST(test_first_of_equals)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	ck_assert_ptr_null(nearest("a", names));
	g_ptr_array_add(names, (gpointer)"abcd");
	g_ptr_array_add(names, (gpointer)"abce");
	ck_assert_str_eq(nearest("abcf", names), "abcd");
}
END_TEST

static const struct {
	const char *text;
	guint names;            /* that many of those below */
	const char *hint;
} hints[] = {
	{ "lhree", 3, " (did you mean 'three'?)" }, { "zzzzz", 3, " (one of one, two, three)" },
	{ "zzzzz", 9, "" }, { "zzzzz", 0, "" }, { "zzzzz", 8, " (one of one, two, three, four, five, "
	"six, seven, eight)" },
};

START_TEST(test_hint)
{
	static const char *const words[] = { "one", "two", "three", "four", "five", "six", "seven",
					     "eight", "nine" };
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;

	for (guint i = 0; i < hints[_i].names; i++)
		g_ptr_array_add(names, (gpointer)words[i]);
	hint = nearest_hint(hints[_i].text, names);
	ck_assert_str_eq(hint, hints[_i].hint);
}
END_TEST

static char *join(const GPtrArray *files, const char *folder)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < files->len; i++) {
		const char *path = files->pdata[i];

		if (g_str_has_prefix(path, folder))
			path += strlen(folder) + 1;
		g_string_append_printf(out, "%s%s", i ? " " : "", path);
	}
	return g_string_free(out, FALSE);
}

/* Below a folder: by suffix, in order, hidden ones not; else what was named. */
START_TEST(test_collect)
{
	static const char *const suffixes[] = { ".a", ".b", NULL };
	static const char *const made[] = { "z.a", "sub/2.b", "sub/1.a", "sub/no.c", ".hidden.a" };
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *joined = NULL, *link = NULL, *aside = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(made); i++)
		folder_add(folder, made[i], "", 0);
	/* A link that leads back: followed, there would be no end. */
	link = g_build_filename(folder->path, "sub", "up", NULL);
	ck_assert_int_eq(symlink("..", link), 0);
	/* One that leads elsewhere is followed. */
	aside = g_build_filename(folder->path, "aside", NULL);
	ck_assert_int_eq(symlink("sub", aside), 0);
	files_collect(folder->path, suffixes, files);
	ck_assert_int_eq(unlink(link) | unlink(aside), 0);
	files_collect("not/there.c", suffixes, files);
	joined = join(files, folder->path);
	ck_assert_str_eq(joined, "aside/1.a aside/2.b sub/1.a sub/2.b z.a not/there.c");
}
END_TEST

static const struct {
	const char *path, *message;
} unreadable[] = {
	{ "not/there", "cannot read: No such file or directory" },
	{ "tests", "cannot read: Is a directory" },
	{ "/dev/zero", "file larger than 268435456 bytes" },
};

START_TEST(test_unreadable)
{
	g_autoptr(GError) error = NULL;
	char *text = NULL;
	gsize size = 0;

	ck_assert(!files_read(unreadable[_i].path, &text, &size, &error));
	ck_assert_str_eq(error->message, unreadable[_i].message);
	ck_assert_ptr_null(text);
}
END_TEST

/* The file stays the same file; one that is read-only stays as it is. */
START_TEST(test_written)
{
	g_autoptr(Folder) folder = folder_new();
	const char *path = folder_add(folder, "a.ripas", "longer than what is written\n", -1);
	g_autofree char *link = g_strconcat(path, ".link", NULL);
	g_autofree char *name = g_strconcat(path, ".name", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct stat before, after;

	ck_assert_int_eq(symlink("a.ripas", link), 0);
	ck_assert_int_eq(linkat(AT_FDCWD, path, AT_FDCWD, name, 0), 0);
	ck_assert_int_eq(chmod(path, 0640), 0);
	/* Where that is allowed, it is somebody else's. */
	if (chown(path, 1234, 4321) != 0)
		ck_assert_int_ne(geteuid(), 0);
	ck_assert_int_eq(stat(path, &before), 0);
	ck_assert(files_write(link, "short\n", 6, NULL));
	ck_assert_int_eq(stat(path, &after), 0);
	ck_assert(before.st_ino == after.st_ino && before.st_mode == after.st_mode);
	ck_assert(before.st_uid == after.st_uid && before.st_gid == after.st_gid);
	ck_assert(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
	ck_assert(g_file_get_contents(name, &text, NULL, NULL));
	ck_assert_str_eq(text, "short\n");
	ck_assert_int_eq(chmod(path, 0444), 0);
	ck_assert(!files_write(link, "other\n", 6, &error));
	ck_assert_ptr_nonnull(error);
	g_clear_pointer(&text, g_free);
	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	ck_assert_str_eq(text, "short\n");
	unlink(link);
	unlink(name);
	/* Of a new one nothing stays. */
	ck_assert(files_write(name, "new", 3, NULL));
	unlink(name);
}
END_TEST

Suite *suite_nearest(void)
{
	Suite *suite = suite_create("nearest");
	TCase *tcase = tcase_create("nearest");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_nearest, 0, G_N_ELEMENTS(misses));
	tcase_add_test(tcase, test_first_of_equals);
	tcase_add_loop_test(tcase, test_hint, 0, G_N_ELEMENTS(hints));
	tcase_add_test(tcase, test_collect);
	tcase_add_loop_test(tcase, test_unreadable, 0, G_N_ELEMENTS(unreadable));
	tcase_add_test(tcase, test_written);
	suite_add_tcase(suite, tcase);
	return suite;
}
