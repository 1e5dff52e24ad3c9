/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim: finds the verb and lets it run. */
#include <errno.h>
#include <locale.h>
#include <string.h>

#include "cli/complete.h"
#include "cli/verbs.h"
#include "explore/engine.h"
#include "options/help.h"
#include "options/options.h"
#include "shell/prompt.h"
#include "text/nearest.h"
#include "system/release.h"
#include "system/version.h"

static ExitCode print_help(void)
{
	g_autofree char *help = help_of_tool(verbs);

	fputs(help, stdout);
	return EXIT_AS_EXPECTED;
}

/* "explores by symbolic, explicit, plain" */
static void print_engines(void)
{
	printf("explores by");
	for (guint i = 0; explore_engines()[i]; i++)
		printf("%s %s", i ? "," : "", explore_engines()[i]->name);
	if (explore_plain_alone())
		printf(" alone: %s", explore_plain_alone());
	putchar('\n');
}

static ExitCode print_version(void)
{
	printf("ripas-sim %s, commit %s\n", release_number(), release_commit());
	for (guint i = 0; i < version_count(); i++)
		printf("models %s\n", version_at(i)->id);
	printf("edits lines with %s\n", prompt_editor());
	print_engines();
	return EXIT_AS_EXPECTED;
}

static ExitCode print_candidates(char **words)
{
	g_autoptr(GPtrArray) candidates = complete(words);

	for (guint i = 0; i < candidates->len; i++)
		printf("%s\n", (char *)candidates->pdata[i]);
	return EXIT_AS_EXPECTED;
}

static ExitCode unknown_verb(const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;

	for (const Verb *const *verb = verbs; *verb; verb++)
		g_ptr_array_add(names, (char *)(guintptr)(*verb)->name);
	hint = nearest_hint(name, names);
	return usage_error(NULL, "unknown verb '%s'%s", name, hint);
}

/* "ripas-sim -v run": options stand behind the verb that they are for. */
static ExitCode option_before_verb(char **argv)
{
	for (char **word = argv + 1; *word; word++)
		if (verb_find(*word))
			return usage_error(NULL, "'%s' stands before the verb: ripas-sim %s %s …",
					   argv[0], *word, argv[0]);
	return usage_error(NULL, "unknown option '%s'", argv[0]);
}

/* "help VERB" is "VERB --help". */
static ExitCode help_verb(char **argv)
{
	static char option[] = "--help";
	char *help[] = { argv[0], option, NULL };
	const Verb *verb = argv[0] ? verb_find(argv[0]) : NULL;

	if (!argv[0])
		return print_help();
	return verb ? verb->run(help) : unknown_verb(argv[0]);
}

static ExitCode run_verb(char **argv)
{
	const Verb *verb;

	if (!argv[0])
		return usage_error(NULL, "no verb given");
	if (strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0)
		return print_help();
	if (strcmp(argv[0], "--version") == 0)
		return print_version();
	if (strcmp(argv[0], "--complete") == 0)
		return print_candidates(argv + 1);
	if (strcmp(argv[0], "help") == 0)
		return help_verb(argv + 1);
	if (*argv[0] == '-')
		return option_before_verb(argv);
	verb = verb_find(argv[0]);
	return verb ? verb->run(argv) : unknown_verb(argv[0]);
}

int main(int argc, char **argv)
{
	ExitCode code;

	setlocale(LC_ALL, "");
	code = run_verb(argv + 1);
	/* A verb that opened an output has told already. */
	if ((fflush(stdout) != 0 || ferror(stdout)) && code == EXIT_AS_EXPECTED) {
		g_printerr("ripas-sim: cannot write standard output: %s\n", g_strerror(errno));
		return EXIT_INCOMPLETE;
	}
	return (int)code;
}
