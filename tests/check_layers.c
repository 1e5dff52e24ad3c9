/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The layers of the sources: includes name their folder, nothing is in a
 * circle, and the folder lists of model/README.md and sim/README.md are true.
 */
#include <string.h>

#include "graph.h"
#include "suites.h"
#include "system/files.h"

static const char *const roots[] = { "model", "sim" };

/* ---- reading the sources ---- */

/* Those in folders of @root; directly in it is what others have of it. */
static GPtrArray *sources(const char *root)
{
	static const char *const suffixes[] = { ".c", ".h", NULL };
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	files_collect(root, suffixes, files);
	for (guint i = files->len; i-- > 0; )
		if (strchr(files->pdata[i], '/') == strrchr(files->pdata[i], '/'))
			g_ptr_array_remove_index(files, i);
	return files;
}

/* What @path includes (char *): in quotes, or (@system) in angle brackets. */
static GPtrArray *includes_of(const char *path, gboolean system)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GRegex) regex = g_regex_new(system ? "^\\s*#\\s*include\\s*<([^>]*)>"
						     : "^\\s*#\\s*include\\s*\"([^\"]*)\"",
					      G_REGEX_MULTILINE, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, &error))
		ck_abort_msg("%s", error->message);
	for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL))
		g_ptr_array_add(found, g_match_info_fetch(match, 1));
	return found;
}

/* The file that an include of @path means; NULL: none. Of model/, none of sim/. */
static char *resolve(const char *path, const char *include)
{
	gboolean in_sim = g_str_has_prefix(path, "sim/");

	for (gsize i = 0; i < (in_sim ? G_N_ELEMENTS(roots) : 1); i++) {
		g_autofree char *file = g_strconcat(roots[i], "/", include, NULL);

		if (g_file_test(file, G_FILE_TEST_IS_REGULAR))
			return g_steal_pointer(&file);
	}
	return NULL;
}

/* x.c and x.h are one. */
static char *unit_of(const char *path)
{
	return g_strndup(path, strlen(path) - 2);
}

typedef char *NodeOf(const char *path);

/* Who includes whom, as units or folders. */
static Graph *read_graph(NodeOf *node_of)
{
	Graph *graph = graph_new();

	for (gsize root = 0; root < G_N_ELEMENTS(roots); root++) {
		g_autoptr(GPtrArray) files = sources(roots[root]);

		for (guint i = 0; i < files->len; i++) {
			const char *path = files->pdata[i];
			g_autoptr(GPtrArray) includes = includes_of(path, FALSE);

			for (guint j = 0; j < includes->len; j++) {
				g_autofree char *file = resolve(path, includes->pdata[j]);
				g_autofree char *from = node_of(path);
				g_autofree char *to = file ? node_of(file) : NULL;

				if (to)
					graph_add(graph, from, to);
			}
		}
	}
	return graph;
}

/* ---- tests ---- */

/* A folder and a file, of model/ or sim/; from model/, of model/ alone. */
START_TEST(test_includes)
{
	g_autoptr(GPtrArray) files = sources(roots[_i]);

	ck_assert_uint_gt(files->len, 50);
	for (guint i = 0; i < files->len; i++) {
		const char *path = files->pdata[i];
		g_autoptr(GPtrArray) includes = includes_of(path, FALSE);

		for (guint j = 0; j < includes->len; j++) {
			const char *include = includes->pdata[j];
			g_autofree char *file = resolve(path, include);
			const char *slash = strchr(include, '/');

			ck_assert_msg(slash && !strchr(slash + 1, '/'),
				      "%s includes \"%s\", which names no folder", path, include);
			ck_assert_msg(file != NULL, "%s includes \"%s\", which is not in %s", path,
				      include, _i == 0 ? "model/" : "model/ or sim/");
		}
	}
}
END_TEST

/* The model does no I/O and allocates nothing: it needs these headers of C. */
START_TEST(test_system_includes)
{
	static const char *const permitted[] = { "stdbool.h", "stddef.h", "stdint.h", "string.h",
						 NULL };
	g_autoptr(GPtrArray) files = sources("model");

	for (guint i = 0; i < files->len; i++) {
		g_autoptr(GPtrArray) includes = includes_of(files->pdata[i], TRUE);

		for (guint j = 0; j < includes->len; j++)
			ck_assert_msg(g_strv_contains(permitted, includes->pdata[j]),
				      "%s includes <%s>", (char *)files->pdata[i],
				      (char *)includes->pdata[j]);
	}
}
END_TEST

