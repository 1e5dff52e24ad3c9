/* SPDX-License-Identifier: BSD-3-Clause */
/* make install: what lies where, that it works from any folder, and is removed again. */
#include <string.h>

#include "folder.h"
#include "program.h"
#include "suites.h"

static const struct {
	const char *command;    /* in an empty folder; $i: where it is installed */
	const char *said;
} uses[] = {
	{ "$i/bin/ripas-sim run boot/host-init", "1 ok, 0 failed" },
	{ "$i/bin/ripas-sim run kvm/hole boot/both", "2 ok, 0 failed" },
	{ "echo 'include \"common/activate.ripas\"' | $i/bin/ripas-sim run -", "1 ok, 0 failed" },
	{ "echo 'include \"scenarios/common/activate.ripas\"' | $i/bin/ripas-sim run -", "1 ok" },
	{ "head -1 $i/share/man/man1/ripas-sim.1", ".TH RIPAS-SIM 1" },
	{ "head -1 $i/share/man/man1/ripas-sim-run.1", ".TH RIPAS-SIM-RUN 1" },
	{ "head -1 $i/share/man/man3/ripas.3", ".TH RIPAS 3" },
	{ "head -1 $i/share/man/man5/ripas-scenario.5", ".TH RIPAS-SCENARIO 5" },
	{ "cat $i/share/bash-completion/completions/ripas-sim", "complete -F" },
	{ "cat $i/share/vim/vimfiles/syntax/ripas.vim", "ripasCommand" },
	{ "cat $i/share/vim/vimfiles/ftdetect/ripas.vim", "*.ripas" },
	{ "ls $i/share/ripas-sim/vscode", "package.json\nripas.tmLanguage.json\n" },
	{ "cat $i/share/zsh/site-functions/_ripas-sim", "#compdef ripas-sim" },
};

/* Only for the build that ./ripas-sim is a copy of: another would replace it. */
static gboolean is_usual_build(void)
{
	return g_str_has_prefix(g_getenv("RIPAS_SIM") ? g_getenv("RIPAS_SIM") : "", "build/release/");
}

static char *make(const Folder *folder, const char *target)
{
	g_autofree char *command = g_strdup_printf("env -u MAKEFLAGS -u MAKELEVEL make -s %s DESTDIR=%s",
						   target, folder->path);
	int code;
	char *said = program_run(command, &code);

	ck_assert_msg(code == 0, "%s", said);
	return said;
}

START_TEST(test_install)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *rest = g_strdup_printf("find %s -type f; rm -r %s/*", folder->path,
						folder->path);
	g_autofree char *left = NULL;
	int code;

	if (!is_usual_build())
		return;
	g_free(make(folder, "install"));
	for (gsize i = 0; i < G_N_ELEMENTS(uses); i++) {
		g_autofree char *command = g_strdup_printf(
			"i=%s/usr/local; unset RIPAS_PATH; cd \"$(mktemp -d)\" && { %s; rmdir \"$PWD\"; }",
			folder->path, uses[i].command);
		g_autofree char *said = program_run(command, &code);

		ck_assert_msg(strstr(said, uses[i].said) != NULL, "%s: %s", uses[i].command, said);
	}
	g_free(make(folder, "uninstall"));
	left = program_run(rest, &code);
	ck_assert_str_eq(left, "");
}
END_TEST

/* The clone without git, or the tarball: what --version tells of it. */
START_TEST(test_version)
{
	int code;
	g_autofree char *said = program_run("ripas-sim --version", &code);
	g_autofree char *commit = program_run("git rev-parse --short=12 HEAD 2>/dev/null || cat COMMIT",
					      &code);

	g_strchomp(commit);
	ck_assert_msg(g_str_has_prefix(said, "ripas-sim 0.1, commit ") && strstr(said, commit), "%s",
		      said);
	ck_assert(strstr(said, "\nmodels rmm-1.0-rel0\n") && strstr(said, "\nmodels rmm-2.0-bet0\n"));
}
END_TEST

Suite *suite_install(void)
{
	Suite *suite = suite_create("install");
	TCase *tcase = tcase_create("install");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_install);
	tcase_add_test(tcase, test_version);
	suite_add_tcase(suite, tcase);
	return suite;
}
