/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim: finds the verb and lets it run. */
#include <locale.h>
#include <string.h>

#include "options/options.h"
#include "version/spec.h"

#define VERSION "0.1"

static const Verb *const verbs[] = {
	&verb_run, &verb_replay, &verb_compare, &verb_show, &verb_mutate
};

static void print_help(void)
{
	printf("Usage:\n  ripas-sim VERB [OPTION…] …\n\n"
	       "An executable model of the Realm Management Monitor of Arm CCA.\n\nVerbs:\n");
	for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
		printf("  %-8s %s\n", verbs[i]->name, verbs[i]->summary);
	printf("\nExamples:\n"
	       "  ripas-sim run scenarios\n"
	       "  ripas-sim run -v scenarios/boot/host-init.ripas\n"
	       "  ripas-sim replay --as tf-rmm-1.0 rmm.trace\n"
	       "  ripas-sim compare --guest linux\n"
	       "  ripas-sim show conditions RMI_RTT_SET_RIPAS\n"
	       "  ripas-sim mutate scenarios\n\n"
	       "'ripas-sim VERB --help' tells the options of a verb.\n"
	       "Exit status: 0 as expected; 1 an expectation, an invariant or a log diverged;\n"
	       "2 bad usage; 3 bad input; 4 a bound was hit, the result is incomplete.\n");
}

static void print_version(void)
{
	printf("ripas-sim " VERSION "\n");
	for (enum rmm_version i = 0; i < RMM_VERSIONS; i++)
		if (rmm_spec(i))
			printf("models %s\n", rmm_spec(i)->id);
}

static ExitCode unknown_verb(const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
		g_ptr_array_add(names, (char *)(guintptr)verbs[i]->name);
	hint = did_you_mean(name, names);
	return usage_error(NULL, "unknown verb '%s'%s", name, hint);
}

int main(int argc, char **argv)
{
	setlocale(LC_ALL, "");
	if (argc < 2)
		return (int)usage_error(NULL, "no verb given");
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    (strcmp(argv[1], "help") == 0 && argc == 2)) {
		print_help();
		return EXIT_AS_EXPECTED;
	}
	if (strcmp(argv[1], "--version") == 0) {
		print_version();
		return EXIT_AS_EXPECTED;
	}
	if (strcmp(argv[1], "help") == 0) {
		/* "help VERB" is "VERB --help" */
		static char help[] = "--help";

		argv[1] = argv[2];
		argv[2] = help;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
		if (strcmp(argv[1], verbs[i]->name) == 0)
			return (int)verbs[i]->run(argv + 1);
	return (int)unknown_verb(argv[1]);
}