static void check_graph(NodeOf *node_of)
{
	g_autoptr(Graph) graph = read_graph(node_of);
	g_autofree char *circle = graph_circle(graph);

	ck_assert_msg(!circle, "circle of includes: %s", circle);
}

START_TEST(test_no_circle_of_files)
{
	check_graph(unit_of);
}
END_TEST

START_TEST(test_no_circle_of_folders)
{
	check_graph(g_path_get_dirname);
}
END_TEST

/* The folders (char *) that the README of @root lists, in its order. */
static GPtrArray *listed_folders(const char *root)
{
	GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GRegex) regex = g_regex_new("^\\| `([^`]*)/` \\|", G_REGEX_MULTILINE, 0, NULL);
	g_autofree char *path = g_build_filename(root, "README.md", NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, &error))
		ck_abort_msg("%s", error->message);
	for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL)) {
		g_autofree char *name = g_match_info_fetch(match, 1);

		g_ptr_array_add(folders, g_build_filename(root, name, NULL));
	}
	return folders;
}

static gboolean lists(const GPtrArray *folders, const char *folder)
{
	return g_ptr_array_find_with_equal_func((GPtrArray *)folders, folder, g_str_equal, NULL);
}

START_TEST(test_folder_list_is_that_of_the_disk)
{
	g_autoptr(GPtrArray) folders = listed_folders(roots[_i]);
	g_autoptr(GPtrArray) files = sources(roots[_i]);

	for (guint i = 0; i < files->len; i++) {
		g_autofree char *folder = g_path_get_dirname(files->pdata[i]);

		ck_assert_msg(lists(folders, folder),
			      "%s/README.md does not list %s/", roots[_i], folder);
	}
	for (guint i = 0; i < folders->len; i++)
		ck_assert_msg(g_file_test(folders->pdata[i], G_FILE_TEST_IS_DIR),
			      "%s/README.md lists %s/, which is not there", roots[_i],
			      (char *)folders->pdata[i]);
}
END_TEST

/* Lowest first: a folder uses those above it in the list, and no other of its root. */
START_TEST(test_folder_list_is_the_order_of_layers)
{
	g_autoptr(Graph) graph = read_graph(g_path_get_dirname);
	g_autoptr(GPtrArray) folders = listed_folders(roots[_i]);

	ck_assert_uint_gt(folders->len, 5);
	for (guint i = 0; i < folders->len; i++)
		for (guint j = i + 1; j < folders->len; j++)
			ck_assert_msg(!graph_has(graph, folders->pdata[i], folders->pdata[j]),
				      "%s/ uses %s/, which %s/README.md lists as a higher layer",
				      (char *)folders->pdata[i], (char *)folders->pdata[j],
				      roots[_i]);
}
END_TEST

#define SUITE_NAME(name) #name,

/* A test that nobody runs tests nothing. */
START_TEST(test_every_suite_runs)
{
	static const char *const listed[] = { SUITES(SUITE_NAME) "main", NULL };
	g_autoptr(GDir) folder = g_dir_open("tests", 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(folder))) {
		g_autofree char *suite = NULL;

		if (!g_str_has_prefix(name, "check_") || !g_str_has_suffix(name, ".c"))
			continue;
		suite = g_strndup(name + strlen("check_"), strlen(name) - strlen("check_.c"));
		ck_assert_msg(g_strv_contains(listed, suite), "%s is not among SUITES", name);
	}
}
END_TEST

/* Of an RTT entry only rtte.h knows the bits. */
START_TEST(test_bits_are_private)
{
	g_autoptr(GPtrArray) files = sources(roots[_i]);

	ck_assert_uint_gt(files->len, 0);
	for (guint i = 0; i < files->len; i++) {
		const char *path = files->pdata[i];
		g_autofree char *text = NULL;

		if (g_str_has_suffix(path, "/rtte.h"))
			continue;
		ck_assert(g_file_get_contents(path, &text, NULL, NULL));
		ck_assert_msg(!g_regex_match_simple("(\\.|->)raw\\b", text, 0, 0),
			      "%s: the bits of an RTT entry", path);
	}
}
END_TEST

/*
 * Commands that go from entry to entry do so by rmm_rtt_find and rmm_rtt_change, which
 * show a test or a change one entry and what is the same for all. Those of 2.0 that
 * map and unmap see addresses, too; RSI_IPA_STATE_GET compares with the first entry.
 */
