/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The test program. Run from the top folder of the project. Suites run side by
 * side, in as many processes as there are processors, or CHECK_JOBS.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suites.h"

#define NAME_AND_MAKER(name) { #name, suite_##name },

static const struct {
	const char *name;
	Suite *(*make)(void);
} suites[] = { SUITES(NAME_AND_MAKER) };

/* What the processes share. */
struct tally {
	gint next;              /* suites that somebody has begun */
	gint run, failed;
};

static void print_failures(SRunner *runner, const char *suite)
{
	TestResult **results = srunner_failures(runner);

	for (int i = 0; i < srunner_ntests_failed(runner); i++)
		printf("%s:%d:%c:%s:%s: %s\n", tr_lfile(results[i]), tr_lno(results[i]),
		       tr_rtype(results[i]) == CK_ERROR ? 'E' : 'F', suite,
		       tr_tcname(results[i]), tr_msg(results[i]));
	free(results);
}

static void run_suite(struct tally *tally, gsize i)
{
	SRunner *runner = srunner_create(suites[i].make());
	int run, failed;

	srunner_run_all(runner, CK_SILENT);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	if (run)
		printf("  %-4s %-20s %5d checks\n", failed ? "FAIL" : "ok", suites[i].name, run);
	print_failures(runner, suites[i].name);
	fflush(stdout);
	g_atomic_int_add(&tally->run, run);
	g_atomic_int_add(&tally->failed, failed);
	srunner_free(runner);
}

/* From the last one on: the longest are there, and nobody has to wait for them. */
static void run_suites(struct tally *tally)
{
	gsize done;

	while ((done = (gsize)g_atomic_int_add(&tally->next, 1)) < G_N_ELEMENTS(suites))
		run_suite(tally, G_N_ELEMENTS(suites) - 1 - done);
}

static long jobs(void)
{
	const char *wanted = g_getenv("CHECK_JOBS");
	long count = wanted ? strtol(wanted, NULL, 10) : sysconf(_SC_NPROCESSORS_ONLN);

	return CLAMP(count, 1, (long)G_N_ELEMENTS(suites));
}

/* Makes the other processes; every one of them runs suites until none is left. */
int main(void)
{
	struct tally *tally = mmap(NULL, sizeof(*tally), PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	gboolean died = FALSE;
	int status;

	if (tally == MAP_FAILED)
		return EXIT_FAILURE;
	for (long i = jobs(); i > 1; i--) {
		if (fork() == 0) {
			run_suites(tally);
			return EXIT_SUCCESS;
		}
	}
	run_suites(tally);
	while (wait(&status) > 0)
		died |= !WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS;
	printf("%d checks, %d failed%s\n", tally->run, tally->failed,
	       died ? ", and a process of the tests died" : "");
	return tally->failed || died ? EXIT_FAILURE : EXIT_SUCCESS;
}