START_TEST(test_runs_are_gone_through_by_one_iterator)
{
	static const char *const others[] = {
		"model/rmi/range_map.c", "model/rmi/range_unmap.c", "model/rsi/ipa_state_get.c", NULL
	};
	g_autoptr(GPtrArray) files = sources("model");
	guint seen = 0;

	for (guint i = 0; i < files->len; i++) {
		const char *path = files->pdata[i];
		g_autofree char *text = NULL;
		gboolean indexes;

		if (!g_str_has_prefix(path, "model/rmi/") && !g_str_has_prefix(path, "model/rsi/"))
			continue;
		ck_assert(g_file_get_contents(path, &text, NULL, NULL));
		indexes = g_regex_match_simple("run(\\.|->)entries", text, 0, 0);
		ck_assert_msg(indexes == g_strv_contains(others, path), "%s: entries of a run", path);
		seen++;
	}
	ck_assert_uint_gt(seen, 40);
}
END_TEST

/* The value of a variable of the Makefile, up to the next one. */
static char *make_variable(const char *name, const char *next)
{
	g_autofree char *text = NULL;
	char *from, *to;

	ck_assert(g_file_get_contents("Makefile", &text, NULL, NULL));
	ck_assert(from = strstr(text, name));
	ck_assert(to = strstr(from, next));
	return g_strndup(from, (gsize)(to - from));
}

/* Is a source built only where the compiler tells of loads and stores? */
static gboolean is_learning(const char *learning, const char *path)
{
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *pattern = NULL, *folder = NULL;

	name[strlen(name) - 1] = 'c';
	folder = g_strdup_printf("%.*s", (int)(strrchr(path, '/') - path), path);
	pattern = g_strdup_printf("addprefix %s/(,[^)]*)?[, ]%s", folder, name);
	return g_regex_match_simple(pattern, learning, 0, 0);
}

/*
 * Compilers that do not tell build the rest alone: it asks for nothing of the others,
 * unless it says that it may not be there.
 */
START_TEST(test_rest_stands_alone)
{
	g_autofree char *learning = make_variable("LEARNING :=", "LEARNED_CFLAGS");
	g_autoptr(GPtrArray) files = sources("sim");

	ck_assert(is_learning(learning, "sim/explore/learner.h"));
	ck_assert(!is_learning(learning, "sim/explore/plain.c"));
	for (guint i = 0; i < files->len; i++) {
		const char *path = files->pdata[i];
		g_autoptr(GPtrArray) includes = includes_of(path, FALSE);
		g_autofree char *text = NULL;

		if (!g_str_has_suffix(path, ".c") || is_learning(learning, path))
			continue;
		ck_assert(g_file_get_contents(path, &text, NULL, NULL));
		for (guint j = 0; j < includes->len; j++) {
			g_autofree char *file = resolve(path, includes->pdata[j]);

			ck_assert_msg(!file || !is_learning(learning, file) ||
				      strstr(text, "EXPLORE_LEARNS"), "%s is to be in LEARNING", path);
		}
	}
}
END_TEST

/* What finds circles finds one around a corner, and names it. */
START_TEST(test_circle_is_found)
{
	g_autoptr(Graph) graph = graph_new();
	g_autofree char *none = NULL, *circle = NULL;

	graph_add(graph, "a", "b");
	graph_add(graph, "b", "c");
	graph_add(graph, "a", "c");
	graph_add(graph, "c", "d");
	graph_add(graph, "b", "b");
	none = graph_circle(graph);
	ck_assert_ptr_null(none);
	graph_add(graph, "d", "b");
	circle = graph_circle(graph);
	ck_assert_pstr_eq(circle, "b -> c -> d -> b");
}
END_TEST

Suite *suite_layers(void)
{
	Suite *suite = suite_create("layers");
	TCase *tcase = tcase_create("layers");

	tcase_add_loop_test(tcase, test_includes, 0, G_N_ELEMENTS(roots));
	tcase_add_test(tcase, test_system_includes);
	tcase_add_test(tcase, test_no_circle_of_files);
	tcase_add_test(tcase, test_no_circle_of_folders);
	tcase_add_loop_test(tcase, test_folder_list_is_that_of_the_disk, 0, G_N_ELEMENTS(roots));
	tcase_add_loop_test(tcase, test_folder_list_is_the_order_of_layers, 0,
			    G_N_ELEMENTS(roots));
	tcase_add_test(tcase, test_every_suite_runs);
	tcase_add_test(tcase, test_runs_are_gone_through_by_one_iterator);
	tcase_add_loop_test(tcase, test_bits_are_private, 0, G_N_ELEMENTS(roots));
	tcase_add_test(tcase, test_rest_stands_alone);
	tcase_add_test(tcase, test_circle_is_found);
	suite_add_tcase(suite, tcase);
	return suite;
}
